import type { InvitationResponse } from '../contract/index.ts';
import type { Handler } from '../internal/deps.ts';
import { readBody } from '../internal/read-body.ts';
import { json } from '../internal/respond.ts';
import { asCaller, call } from '../internal/supabase.ts';
import { InviteMember, ResendInvite } from './schemas.ts';
import { sendInvitation } from './send-invitation.ts';

/** An open invitation, as the database answers it. */
interface Invitation {
  readonly id: string;
  readonly tenant_id: string;
  readonly email: string;
  readonly expires_at: string;
}

/** Invites an address as the caller may; without a mail that went out there is no invitation. */
export const inviteMember: Handler = async (request, context) => {
  const wanted = await readBody(request, InviteMember);
  const caller = asCaller(request, context);
  const invitation = await call<Invitation>(caller, 'invite_member', {
    email: wanted.email,
    role: wanted.role,
    permissions: wanted.permissions ?? {},
    full_name: wanted.fullName ?? null,
    tenant_id: wanted.tenantId ?? null,
  });
  context.note({ tenantId: invitation.tenant_id });
  try {
    await sendInvitation(invitation.id, wanted.redirectTo, context);
  } catch (error) {
    await call(caller, 'revoke_invitation', { id: invitation.id }).catch(() =>
      context.note({ outcome: 'invited, not mailed and not revoked' }),
    );
    throw error;
  }
  return json(context, 201, answerOf(invitation, context.requestId));
};

/** Gives an invitation another seven days and sends its mail again. */
export const resendInvite: Handler = async (request, context) => {
  const { invitationId, redirectTo } = await readBody(request, ResendInvite);
  const invitation = await call<Invitation>(asCaller(request, context), 'renew_invitation', {
    id: invitationId,
  });
  context.note({ tenantId: invitation.tenant_id });
  await sendInvitation(invitation.id, redirectTo, context);
  return json(context, 200, answerOf(invitation, context.requestId));
};

function answerOf({ id, email, expires_at: expiresAt }: Invitation, requestId: string): InvitationResponse {
  return { invitationId: id, email, expiresAt, requestId };
}
