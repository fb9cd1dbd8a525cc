import { PERMISSIONS, type Permission, type PermissionChanges, ROLES, type Role } from '../../types/index.ts';
import { ROLE_PERMISSIONS } from './accounts.ts';
import { broken } from './refusals.ts';

/** The role's defaults with single rights added or removed, in the order in which the database lists them. */
export function effectivePermissions(role: Role, changes: PermissionChanges): Permission[] {
  const given = ROLE_PERMISSIONS[role];
  return PERMISSIONS.filter((permission) => changes[permission] ?? given.includes(permission));
}

/** @throws NexusError `validation_failed` */
export function checkRole(role: Role): void {
  if (!ROLES.includes(role)) throw broken(`"${role}" is not a role.`, `Use one of ${ROLES.join(', ')}.`);
}

/** @throws NexusError `validation_failed` */
export function checkPermissions(changes: PermissionChanges): void {
  for (const [name, value] of Object.entries(changes)) {
    if ((PERMISSIONS as readonly string[]).includes(name) && typeof value === 'boolean') continue;
    throw broken(
      'Single rights are an object of known permission names, each true or false.',
      `Use names among ${PERMISSIONS.join(', ')}.`,
    );
  }
}
