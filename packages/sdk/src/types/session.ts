/** A signed-in person. Tokens stay inside the SDK. */
export interface Session {
  /** UUID of the account. */
  userId: string;
  /** Address of the account. */
  email: string;
  /** ISO 8601; the SDK refreshes before this. */
  expiresAt: string;
}

/** E-mail and password of one's own sign-in. */
export interface SignInParams {
  /** Address of the account. */
  email: string;
  /** Goes to the server only, and is kept nowhere. */
  password: string;
}

/** State of the live connection, for people: `connecting` first time, `online`, `reconnecting` after a loss, `offline`. */
export const CONNECTION_STATES = ['connecting', 'online', 'reconnecting', 'offline'] as const;
/** One of {@link CONNECTION_STATES}. */
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** The live connection and since when it is in this state. */
export interface Connection {
  /** What to tell people. */
  state: ConnectionState;
  /** ISO 8601. */
  since: string;
  /** ISO 8601 time of the last successful exchange with the server, or null. */
  lastContactAt: string | null;
}

/** Whom to send a sign-in mail to. */
export interface MagicLinkParams {
  /** Where the mail goes to. */
  email: string;
  /** Page that the link leads to; it has to be among the project's redirect URLs. */
  redirectTo?: string;
}

/** The six digits of a mail. */
export interface CodeParams {
  /** Where the mail went to. */
  email: string;
  /** Six digits. */
  code: string;
  /** What the mail was for. Default `sign_in`. */
  purpose?: 'sign_in' | 'password_reset' | 'invitation';
}

/** Single sign-on with the company's own identity provider. */
export interface SsoParams {
  /** Domain of the e-mail addresses, for example `alpenwerk.example`. */
  domain: string;
  /** Page that the identity provider leads back to; it has to be among the project's redirect URLs. */
  redirectTo?: string;
}

/** What a host gives for its own signed-in user. */
export interface HostSession {
  /** A JSON Web Token that the project accepts, with `sub` and `exp`. */
  accessToken: string;
  /** ISO 8601, or epoch seconds as OAuth gives them. */
  expiresAt: string | number;
}

/**
 * Gives the session of the host's user, minted anew at each call; null when nobody is signed in there.
 *
 * Keep the function itself, made once and outside of whatever renders: who compares options, as `<nexus-provider>` does,
 * takes another function for another sign-in, and opens the instance anew with it.
 */
export type GetSession = (request: { signal: AbortSignal }) => Promise<HostSession | null>;
