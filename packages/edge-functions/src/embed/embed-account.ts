import type { MemberRole } from '../contract/index.ts';
import type { Context } from '../internal/deps.ts';
import { asService, call, type Database } from '../internal/supabase.ts';
import type { EmbedGrant } from './embed-session.ts';

/** The host's user, with the role that it has here. */
export interface HostUser {
  readonly id: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly fullName?: string | undefined;
}

/** The account behind an embedded user. */
export interface EmbedAccount {
  readonly userId: string;
  /** Of the account, never the person's own. */
  readonly email: string;
}

/**
 * The account of the host's user in the secret's tenant, made on first use.
 *
 * Its address is made up and takes no mail: a host that vouches for `ann@example.com` must not get at the account that Ann
 * has here herself, perhaps in another tenant.
 */
export async function accountOf(user: HostUser, grant: EmbedGrant, context: Context): Promise<EmbedAccount> {
  const service = asService(context);
  const email = await madeUpAddress(user.id, grant);
  const known = await memberId(service, user.id, grant);
  const { userId, isMade } =
    known === null ? await makeAccount(service, email, user, grant) : { userId: known, isMade: false };
  try {
    await call(service, 'keep_embed_member', {
      secret_id: grant.secret_id,
      host_user_id: user.id,
      user_id: userId,
      role: user.role,
      full_name: user.fullName ?? null,
      email: user.email,
    });
  } catch (error) {
    // An account that may not become a member, for example because the plan is full, is not left lying about.
    if (isMade) await service.auth.admin.deleteUser(userId);
    throw error;
  }
  return { userId, email };
}

async function memberId(service: Database, hostUserId: string, grant: EmbedGrant): Promise<string | null> {
  const { user_id: userId } = await call<{ user_id: string | null }>(service, 'embed_member', {
    secret_id: grant.secret_id,
    host_user_id: hostUserId,
  });
  return userId;
}

async function makeAccount(
  service: Database,
  email: string,
  { fullName }: HostUser,
  grant: EmbedGrant,
): Promise<{ userId: string; isMade: boolean }> {
  const { data, error } = await service.auth.admin.createUser({
    email,
    email_confirm: true,
    app_metadata: { nexus_embed: grant.tenant_id },
    ...(fullName !== undefined && { user_metadata: { full_name: fullName } }),
  });
  if (data.user) return { userId: data.user.id, isMade: true };
  if (error?.code !== 'email_exists') throw notMade(error?.code ?? error?.status);
  // Another first use is making it at this moment, or one before broke off before it became a member. A link tells its id;
  // it is not used, and the database looks whether the account is one that was made for this tenant's hosts.
  const link = await service.auth.admin.generateLink({ type: 'magiclink', email });
  if (link.error) throw notMade(link.error.code ?? link.error.status);
  return { userId: link.data.user.id, isMade: false };
}

function notMade(why: unknown): Error {
  return new Error(`The account of an embedded user could not be made: ${why}`);
}

/** Always the same for a user of a tenant. `.invalid` never takes mail (RFC 2606). */
async function madeUpAddress(hostUserId: string, { tenant_id: tenantId }: EmbedGrant): Promise<string> {
  const bytes = new TextEncoder().encode(`${tenantId}\n${hostUserId}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const name = Array.from(digest.slice(0, 20), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${name}@embed.nexus.invalid`;
}
