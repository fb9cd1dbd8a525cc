import { createPostgresConnection } from '@supabase/lite/postgres';
import postgres from 'postgres';
import { type Database, EngineError, type EngineName, type Session, type Settings } from './database.ts';
import { adaptConnection } from './lite-connection.ts';
import { liteTypes, postgresTypes } from './value-types.ts';

/** Where a PostgreSQL server listens, as options of the `postgres` driver, or as a URL. */
export interface ServerAddress {
  readonly url?: string;
  /** A folder with a Unix socket, or a host name. */
  readonly host?: string;
  readonly port?: number;
  readonly password?: string;
}

/**
 * Connects to a PostgreSQL server with two small pools: one for REST, Auth and Storage, one for the stack's own work.
 *
 * @throws EngineError when the server cannot be reached, refuses the sign-in, or is older than PostgreSQL 15
 */
export async function openServer(
  address: ServerAddress,
  engine: EngineName,
  settings: Settings = {},
): Promise<Database> {
  const options: postgres.Options<Record<string, never>> = {
    ...(address.url === undefined && {
      ...(address.host !== undefined && { host: address.host }),
      port: address.port ?? 5432,
      user: 'postgres',
      database: 'postgres',
      ...(address.password !== undefined && { password: address.password }),
    }),
    // Given at the start of each session, so that no RESET and no returned connection loses them.
    connection: {
      TimeZone: 'UTC',
      search_path: '"$user", public, extensions',
      application_name: 'nexus',
      ...settings,
    },
    connect_timeout: 5,
    onnotice: () => undefined,
  };
  // The types are known by oid; the driver's own typing would ask for their names in every query.
  const own = postgres(address.url ?? '', { ...options, types: postgresTypes as never, max: 4 });
  const version = await readVersion(own);
  const connection = createPostgresConnection({
    url: address.url ?? '',
    postgresOptions: { ...options, types: liteTypes, max: 8 } as never,
  });
  adaptConnection(connection);

  return {
    engine,
    version,
    connection,
    exclusive: (work) => work(),
    ...session(own),
    transaction: async <T>(work: (inner: Session) => Promise<T>): Promise<T> =>
      (await own.begin((inner) => work(session(inner)))) as T,
    listen: async (channel, notified) => {
      const { unlisten } = await own.listen(channel, notified);
      return unlisten;
    },
    close: async () => {
      await Promise.all([own.end({ timeout: 1 }), endPool(connection)]);
    },
  };
}

/**
 * The connection's own `close` gives no time limit. The driver then waits for ever for a session that was lent to a request
 * at that moment: when it comes back it is kept for the next request instead of being ended.
 */
function endPool({ driver }: ReturnType<typeof createPostgresConnection>): Promise<void> {
  return driver.end({ timeout: 1 });
}

async function readVersion(own: postgres.Sql): Promise<string> {
  try {
    const [row] = await own.unsafe('show server_version');
    const version = String(row?.server_version).split(' ')[0] ?? '';
    if (Number.parseInt(version, 10) < 15) {
      throw new EngineError(`The database server is PostgreSQL ${version}; Nexus needs 15 or newer`);
    }
    return version;
  } catch (error) {
    await own.end({ timeout: 1 });
    if (error instanceof EngineError) throw error;
    throw new EngineError(`The database server does not answer: ${describe(error)}`);
  }
}

/** A refused connection has an empty message and only a code. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || String((error as { code?: unknown }).code ?? error.name);
}

function session(sql: { unsafe: postgres.Sql['unsafe'] }): Session {
  return {
    query: async <Row>(text: string, params?: readonly unknown[]): Promise<Row[]> =>
      [...(await sql.unsafe(text, params ? [...(params as never[])] : []))] as unknown as Row[],
    exec: async (text) => {
      await sql.unsafe(text);
    },
  };
}
