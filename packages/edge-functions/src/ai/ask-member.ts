import { Refusal } from '../internal/refusal.ts';
import { call, type Database } from '../internal/supabase.ts';

/** Who asks. */
export interface AskingMember {
  readonly userId: string;
  readonly tenantId: string;
}

interface Membership {
  user_id: string;
  permissions: string[];
  tenant: { id: string; status: string };
}

/** Who asks, with the rights that it takes. @throws Refusal 403 without a membership or one of the permissions */
export async function askMember(database: Database, needs: readonly string[]): Promise<AskingMember> {
  const membership = await call<Membership | null>(database, 'current_membership');
  if (membership === null) {
    throw new Refusal(403, {
      code: 'no_membership',
      message: 'This account is not a member of any tenant.',
      hint: 'Ask an administrator of the tenant for an invitation.',
    });
  }
  if (membership.tenant.status !== 'Active') {
    throw new Refusal(403, {
      code: 'tenant_suspended',
      message: 'This tenant is suspended.',
      hint: 'Ask the operator of the platform to resume it.',
    });
  }
  const missing = needs.find((permission) => !membership.permissions.includes(permission));
  if (missing !== undefined) {
    throw new Refusal(403, {
      code: 'permission_denied',
      message: `This needs the permission ${missing}.`,
      hint: 'Ask an administrator of the tenant to grant it.',
      details: { permission: missing },
    });
  }
  return { userId: membership.user_id, tenantId: membership.tenant.id };
}
