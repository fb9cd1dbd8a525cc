import type { Member } from '../../types/index.ts';
import { given } from '../given.ts';
import type { MemberService } from '../services/member-service.ts';
import { note, noteChange } from './audit.ts';
import type { Desk } from './desk.ts';
import { invite, revokeAllOf, revokeInvitation, shownInvitation } from './invitations.ts';
import { checkAdminRemains, checkMemberRights, requireOther } from './member-rules.ts';
import { checkPermissions, checkRole, effectivePermissions } from './permissions.ts';

/** People of the own tenant, under the rules of `set_member()`, `remove_member()` and `invite_member()`. */
export function createMembers(desk: Desk): MemberService {
  return {
    list: (options) =>
      desk.read('list the members', options, () => {
        const { state } = desk.requirePermission('members.manage');
        const members = desk.database.membersOf(state.tenant.id).flatMap((account): Member[] => {
          const { userId, email, lastSignInAt, profile } = account;
          if (profile === null) return [];
          const { role, permissions, fullName } = profile;
          const effective = effectivePermissions(role, permissions);
          return [
            {
              userId,
              email,
              fullName,
              role,
              permissions: { ...permissions },
              effectivePermissions: effective,
              lastSignInAt,
            },
          ];
        });
        const key = ({ fullName, userId }: Member): string => `${fullName ?? '\uffff'}\0${userId}`;
        return members.sort((a, b) => (key(a) < key(b) ? -1 : 1));
      }),

    update: (userId, params, options) =>
      desk.write(`change member ${userId}`, options, () => {
        given(`change member ${userId}`, { userId });
        const member = requireOther(desk, userId);
        const { account, profile, state } = member;
        const role = params.role ?? profile.role;
        const permissions = params.permissions ?? profile.permissions;
        if (role !== 'master_admin') checkAdminRemains(desk, member);
        // A master admin stays out of reach for others also when only single rights change.
        if (profile.role === 'master_admin') checkMemberRights(desk, 'master_admin', {});
        checkRole(role);
        checkPermissions(permissions);
        const had = effectivePermissions(profile.role, profile.permissions);
        checkMemberRights(desk, role, permissions, had);
        const before = { role: profile.role, permissions: profile.permissions };
        const now = { role, permissions: { ...permissions } };
        if (sorted(before) === sorted(now)) return;
        account.profile = { ...profile, ...now };
        const actor = desk.requireAccount();
        revokeAllOf(desk.database, state, actor, userId);
        const action = before.role === role ? 'member.permissions_changed' : 'member.role_changed';
        noteChange(
          desk.database,
          state,
          actor,
          { action, table: 'user_profiles', targetId: userId },
          before,
          now,
        );
      }),

    remove: (userId, options) =>
      desk.write(`remove member ${userId}`, options, () => {
        given(`remove member ${userId}`, { userId });
        const member = requireOther(desk, userId);
        checkAdminRemains(desk, member);
        const { account, profile, state } = member;
        account.profile = null;
        const actor = desk.requireAccount();
        revokeAllOf(desk.database, state, actor, userId);
        for (const request of state.aiRequests) {
          if (request.userId === userId) request.userId = null;
        }
        const { role, permissions } = profile;
        note(desk.database, state, actor, {
          action: 'member.removed',
          table: 'user_profiles',
          targetId: userId,
          old: { role, permissions },
          new: null,
        });
      }),

    invitations: (options) =>
      desk.read('list the invitations', options, () => {
        // Row level security shows nothing to who may not manage members.
        const { state } = desk.requireVisible();
        if (!desk.has('members.manage')) return [];
        return state.invitations
          .map((one) => shownInvitation(one, desk.database.now()))
          .reverse()
          .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
      }),

    invite: (params, options) =>
      desk.write(`invite ${params.email}`, options, () => invite(desk, params, null)),

    revokeInvitation: (id, options) =>
      desk.write(`take back invitation ${id}`, options, () => revokeInvitation(desk, id)),
  };
}

function sorted(rights: { role: string; permissions: object }): string {
  return JSON.stringify([rights.role, Object.entries(rights.permissions).sort()]);
}
