import type { Connection } from '@supabase/lite';

/** The Postgres engines that the stack can run on. */
export const ENGINES = ['pglite', 'postgres', 'server'] as const;

/**
 * `pglite` is Postgres in WebAssembly inside this process, `postgres` a real PostgreSQL 17 child process,
 * `server` a server of one's own behind `DATABASE_URL`.
 */
export type EngineName = (typeof ENGINES)[number];

/** Settings of our own that every session has, by name with a dot in it. What is secret in them stays out of the data. */
export type Settings = Readonly<Record<string, string>>;

/** Something that runs SQL: the database itself, or one transaction on it. */
export interface Session {
  /**
   * Runs one statement and returns its rows. Timestamps come as text, `json` parsed, `numeric` and `bigint` as
   * numbers where these hold them exactly. A `json` parameter may be an object; a string is taken as JSON text.
   *
   * @throws the driver's error, which carries `code` (SQLSTATE) and `message`
   * @example await db.query<{ name: string }>('select name from machines where tenant_id = $1', [tenantId])
   */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Runs a script of any number of statements, without parameters and without rows. */
  exec(sql: string): Promise<void>;
}

/** One open database. Every use goes through the engine's lock, so that sessions never mix. */
export interface Database extends Session {
  readonly engine: EngineName;
  /** What `show server_version` says, such as `17.10`. */
  readonly version: string;
  /** The connection that the REST, Auth and Storage services use. Only inside {@link exclusive}. */
  readonly connection: Connection;
  /** Runs `work` in one transaction; it commits when `work` resolves and rolls back when it rejects. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Calls `notified` for each NOTIFY on `channel`, in commit order. Returns how to stop listening. */
  listen(channel: string, notified: (payload: string) => void): Promise<() => Promise<void>>;
  /**
   * Runs work that uses {@link connection}. On PGlite, which has one session only, nothing else runs meanwhile:
   * a request that met somebody's open transaction would otherwise run with that transaction's role.
   */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the connection and everything that was started for it. Calling it twice is harmless. */
  close(): Promise<void>;
}

/** An engine that could not start for a reason that the person can act on. `message` is one clear line. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
