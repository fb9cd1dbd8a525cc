import { mapAuthError } from '../../errors/auth-codes.ts';
import { invalid } from '../../errors/invalid.ts';
import { isNexusError, NexusError } from '../../errors/nexus-error.ts';
import type {
  CodeParams,
  MagicLinkParams,
  Membership,
  ReceivedInvitation,
  Session,
  SignInParams,
  SsoParams,
} from '../../types/index.ts';
import { raceAbort, throwIfAborted } from '../../util/abort.ts';
import type { CallOptions } from '../call-options.ts';
import type { SignInService } from '../services/sign-in-service.ts';
import { type Auth, AuthLibrary } from './auth-library.ts';
import type { OwnSession } from './own-session.ts';
import type { AuthServer } from './refresh-session.ts';
import type { Requests } from './requests.ts';
import type { Rest } from './rest.ts';
import type { SessionStore } from './session-store.ts';
import { readSignInUrl, type SignInReturn } from './sign-in-url.ts';
import { array } from './wire.ts';
import { parseReceivedInvitation } from './wire-member.ts';
import { parseMembership } from './wire-membership.ts';

/** What signing in is made from. */
export interface SignInParts {
  server: AuthServer;
  store: SessionStore;
  session: OwnSession;
  rest: Rest;
  requests: Requests;
}

/** Own sign-in, the password included. */
export interface OwnSignIns extends SignInService {
  withPassword(params: SignInParams, options?: CallOptions): Promise<Session>;
  /** Stops listening to the page. */
  close(): Promise<void>;
}

/** What Auth answers for an address without an account. It is not told, so that nobody can try addresses out. */
const NO_ACCOUNT: ReadonlySet<unknown> = new Set(['otp_disabled', 'signup_disabled', 'user_not_found']);

const MAIL_TYPES = { sign_in: 'email', password_reset: 'recovery', invitation: 'invite' } as const;
type MailType = (typeof MAIL_TYPES)[keyof typeof MAIL_TYPES];

