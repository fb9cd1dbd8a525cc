import type { Permission, Role } from './tenant.ts';

/** Single rights beside the role's: true adds one, false takes one away. */
export type PermissionChanges = Partial<Record<Permission, boolean>>;

/** Somebody in the own tenant. */
export interface Member {
  /** UUID of the account. */
  userId: string;
  /** Address of the account. */
  email: string;
  /** Null when nobody said. */
  fullName: string | null;
  /** Gives the default set of permissions. */
  role: Role;
  /** Single rights added to or taken from the role's. */
  permissions: PermissionChanges;
  /** What the database lets this member do. */
  effectivePermissions: readonly Permission[];
  /** ISO 8601, or null for who has never signed in. */
  lastSignInAt: string | null;
}

/** What a member with `members.manage` may change on another one. */
export interface MemberUpdateParams {
  /** Brings its default permissions; single rights stay. */
  role?: Role;
  /** Replaces all single rights. */
  permissions?: PermissionChanges;
}

/** An offer to one address to join the own tenant. */
export interface Invitation {
  /** UUID. */
  id: string;
  /** The only address that can accept it. */
  email: string;
  /** Role that the member will have. */
  role: Role;
  /** Single rights that will be added to or taken from the role's. */
  permissions: PermissionChanges;
  /** Name that the member will have; null when nobody said. */
  fullName: string | null;
  /** Made by the reseller or the platform for a tenant without a master admin. */
  isForFirstAdmin: boolean;
  /** Only an `open` one can be accepted or revoked. */
  state: 'open' | 'accepted' | 'revoked' | 'expired';
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** Whom to invite as what. */
export interface InviteParams {
  /** The address that the invitation is for. */
  email: string;
  /** Role that the member will have. */
  role: Role;
  /** Single rights to add to or take from the role's. */
  permissions?: PermissionChanges;
  /** Name that the member will have. */
  fullName?: string;
}

/** An invitation as the invited account sees it. */
export interface ReceivedInvitation {
  /** UUID; give it to `acceptInvitation` where several tenants invited. */
  id: string;
  /** Role in the tenant that invites. */
  role: Role;
  /** ISO 8601. */
  expiresAt: string;
  /** Who invites. */
  tenant: { name: string; slug: string };
}
