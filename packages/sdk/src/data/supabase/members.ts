import type { Invitation, Member } from '../../types/index.ts';
import { given } from '../given.ts';
import type { MemberService } from '../services/member-service.ts';
import type { Json } from './database.types.ts';
import type { ServiceParts } from './service-parts.ts';
import { array } from './wire.ts';
import { parseInvitation, parseMember } from './wire-member.ts';

const nothing = (): void => {};

/** People of the own tenant. Every rule about them is the database's. */
export function createMembers({ rest, requests, tenantId }: ServiceParts): MemberService {
  return {
    list: (options = {}): Promise<Member[]> =>
      requests.call(
        'list the members',
        options,
        (signal) => rest.rpc('list_members').abortSignal(signal),
        (rows) => array(rows, 'the members').map(parseMember),
      ),

    update: (userId, { role, permissions }, options = {}): Promise<void> =>
      requests.call(
        given(`change member ${userId}`, { userId }),
        options,
        (signal) =>
          rest
            .rpc('set_member', {
              user_id: userId,
              ...(role === undefined ? {} : { role }),
              ...(permissions === undefined ? {} : { permissions: permissions as Json }),
            })
            .abortSignal(signal),
        nothing,
      ),

    remove: (userId, options = {}): Promise<void> =>
      requests.call(
        given(`remove member ${userId}`, { userId }),
        options,
        (signal) => rest.rpc('remove_member', { user_id: userId }).abortSignal(signal),
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
            .select(
              'id, email, role, permissions, full_name, is_for_first_admin, created_at, expires_at, accepted_at, revoked_at',
            )
            .eq('tenant_id', tenant)
            .order('created_at', { ascending: false })
            .limit(1_000)
            .abortSignal(signal),
        (rows) => array(rows, 'the invitations').map(parseInvitation),
      );
    },

    invite: ({ email, role, permissions, fullName }, options = {}): Promise<Invitation> =>
      requests.call(
        given(`invite ${email}`, { email, role }),
        options,
        (signal) =>
          rest
            .rpc('invite_member', {
              email,
              role,
              ...(permissions === undefined ? {} : { permissions: permissions as Json }),
              ...(fullName === undefined ? {} : { full_name: fullName }),
            })
            .abortSignal(signal),
        parseInvitation,
      ),

    revokeInvitation: (id, options = {}): Promise<void> =>
      requests.call(
        given(`take back invitation ${id}`, { id }),
        options,
        (signal) => rest.rpc('revoke_invitation', { id }).abortSignal(signal),
        nothing,
      ),
  };
}
