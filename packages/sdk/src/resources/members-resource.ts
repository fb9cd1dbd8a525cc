import type { MemberService } from '../data/services/member-service.ts';

/** People of the own tenant and invitations to it; needs `members.manage`. */
export interface MembersResource extends MemberService {}
