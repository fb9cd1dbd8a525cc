import type { Invitation, InviteParams, Member, MemberUpdateParams } from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';

/** People of the own tenant; needs `members.manage`. */
export interface MemberService {
  /** Everybody, by name. */
  list(options?: CallOptions): Promise<Member[]>;
  /** @throws NexusError `member_rule` | `not_found` */
  update(userId: string, params: MemberUpdateParams, options?: CallOptions): Promise<void>;
  /** At once; the account stays. @throws NexusError `member_rule` | `not_found` */
  remove(userId: string, options?: CallOptions): Promise<void>;
  /** Newest first, the ended ones too. */
  invitations(options?: CallOptions): Promise<Invitation[]>;
  /** @throws NexusError `plan_limit` | `member_rule` | `conflict` */
  invite(params: InviteParams, options?: CallOptions): Promise<Invitation>;
  /** An open one cannot be accepted any more. @throws NexusError `invitation_invalid` | `not_found` */
  revokeInvitation(id: string, options?: CallOptions): Promise<void>;
}
