import type { Invitation, Member } from '../../types/index.ts';
import { given } from '../given.ts';
import type { MemberService } from '../services/member-service.ts';
import type { Json } from './database.types.ts';
import type { ServiceParts } from './service-parts.ts';
import { array } from './wire.ts';
import { parseInvitation, parseMember } from './wire-member.ts';

const INVITATION_COLUMNS = [
  'id',
  'email',
  'role',
  'permissions',
  'full_name',
  'is_for_first_admin',
  'created_at',
  'expires_at',
  'accepted_at',
  'revoked_at',
] as const;

const nothing = (): void => {};

/** People of the own tenant. Every rule about them is the database's. */
export function createMembers({ rest, requests, tenantId }: ServiceParts): MemberService {
  return {
    list: (options = {}): Promise<Member[]> =>
      requests.call(
        'list the members',
        options,
        (signal) => rest.rpc('list_members', signal),
        (rows) => array(rows, 'the members').map(parseMember),
      ),

    update: (userId, { role, permissions }, options = {}): Promise<void> =>
      requests.call(
        given(`change member ${userId}`, { userId }),
        options,
        (signal) =>
          rest.rpc('set_member', signal, {
            user_id: userId,
            ...(role === undefined ? {} : { role }),
            ...(permissions === undefined ? {} : { permissions: permissions as Json }),
          }),
        nothing,
      ),

    remove: (userId, options = {}): Promise<void> =>
      requests.call(
        given(`remove member ${userId}`, { userId }),
        options,
        (signal) => rest.rpc('remove_member', signal, { user_id: userId }),
        nothing,
      ),

    invitations: async (options = {}): Promise<Invitation[]> => {
      const tenant = await tenantId(options);
      return requests.call(
        'list the invitations',
        options,
        (signal) =>
          rest
            .from('invitations')
            .select(...INVITATION_COLUMNS)
            .eq('tenant_id', tenant)
            .order('created_at.desc')
            .limit(1_000)
            .all(signal),
        (rows) => array(rows, 'the invitations').map(parseInvitation),
      );
    },

    invite: ({ email, role, permissions, fullName }, options = {}): Promise<Invitation> =>
      requests.call(
        given(`invite ${email}`, { email, role }),
        options,
        (signal) =>
          rest.rpc('invite_member', signal, {
            email,
            role,
            ...(permissions === undefined ? {} : { permissions: permissions as Json }),
            ...(fullName === undefined ? {} : { full_name: fullName }),
          }),
        parseInvitation,
      ),

    revokeInvitation: (id, options = {}): Promise<void> =>
      requests.call(
        given(`take back invitation ${id}`, { id }),
        options,
        (signal) => rest.rpc('revoke_invitation', signal, { id }),
        nothing,
      ),
  };
}