/** Everything that signs somebody in; loaded with the first of these calls, and the auth library with it. */
export function createSignIns({ server, store, session, rest, requests }: SignInParts): OwnSignIns {
  const library = new AuthLibrary(server, store, session);

  const run = async <T>(
    doing: string,
    { signal }: CallOptions,
    call: (auth: Auth) => Promise<{ data: T; error: unknown }>,
  ): Promise<T> => {
    try {
      const { data, error } = await library.run(doing, signal, call);
      if (error) throw error;
      return data;
    } catch (error) {
      throw mapAuthError(error, { doing, signal });
    }
  };

  /** A call after which somebody is signed in. */
  const signIn = async (
    doing: string,
    options: CallOptions,
    call: (auth: Auth) => Promise<{ data: unknown; error: unknown }>,
  ): Promise<Session> => {
    await run(doing, options, call);
    const current = await session.find();
    if (current) return current;
    throw new NexusError('server_error', `Could not ${doing}: the server gave no session.`, {
      hint: 'Try again; if it stays, tell the operator.',
    });
  };

  const sendMail = async (
    doing: string,
    options: CallOptions,
    call: (auth: Auth) => Promise<{ data: unknown; error: unknown }>,
  ): Promise<void> => {
    try {
      await run(doing, options, call);
    } catch (error) {
      if (!isNexusError(error) || !NO_ACCOUNT.has(error.details?.sourceCode)) throw error;
    }
  };

  const takeOver = (doing: string, options: CallOptions, found: SignInReturn): Promise<Session> => {
    switch (found.kind) {
      case 'error':
        throw refusedBySender(doing, found.code, found.message);
      case 'code':
        return signIn(doing, options, (auth) => auth.exchangeCodeForSession(found.code));
      case 'token_hash':
        return signIn(doing, options, (auth) =>
          auth.verifyOtp({ token_hash: found.tokenHash, type: found.type as MailType }),
        );
      case 'tokens':
        return signIn(doing, options, (auth) =>
          auth.setSession({ access_token: found.accessToken, refresh_token: found.refreshToken }),
        );
    }
  };

  return {
    withPassword: (params, options = {}) =>
      signIn(`sign in ${params.email}`, options, (auth) => auth.signInWithPassword(params)),

    sendMagicLink: ({ email, redirectTo }: MagicLinkParams, options = {}) => {
      const doing = `send a sign-in mail to ${email}`;
      requireText(doing, 'the e-mail address', email);
      const to = redirectTo === undefined ? {} : { emailRedirectTo: redirectTo };
      // People come by invitation: whoever has no account gets none by asking for a mail.
      return sendMail(doing, options, (auth) =>
        auth.signInWithOtp({ email, options: { shouldCreateUser: false, ...to } }),
      );
    },

    withCode: async ({ email, code, purpose = 'sign_in' }: CodeParams, options = {}) => {
      const doing = `sign in ${email} with a code`;
      requireText(doing, 'the e-mail address', email);
      requireText(doing, 'the code', code);
      const type = MAIL_TYPES[purpose];
      if (!type) throw invalid(`Could not ${doing}: there is no purpose ${purpose}.`, 'Leave it out.');
      return signIn(doing, options, (auth) => auth.verifyOtp({ email, token: code.trim(), type }));
    },

    ssoUrl: async ({ domain, redirectTo }: SsoParams, options = {}) => {
      const doing = `sign in by the identity provider of ${domain}`;
      requireText(doing, 'the domain', domain);
      const to = redirectTo === undefined ? {} : { redirectTo };
      const data = await run(doing, options, (auth) =>
        auth.signInWithSSO({ domain, options: { skipBrowserRedirect: true, ...to } }),
      ).catch((error: NexusError) => {
        // A server without single sign-on does not know the endpoint, and says so in one of these ways.
        const isMissing = error.code === 'not_signed_in' || error.details?.status === 404;
        throw isMissing ? mapAuthError({ code: 'sso_provider_not_found' }, { doing }) : error;
      });
      if (data?.url) return data.url;
      throw mapAuthError({ code: 'sso_provider_not_found' }, { doing });
    },

    fromUrl: async (url, options = {}) => {
      const doing = 'sign in with what the address brought';
      throwIfAborted(doing, options.signal);
      const found = readSignInUrl(url);
      return found && takeOver(doing, options, found);
    },

    sendPasswordReset: ({ email, redirectTo }: MagicLinkParams, options = {}) => {
      const doing = `send a mail for a new password to ${email}`;
      requireText(doing, 'the e-mail address', email);
      const to = redirectTo === undefined ? {} : { redirectTo };
      return sendMail(doing, options, (auth) => auth.resetPasswordForEmail(email, to));
    },

    setPassword: async (password, options = {}) => {
      const doing = 'set the password';
      requireText(doing, 'the password', password);
      // Renewed here where that is due, so that the library finds a good one.
      await raceAbort(session.token(doing), doing, options.signal);
      await run<unknown>(doing, options, (auth) => auth.updateUser({ password }));
    },

    invitations: (options = {}): Promise<ReceivedInvitation[]> =>
      requests.call(
        'list the own invitations',
        options,
        (signal) => rest.rpc('my_invitations', signal),
        (data) => array(data, 'the own invitations').map(parseReceivedInvitation),
      ),

    acceptInvitation: (id, options = {}): Promise<Membership> =>
      requests.call(
        'accept the invitation',
        options,
        (signal) => rest.rpc('accept_invitation', signal, id === undefined ? {} : { id }),
        parseMembership,
      ),

    close: () => library.close(),
  };
}

/** What a mail's link or an identity provider refused: anything but a known code means that the way in is not good any more. */
function refusedBySender(doing: string, code: string, message: string): NexusError {
  const failure = mapAuthError({ code, message }, { doing });
  if (failure.code !== 'server_error') return failure;
  return mapAuthError({ code: 'otp_expired', message }, { doing });
}

function requireText(doing: string, what: string, value: unknown): void {
  if (typeof value === 'string' && value.trim()) return;
  throw invalid(`Could not ${doing}: ${what} is empty.`, 'Give it.');
}
