import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database } from '../engine/database.ts';
import { explain, MigrationError } from './migrations.ts';

/**
 * Runs a seed file once in the life of a database, as the Supabase CLI does, and records it where the CLI does.
 *
 * @returns whether it ran now
 * @throws MigrationError when it fails; nothing of it then stays
 */
export async function applySeed(database: Database, file: string): Promise<boolean> {
  const sql = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (sql === null) return false;
  const path = 'supabase/seed.sql';
  const done = await database.query('select 1 from supabase_migrations.seed_files where path = $1', [path]);
  if (done.length > 0) return false;
  try {
    await database.transaction(async (session) => {
      await session.exec(sql);
      await session.query('insert into supabase_migrations.seed_files (path, hash) values ($1, $2)', [
        path,
        createHash('sha256').update(sql).digest('hex'),
      ]);
    });
    return true;
  } catch (error) {
    throw new MigrationError(`seed.sql: ${explain(error, sql)}`, { cause: error });
  }
}
