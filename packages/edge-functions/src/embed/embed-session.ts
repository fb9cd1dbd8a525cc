import * as v from 'valibot';
import type { EmbedSessionResponse, MemberRole } from '../contract/index.ts';
import { bearerOf } from '../internal/bearer.ts';
import { clientAddress } from '../internal/client-address.ts';
import type { Handler } from '../internal/deps.ts';
import { readBody } from '../internal/read-body.ts';
import { Refusal } from '../internal/refusal.ts';
import { json } from '../internal/respond.ts';
import { asService, call } from '../internal/supabase.ts';
import { email } from '../onboarding/schemas.ts';
import { accountOf } from './embed-account.ts';
import { openSession } from './open-session.ts';

const EmbedSession = v.strictObject({
  user: v.strictObject({
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    email,
    role: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100))),
    fullName: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))),
  }),
  origin: v.optional(v.pipe(v.string(), v.url('an origin'), v.maxLength(300))),
});

/** What the tenant's embed secret stands for. */
export interface EmbedGrant {
  readonly tenant_id: string;
  readonly tenant_slug: string;
  readonly secret_id: string;
  readonly role_map: Readonly<Record<string, MemberRole>>;
  readonly default_role: MemberRole | null;
}

/**
 * Exchanges the host's sign-in for a session of ours: its server vouches for its user with the tenant's embed secret. The
 * member is made on first use, within the plan's limits, and gets the role that the tenant maps the host's to.
 */
export const embedSession: Handler = async (request, context) => {
  const secret = bearerOf(request);
  // The form is no secret: what cannot be one is refused before the database is asked.
  if (!/^nxe_[\w-]{43}$/.test(secret)) throw invalidSecret();
  const { user, origin } = await readBody(request, EmbedSession);
  const service = asService(context);
  const grant = await call<EmbedGrant>(service, 'check_embed_secret', {
    secret,
    origin: origin ?? null,
    address: clientAddress(request, context),
  });
  context.note({ tenantId: grant.tenant_id });
  const role = roleFor(user.role, grant);
  const account = await accountOf({ ...user, role }, grant, context);
  context.note({ userId: account.userId });
  const session = await openSession(account.email, context);
  const answer: EmbedSessionResponse = {
    ...session,
    userId: account.userId,
    role,
    requestId: context.requestId,
  };
  return noStore(json(context, 200, answer));
};

function roleFor(
  hostRole: string | undefined,
  { role_map: map, default_role: fallback }: EmbedGrant,
): MemberRole {
  const mapped = hostRole !== undefined && Object.hasOwn(map, hostRole) ? map[hostRole] : undefined;
  const role = mapped ?? fallback;
  if (role) return role;
  throw new Refusal(403, {
    code: 'permission_denied',
    message: hostRole === undefined ? 'The user has no role.' : `The role "${hostRole}" is not mapped.`,
    hint: 'A master admin of the tenant maps it in the embed secret, or sets a role for all others.',
    details: { role: hostRole ?? null },
  });
}

function invalidSecret(): Refusal {
  return new Refusal(401, {
    code: 'embed_secret_invalid',
    message: 'The embed secret is missing or has another form.',
    hint: "Send authorization: Bearer nxe_… from the host's server.",
    details: { reason: 'unknown' },
  });
}

function noStore(response: Response): Response {
  response.headers.set('cache-control', 'no-store');
  return response;
}
