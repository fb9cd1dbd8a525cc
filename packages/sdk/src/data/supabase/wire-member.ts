import {
  type Invitation,
  type Member,
  type Permission,
  type PermissionChanges,
  type ReceivedInvitation,
  ROLES,
  type Role,
} from '../../types/index.ts';
import { array, object, oneOf, optionalText, optionalTime, text, time } from './wire.ts';

/** A row of `list_members()`. */
export function parseMember(value: unknown): Member {
  const what = 'a member';
  const row = object(value, what);
  return {
    userId: text(row, 'id', what),
    email: optionalText(row.email) ?? '',
    fullName: optionalText(row.full_name),
    role: oneOf<Role>(row.role, ROLES, what),
    permissions: parsePermissionChanges(row.permissions),
    effectivePermissions: array(row.effective_permissions ?? [], what).filter(
      (entry): entry is Permission => typeof entry === 'string',
    ),
    lastSignInAt: optionalTime(row, 'last_sign_in_at', what),
  };
}

/** A row of `invitations`, as `invite_member()` answers it too. */
export function parseInvitation(value: unknown): Invitation {
  const what = 'an invitation';
  const row = object(value, what);
  const expiresAt = time(row, 'expires_at', what);
  return {
    id: text(row, 'id', what),
    email: text(row, 'email', what),
    role: oneOf<Role>(row.role, ROLES, what),
    permissions: parsePermissionChanges(row.permissions),
    fullName: optionalText(row.full_name),
    isForFirstAdmin: row.is_for_first_admin === true,
    state: row.accepted_at
      ? 'accepted'
      : row.revoked_at
        ? 'revoked'
        : Date.parse(expiresAt) <= Date.now()
          ? 'expired'
          : 'open',
    createdAt: time(row, 'created_at', what),
    expiresAt,
  };
}

/** A row of `my_invitations()`. */
export function parseReceivedInvitation(value: unknown): ReceivedInvitation {
  const what = 'an invitation';
  const row = object(value, what);
  const tenant = object(row.tenant, what);
  return {
    id: text(row, 'id', what),
    role: oneOf<Role>(row.role, ROLES, what),
    expiresAt: time(row, 'expires_at', what),
    tenant: { name: text(tenant, 'name', what), slug: optionalText(tenant.slug) ?? '' },
  };
}

function parsePermissionChanges(value: unknown): PermissionChanges {
  return object(value ?? {}, 'permissions') as PermissionChanges;
}
