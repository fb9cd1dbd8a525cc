import * as v from 'valibot';

/** Shapes of what comes in; what the values may be beyond that is the database's to say. */
export const email = v.pipe(v.string(), v.trim(), v.email('an e-mail address'), v.maxLength(320));
const role = v.picklist(['master_admin', 'maintenance', 'sales', 'c_level']);
const permissions = v.record(v.pipe(v.string(), v.maxLength(60)), v.boolean());
const fullName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const uuid = v.pipe(v.string(), v.uuid('a UUID'));
const redirectTo = v.pipe(v.string(), v.url('a URL'), v.maxLength(2_000));

export const CreateTenant = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  slug: v.pipe(v.string(), v.maxLength(63)),
  planTier: v.picklist(['Basic', 'Pro', 'Enterprise']),
  branding: v.optional(v.record(v.string(), v.unknown())),
  hostnames: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(253))), v.maxLength(20))),
  admin: v.strictObject({ email, fullName: v.optional(fullName) }),
  redirectTo: v.optional(redirectTo),
});

export const InviteMember = v.strictObject({
  email,
  role,
  permissions: v.optional(permissions),
  fullName: v.optional(fullName),
  tenantId: v.optional(uuid),
  redirectTo: v.optional(redirectTo),
});

export const ResendInvite = v.strictObject({ invitationId: uuid, redirectTo: v.optional(redirectTo) });

export const RemoveMember = v.strictObject({ userId: uuid });

export const SetRole = v.strictObject({
  userId: uuid,
  role: v.optional(role),
  permissions: v.optional(permissions),
});

/** The header of a request that may be repeated: the caller's own name for it. */
export const IdempotencyKey = v.pipe(v.string(), v.regex(/^[\w.:-]{8,200}$/));
