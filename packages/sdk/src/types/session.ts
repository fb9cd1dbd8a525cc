/** A signed-in person. Tokens stay inside the SDK. */
export interface Session {
  userId: string;
  email: string;
  /** ISO 8601; the SDK refreshes before this. */
  expiresAt: string;
}

/** E-mail and password of one's own sign-in. */
export interface SignInParams {
  email: string;
  password: string;
}

/** State of the live connection, for people: `connecting` first time, `online`, `reconnecting` after a loss, `offline`. */
export const CONNECTION_STATES = ['connecting', 'online', 'reconnecting', 'offline'] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** The live connection and since when it is in this state. */
export interface Connection {
  state: ConnectionState;
  /** ISO 8601. */
  since: string;
  /** ISO 8601 time of the last successful exchange with the server, or null. */
  lastContactAt: string | null;
}
