import type { Invitation, InviteParams } from '../../types/index.ts';
import { note } from './audit.ts';
import { normalised, type SimulatedDatabase } from './database.ts';
import type { Desk } from './desk.ts';
import { sendMail } from './mailbox.ts';
import { checkMemberRights } from './member-rules.ts';
import { checkPermissions, checkRole } from './permissions.ts';
import {
  broken,
  checkLimit,
  memberRule,
  noInvitation,
  requireFeature,
  standing,
  suspended,
  taken,
  wrongArgument,
} from './refusals.ts';
import type { Account, StoredInvitation, TenantState } from './state.ts';

const OPEN_FOR_MS = 7 * 86_400_000;
const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** An invitation as it is shown. */
export function shownInvitation(invitation: StoredInvitation, now: number): Invitation {
  const { id, email, role, permissions, fullName, isForFirstAdmin, createdAt, expiresAt } = invitation;
  return {
    id,
    email,
    role,
    permissions: { ...permissions },
    fullName,
    isForFirstAdmin,
    state: stateOf(invitation, now),
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** `invite_member()`; from outside the tenant only for its first admin. */
export function invite(desk: Desk, params: InviteParams, tenantId: string | null): Invitation {
  const account = desk.requireAccount();
  const own = desk.member()?.state.tenant.id ?? null;
  const isFirst = tenantId !== null && tenantId !== own;
  const state = isFirst ? requireFirst(desk, tenantId, params) : requireOwn(desk, params);
  checkInvitation(params);
  // An invitation that could not be accepted helps nobody. What counts is measured again then.
  checkLimit(state.tenant.planTier, 'members', desk.database.membersOf(state.tenant.id).length);
  const now = desk.database.now();
  const address = normalised(params.email);
  for (const former of state.invitations) {
    if (normalised(former.email) !== address) continue;
    if (stateOf(former, now) === 'open') throw taken(`An invitation for ${params.email} is open already.`);
    if (stateOf(former, now) === 'expired') former.revokedAt = now;
  }
  const invitation: StoredInvitation = {
    id: desk.database.nextId('invitation'),
    email: params.email.trim(),
    role: params.role,
    permissions: { ...params.permissions },
    fullName: params.fullName ?? null,
    isForFirstAdmin: isFirst,
    invitedBy: account.userId,
    createdAt: now,
    expiresAt: now + OPEN_FOR_MS,
    acceptedAt: null,
    revokedAt: null,
  };
  state.invitations.push(invitation);
  note(desk.database, state, account, {
    action: 'member.invited',
    table: 'invitations',
    targetId: invitation.id,
    old: null,
    new: { role: invitation.role, permissions: invitation.permissions },
  });
  const { database } = desk;
  const invited = database.findAccount(address) ?? database.addAccount({ email: address });
  sendMail(database, invited, 'invitation', undefined);
  return shownInvitation(invitation, now);
}

/** `revoke_invitation()`: of the own tenant; or, from outside, one that was made from outside. */
export function revokeInvitation(desk: Desk, id: string): void {
  const account = desk.requireAccount();
  const own = desk.has('members.manage') ? desk.requireMember().state : null;
  const isOwn = own?.invitations.some((one) => one.id === id) === true;
  const reseller = desk.resellingTenant();
  const isOutside = desk.isOperator() || reseller !== null;
  if (!isOwn && !isOutside) desk.requirePermission('members.manage');
  const within = [...desk.database.tenants.values()].filter((state) =>
    isOwn ? state === own : desk.isOperator() || state.parentId === reseller?.tenant.id,
  );
  for (const state of within) {
    const found = state.invitations.find((one) => one.id === id && (isOwn || one.isForFirstAdmin));
    if (found === undefined || found.acceptedAt !== null || found.revokedAt !== null) continue;
    revoke(desk.database, state, account, found);
    return;
  }
  throw noInvitation('missing', 'There is no such open invitation.');
}

/** What a member offered ends with the right to offer it. */
export function revokeAllOf(
  database: SimulatedDatabase,
  state: TenantState,
  actor: Account,
  inviterId: string,
): void {
  for (const one of state.invitations) {
    if (one.invitedBy !== inviterId || one.acceptedAt !== null || one.revokedAt !== null) continue;
    revoke(database, state, actor, one);
  }
}

/** What an account may accept, newest first. */
export function openInvitationsOf(
  database: SimulatedDatabase,
  account: Account,
): { state: TenantState; invitation: StoredInvitation }[] {
  if (!account.isConfirmed) return [];
  const now = database.now();
  return invitationsFor(database, account).filter(
    ({ state, invitation }) =>
      stateOf(invitation, now) === 'open' &&
      !(invitation.isForFirstAdmin && database.hasMasterAdmin(state.tenant.id)),
  );
}

/** `accept_invitation()`. */
export function acceptInvitation(desk: Desk, id: string | undefined): void {
  const { database } = desk;
  const account = desk.requireAccount();
  if (account.profile !== null) {
    desk.requireMember();
    throw memberRule('member', 'This account is a member of a tenant already.');
  }
  const open = openInvitationsOf(database, account).filter(
    ({ invitation }) => id === undefined || invitation.id === id,
  );
  const [chosen] = open;
  if (chosen === undefined) throw refuse(database, account);
  if (open.length > 1) {
    throw wrongArgument('id', 'Several tenants invite this account: name one of the invitations.');
  }
  const { state, invitation } = chosen;
  if (state.tenant.status === 'Suspended') throw suspended();
  if (account.ssoTenantId !== null) {
    requireFeature(state.tenant.planTier, 'sso');
    if (account.ssoTenantId !== state.tenant.id) {
      throw noInvitation('sso_provider', 'This sign-in is not that of the company that invites.');
    }
  }
  checkLimit(state.tenant.planTier, 'members', database.membersOf(state.tenant.id).length);
  const { role, permissions } = invitation;
  const fullName = invitation.fullName ?? account.fullName;
  account.profile = { tenantId: state.tenant.id, role, permissions: { ...permissions }, fullName };
  invitation.acceptedAt = database.now();
  note(database, state, account, {
    action: 'member.added',
    table: 'user_profiles',
    targetId: account.userId,
    old: null,
    new: { role, permissions },
  });
}

function requireFirst(desk: Desk, tenantId: string, { role, permissions = {} }: InviteParams): TenantState {
  const { state } = desk.requireReach(tenantId);
  const isPlain = role === 'master_admin' && Object.keys(permissions).length === 0;
  if (isPlain && !desk.database.hasMasterAdmin(tenantId)) return state;
  throw standing('members.manage', 'From outside, only the first master admin of a tenant is invited.');
}

function requireOwn(desk: Desk, { email, role, permissions = {} }: InviteParams): TenantState {
  const { state } = desk.requirePermission('members.manage');
  checkRole(role);
  checkPermissions(permissions);
  checkMemberRights(desk, role, permissions);
  if (desk.database.findAccount(email)?.profile?.tenantId === state.tenant.id) {
    throw memberRule('member', 'This address belongs to a member already.');
  }
  return state;
}

function checkInvitation({ email, fullName }: InviteParams): void {
  if (!ADDRESS.test(email.trim()) || email.length > 320) throw broken(`"${email}" is not an e-mail address.`);
  if (fullName !== undefined && (fullName.length === 0 || fullName.length > 200)) {
    throw broken('A full name has 1 to 200 characters.');
  }
}

function stateOf({ acceptedAt, revokedAt, expiresAt }: StoredInvitation, now: number): Invitation['state'] {
  if (acceptedAt !== null) return 'accepted';
  if (revokedAt !== null) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}

function invitationsFor(
  database: SimulatedDatabase,
  account: Account,
): { state: TenantState; invitation: StoredInvitation }[] {
  return [...database.tenants.values()]
    .flatMap((state) => state.invitations.map((invitation) => ({ state, invitation })))
    .filter(({ invitation }) => normalised(invitation.email) === account.email)
    .sort((a, b) => b.invitation.createdAt - a.invitation.createdAt);
}

function refuse(database: SimulatedDatabase, account: Account): Error {
  if (!account.isConfirmed) {
    return noInvitation('unconfirmed', 'The e-mail address of this account is not confirmed.');
  }
  const latest = invitationsFor(database, account)[0]?.invitation;
  const state = latest === undefined ? 'open' : stateOf(latest, database.now());
  if (state === 'revoked') return noInvitation('revoked', 'The invitation was revoked.');
  if (state === 'expired') return noInvitation('expired', 'The invitation has expired.');
  return noInvitation('missing', 'There is no invitation for this account.');
}

function revoke(
  database: SimulatedDatabase,
  state: TenantState,
  actor: Account,
  invitation: StoredInvitation,
): void {
  invitation.revokedAt = database.now();
  note(database, state, actor, {
    action: 'invitation.revoked',
    table: 'invitations',
    targetId: invitation.id,
    old: null,
    new: null,
  });
}
