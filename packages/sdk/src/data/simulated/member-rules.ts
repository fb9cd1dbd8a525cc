import type { Permission, PermissionChanges, Role } from '../../types/index.ts';
import type { Desk } from './desk.ts';
import { effectivePermissions } from './permissions.ts';
import { memberRule, missing } from './refusals.ts';
import type { Account, Profile, TenantState } from './state.ts';

/** A member whom the person asking may look at changing. */
export interface OtherMember {
  account: Account;
  profile: Profile;
  state: TenantState;
}

/**
 * Nobody but a master admin makes one, or gives a permission that he lacks himself and the member did not have.
 *
 * @throws NexusError `member_rule`
 */
export function checkMemberRights(
  desk: Desk,
  role: Role,
  permissions: PermissionChanges,
  had: readonly Permission[] = [],
): void {
  if (desk.requireMember().profile.role === 'master_admin') return;
  if (role === 'master_admin') {
    throw memberRule('master_admin', 'Only a master admin makes, changes or removes a master admin.');
  }
  const beyond = effectivePermissions(role, permissions).filter(
    (one) => !had.includes(one) && !desk.has(one),
  );
  if (beyond.length > 0) {
    throw memberRule('beyond_own', `You lack yourself: ${beyond.join(', ')}.`, { permissions: beyond });
  }
}

/** @throws NexusError `permission_denied` | `not_found` | `member_rule` */
export function requireOther(desk: Desk, userId: string): OtherMember {
  const caller = desk.requirePermission('members.manage');
  const account = desk.database.accounts.get(userId);
  const profile = account?.profile;
  if (account === undefined || !profile || profile.tenantId !== caller.state.tenant.id)
    throw missing('member');
  if (account === caller.account) {
    throw memberRule('oneself', 'Nobody changes the own rights or removes himself.');
  }
  return { account, profile, state: caller.state };
}

/** @throws NexusError `member_rule` when the member is a master admin out of reach, or the last one */
export function checkAdminRemains(desk: Desk, { account, profile, state }: OtherMember): void {
  if (profile.role !== 'master_admin') return;
  checkMemberRights(desk, 'master_admin', {});
  const others = desk.database.membersOf(state.tenant.id).filter((one) => one !== account);
  if (!others.some((one) => one.profile?.role === 'master_admin')) {
    throw memberRule('last_master_admin', 'The last master admin of a tenant stays.');
  }
}
