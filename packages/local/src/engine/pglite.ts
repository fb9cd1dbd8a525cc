import { AsyncResource } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { createPgliteConnection } from '@supabase/lite/pglite';
import type { Database, Session, Settings } from './database.ts';
import { adaptConnection } from './lite-connection.ts';
import { createLock } from './lock.ts';
import { loadTemplate } from './pglite-template.ts';
import { toJsonText } from './value-types.ts';

/**
 * Opens PGlite, in `folder` or in memory.
 *
 * @param folder where the data lives; `undefined` keeps everything in memory
 * @param settings what every session finds with `current_setting`
 */
export async function openPglite(folder: string | undefined, settings: Settings = {}): Promise<Database> {
  if (folder !== undefined) await makePrivate(folder);
  const isNew = folder === undefined || !existsSync(join(folder, 'PG_VERSION'));
  const template = isNew ? await loadTemplate() : null;
  const connection = await createPgliteConnection({
    url: folder ?? 'memory://',
    pgliteOptions: {
      ...(template && { loadDataDir: template }),
      extensions: { uuid_ossp },
      serializers: { 114: toJsonText, 3802: toJsonText },
    },
  });
  adaptConnection(connection);
  const pglite = connection.driver;
  await pglite.waitReady;
  await pglite.exec(`set timezone = 'UTC'; set search_path = "$user", public, extensions`);
  for (const [name, value] of Object.entries(settings)) {
    await pglite.query('select set_config($1, $2, false)', [name, value]);
  }
  const lock = createLock();
  const shown = await pglite.query<{ server_version: string }>('show server_version');

  return {
    engine: 'pglite',
    version: shown.rows[0]?.server_version.split(' ')[0] ?? 'unknown',
    connection,
    exclusive: lock,
    query: (sql, params) => lock(() => session(pglite).query(sql, params)),
    exec: (sql) => lock(() => session(pglite).exec(sql)),
    transaction: (work) => lock(() => pglite.transaction((inner) => work(session(inner)))),
    listen: async (channel, notified) => {
      // PGlite calls back from within whoever committed, that is inside his turn of the lock; ours is a turn of its own.
      const outside = AsyncResource.bind(notified);
      const stop = await lock(() => pglite.listen(channel, outside));
      return () => lock(() => stop());
    },
    close: async () => {
      // Behind whatever still runs; the connection itself ignores a second close.
      await lock(() => connection.close());
    },
  };
}

/** PGlite makes its files writable for everybody; what keeps other users of this machine out is the folder. */
async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
}

/** What the database and a transaction of PGlite have in common. */
interface Runner {
  query<Row>(sql: string, params?: unknown[]): Promise<{ rows: Row[] }>;
  exec(sql: string): Promise<unknown>;
}

function session(runner: Runner): Session {
  return {
    query: async <Row>(sql: string, params?: readonly unknown[]): Promise<Row[]> =>
      (await runner.query<Row>(sql, params ? [...params] : [])).rows,
    exec: async (sql) => {
      await runner.exec(sql);
    },
  };
}
