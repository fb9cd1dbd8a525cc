import type { Permission } from '../types/index.ts';
import { NexusError } from './nexus-error.ts';

/** For a change that row level security hid from the person who asked, so that the database's answer does not say why. */
export function permissionMissing(doing: string, permission: Permission): NexusError {
  return new NexusError('permission_denied', `Could not ${doing}: permission ${permission} is missing.`, {
    hint: "Ask the tenant's admin for the permission.",
    details: { permission },
  });
}
