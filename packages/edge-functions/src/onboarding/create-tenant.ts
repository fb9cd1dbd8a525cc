import * as v from 'valibot';
import type { CreateTenantResponse } from '../contract/index.ts';
import type { Context, Handler } from '../internal/deps.ts';
import { readBody } from '../internal/read-body.ts';
import { Refusal } from '../internal/refusal.ts';
import { json } from '../internal/respond.ts';
import { asCaller, asService, call } from '../internal/supabase.ts';
import { CreateTenant, IdempotencyKey } from './schemas.ts';
import { isMailed, sendInvitation } from './send-invitation.ts';

/** What the database made, or had made for the same key before. */
interface Opening {
  readonly tenant_id: string;
  readonly slug: string;
  readonly invitation_id: string;
  readonly is_new: boolean;
}

/**
 * Opens a tenant with its brand and invites its first admin. Tenant and invitation are one transaction; when the mail does
 * not go out, both are taken back. A repeat with the same idempotency key answers the same tenant, and sends the mail if
 * the first call ended before it went out.
 */
export const createTenant: Handler = async (request, context) => {
  const key = v.safeParse(IdempotencyKey, request.headers.get('idempotency-key'));
  if (!key.success) {
    throw new Refusal(400, {
      code: 'validation_failed',
      message: 'The header idempotency-key is missing or has another form.',
      hint: 'Send a new UUID for each tenant, and the same one when you try again.',
      details: { path: 'idempotency-key' },
    });
  }
  const { redirectTo, ...wanted } = await readBody(request, CreateTenant);
  const opening = await call<Opening>(asCaller(request, context), 'open_tenant_once', {
    idempotency_key: key.output,
    request: {
      name: wanted.name,
      slug: wanted.slug,
      plan_tier: wanted.planTier,
      branding: wanted.branding ?? {},
      hostnames: wanted.hostnames ?? [],
      admin_email: wanted.admin.email,
      admin_full_name: wanted.admin.fullName ?? null,
    },
  });
  context.note({ tenantId: opening.tenant_id, outcome: opening.is_new ? 'opened' : 'repeated' });
  if (opening.is_new) await mailOrUndo(opening, redirectTo, context);
  // The first call may have ended before the mail; whatever becomes of this try, the tenant was answered already.
  else if (!(await isMailed(opening.invitation_id, context))) {
    await sendInvitation(opening.invitation_id, redirectTo, context);
  }
  const answer: CreateTenantResponse = {
    tenantId: opening.tenant_id,
    slug: opening.slug,
    invitationId: opening.invitation_id,
    isNew: opening.is_new,
    requestId: context.requestId,
  };
  return json(context, opening.is_new ? 201 : 200, answer);
};

async function mailOrUndo(opening: Opening, redirectTo: string | undefined, context: Context): Promise<void> {
  try {
    await sendInvitation(opening.invitation_id, redirectTo, context);
  } catch (error) {
    await call(asService(context), 'undo_tenant_opening', { tenant_id: opening.tenant_id }).catch(() =>
      context.note({ outcome: 'opened, not mailed and not undone' }),
    );
    throw error;
  }
}
