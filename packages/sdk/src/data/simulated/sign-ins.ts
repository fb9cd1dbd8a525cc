import { NexusError } from '../../errors/nexus-error.ts';
import type { Membership, ReceivedInvitation, Session } from '../../types/index.ts';
import type { SignInService } from '../services/sign-in-service.ts';
import { readSignInUrl } from '../supabase/sign-in-url.ts';
import type { Desk } from './desk.ts';
import { acceptInvitation, openInvitationsOf } from './invitations.ts';
import { linkTo, type MailPurpose, sendMail, takeByCode, takeByToken, tokenIn } from './mailbox.ts';
import { membershipOf } from './membership.ts';
import { PLANS } from './plans.ts';
import { broken } from './refusals.ts';
import type { Account } from './state.ts';

/** As the configuration of the database's sign-in has it. */
const SHORTEST_PASSWORD = 12;
/** Begins the token of a link that an identity provider leads back with. */
const SSO_TOKEN = 'sso.';

/** Sign-in beside the password. `enter` makes the account the signed-in one. */
export function createSignIns(
  desk: Desk,
  enter: (account: Account) => Session,
  rejoin: () => void,
): SignInService {
  const mail = (purpose: MailPurpose, email: string, redirectTo: string | undefined): void => {
    const account = desk.database.findAccount(email);
    // Whether there is such an account is not told.
    if (account !== undefined) sendMail(desk.database, account, purpose, redirectTo);
  };
  const enterConfirmed = (account: Account): Session => {
    account.isConfirmed = true;
    return enter(account);
  };

  return {
    sendMagicLink: ({ email, redirectTo }, options) =>
      desk.write(`send a sign-in mail to ${email}`, options, () => mail('sign_in', email, redirectTo)),

    withCode: ({ email, code, purpose = 'sign_in' }, options) =>
      desk.write(`sign in ${email} with a code`, options, () => {
        if (!email.trim() || !code.trim()) throw broken('Both e-mail address and code are needed.');
        const used = takeByCode(desk.database, email, code, purpose);
        const account = desk.database.findAccount(email);
        if (used === null || account === undefined) throw invalidCode();
        return enterConfirmed(account);
      }),

    ssoUrl: ({ domain, redirectTo }, options) =>
      desk.read(`find the identity provider of ${domain}`, options, () => {
        const wanted = domain.trim().toLowerCase();
        const state = [...desk.database.tenants.values()].find(({ sso }) => sso?.domain === wanted);
        if (state === undefined || !PLANS[state.tenant.planTier].features.includes('sso')) {
          throw new NexusError('sso_unavailable', `There is no single sign-on for ${domain}.`, {
            hint: 'Sign in with e-mail and password, or ask the operator to set the identity provider.',
          });
        }
        return linkTo(redirectTo, `${SSO_TOKEN}${state.tenant.id}`);
      }),

    fromUrl: (url, options) =>
      desk.write('take the sign-in from the address', options, () => {
        if (readSignInUrl(url)?.kind === 'error') throw invalidCode();
        const token = tokenIn(url);
        if (token === null) return null;
        if (token.startsWith(SSO_TOKEN))
          return enterConfirmed(vouchedFor(desk, token.slice(SSO_TOKEN.length)));
        const used = takeByToken(desk.database, token);
        const account = used === null ? undefined : desk.database.findAccount(used.to);
        if (account === undefined) throw invalidCode();
        return enterConfirmed(account);
      }),

    sendPasswordReset: ({ email, redirectTo }, options) =>
      desk.write(`send a mail for a new password to ${email}`, options, () =>
        mail('password_reset', email, redirectTo),
      ),

    setPassword: (password, options) =>
      desk.write('set a password', options, () => {
        const account = desk.requireAccount();
        if (!password.trim()) throw broken('The password is empty.');
        if (password.length < SHORTEST_PASSWORD) {
          throw new NexusError(
            'weak_password',
            `A password has at least ${SHORTEST_PASSWORD} characters, this one ${password.length}.`,
            { hint: 'Choose a longer one.' },
          );
        }
        account.password = password;
      }),

    invitations: (options) =>
      desk.read('list the own invitations', options, (): ReceivedInvitation[] => {
        const account = desk.requireAccount();
        if (account.profile !== null) return [];
        return openInvitationsOf(desk.database, account)
          .filter(({ state }) => state.tenant.status === 'Active')
          .map(({ state, invitation: { id, role, expiresAt } }) => ({
            id,
            role,
            expiresAt: new Date(expiresAt).toISOString(),
            tenant: { name: state.tenant.name, slug: state.tenant.slug },
          }));
      }),

    acceptInvitation: (id, options) =>
      desk.write('accept an invitation', options, (): Membership => {
        acceptInvitation(desk, id);
        rejoin();
        return membershipOf(desk);
      }),
  };
}

/** The account that the tenant's identity provider vouches for; made when it comes for the first time. */
function vouchedFor(desk: Desk, tenantId: string): Account {
  const email = desk.database.tenants.get(tenantId)?.sso?.email;
  if (email === undefined) throw invalidCode();
  const known = desk.database.findAccount(email) ?? desk.database.addAccount({ email });
  // Whoever never signed in otherwise comes as the company's from now on.
  if (!known.isConfirmed) known.ssoTenantId = tenantId;
  return known;
}

function invalidCode(): NexusError {
  return new NexusError('invalid_code', 'The code or link is wrong, was used already, or is too old.', {
    hint: 'Ask for a new mail and use the newest one.',
  });
}
