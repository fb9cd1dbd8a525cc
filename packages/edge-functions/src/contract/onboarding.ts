/** Roles of members. */
export type MemberRole = 'master_admin' | 'maintenance' | 'sales' | 'c_level';

/** Body of a POST to `create-tenant`. The header `idempotency-key` is required. */
export interface CreateTenantRequest {
  name: string;
  /** Lower case letters, digits and hyphens. */
  slug: string;
  planTier: 'Basic' | 'Pro' | 'Enterprise';
  branding?: Record<string, unknown>;
  hostnames?: string[];
  admin: { email: string; fullName?: string };
  /** Where the link of the invitation leads; the site's address when missing. */
  redirectTo?: string;
}

/** What was made; the same again for a repeat with the same idempotency key. */
export interface CreateTenantResponse {
  tenantId: string;
  slug: string;
  invitationId: string;
  /** False: a repeat, nothing was made anew. */
  isNew: boolean;
  requestId: string;
}

/** Body of a POST to `invite-member`. */
export interface InviteMemberRequest {
  email: string;
  role: MemberRole;
  permissions?: Record<string, boolean>;
  fullName?: string;
  /** A tenant that the caller looks after: only its first master admin is invited from outside. */
  tenantId?: string;
  redirectTo?: string;
}

/** Body of a POST to `resend-invite`. */
export interface ResendInviteRequest {
  invitationId: string;
  redirectTo?: string;
}

/** Answer of `invite-member` and `resend-invite`. */
export interface InvitationResponse {
  invitationId: string;
  email: string;
  /** ISO 8601. */
  expiresAt: string;
  requestId: string;
}

/** Body of a POST to `remove-member`: sessions end at once. */
export interface RemoveMemberRequest {
  userId: string;
}

/** Body of a POST to `set-role`: what is missing stays. */
export interface SetRoleRequest {
  userId: string;
  role?: MemberRole;
  permissions?: Record<string, boolean>;
}

/** Answer of `remove-member` and `set-role`. */
export interface MemberResponse {
  userId: string;
  requestId: string;
}
