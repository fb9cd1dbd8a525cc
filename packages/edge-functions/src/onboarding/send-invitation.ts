import type { Context } from '../internal/deps.ts';
import { Refusal } from '../internal/refusal.ts';
import { asService, call, type Database } from '../internal/supabase.ts';

/** What the mail of an invitation is made of. */
interface InvitationMail {
  readonly email: string;
  readonly expires_at: string;
  readonly tenant_name: string;
  /** The tenant's own. */
  readonly branding: { readonly name?: string; readonly logoUrl?: string; readonly primaryColor?: string };
  /** Account of the address, where there is one. */
  readonly user_id: string | null;
  /** Whether the account has been confirmed: it gets a sign-in link then, as there is no password to choose. */
  readonly is_confirmed: boolean;
  /** ISO 8601; null before the first mail. */
  readonly mailed_at: string | null;
}

/**
 * Sends the mail of an invitation in the tenant's brand, and notes that it went out.
 *
 * @throws Refusal 502 `mail_failed`: the mail did not go out
 */
export async function sendInvitation(
  invitationId: string,
  redirectTo: string | undefined,
  context: Context,
): Promise<void> {
  const service = asService(context);
  const mail = await mailOf(invitationId, context);
  const target = redirectTo ?? context.env('SITE_URL');
  // An account that was invited before keeps its data from the last mail unless it is told. That of a confirmed one is left
  // alone: it may belong to another tenant, whose brand its mails have.
  if (mail.user_id !== null && !mail.is_confirmed) await setBrand(service, mail, mail.user_id);
  await (mail.is_confirmed ? mailSignInLink(service, mail, target) : mailInvitation(service, mail, target));
  await call(service, 'note_invitation_mailed', { id: invitationId });
}

/** Whether its mail has gone out before. */
export async function isMailed(invitationId: string, context: Context): Promise<boolean> {
  return (await mailOf(invitationId, context)).mailed_at !== null;
}

function mailOf(invitationId: string, context: Context): Promise<InvitationMail> {
  return call<InvitationMail>(asService(context), 'invitation_mail', { id: invitationId });
}

/** As the templates of supabase/templates name it. */
function brandOf({ tenant_name: tenantName, branding }: InvitationMail): Record<string, string> {
  return {
    brand_name: branding.name ?? tenantName,
    tenant_name: tenantName,
    // Mail programs show no pictures that are inside the mail's own address.
    ...(branding.logoUrl?.startsWith('https://') && { brand_logo_url: branding.logoUrl }),
    ...(branding.primaryColor && { brand_primary_color: branding.primaryColor }),
  };
}

async function mailInvitation(
  service: Database,
  mail: InvitationMail,
  redirectTo: string | undefined,
): Promise<void> {
  const { error } = await service.auth.admin.inviteUserByEmail(mail.email, {
    data: brandOf(mail),
    ...(redirectTo !== undefined && { redirectTo }),
  });
  if (error) throw mailFailed(error.status);
}

async function setBrand(service: Database, mail: InvitationMail, userId: string): Promise<void> {
  const { error } = await service.auth.admin.updateUserById(userId, { user_metadata: brandOf(mail) });
  if (error) throw mailFailed(error.status);
}

async function mailSignInLink(
  service: Database,
  mail: InvitationMail,
  redirectTo: string | undefined,
): Promise<void> {
  const { error } = await service.auth.signInWithOtp({
    email: mail.email,
    options: { shouldCreateUser: false, ...(redirectTo !== undefined && { emailRedirectTo: redirectTo }) },
  });
  if (error) throw mailFailed(error.status);
}

function mailFailed(status: number | undefined): Refusal {
  const isTooMany = status === 429;
  return new Refusal(
    isTooMany ? 429 : 502,
    {
      code: isTooMany ? 'rate_limited' : 'mail_failed',
      message: 'The mail of the invitation did not go out.',
      hint: isTooMany
        ? 'Wait a minute and try again.'
        : 'Try again; if it stays, the operator looks at the mail settings.',
    },
    isTooMany ? { 'retry-after': '60' } : {},
  );
}
