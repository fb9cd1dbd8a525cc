import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../engine/database.ts';

/** One file of `supabase/migrations`. */
export interface Migration {
  /** The digits before the first underscore. */
  readonly version: string;
  readonly name: string;
  readonly sql: string;
}

/** The data was migrated further than this code knows. Nothing was changed. */
export class NewerDataError extends Error {
  override readonly name = 'NewerDataError';
}

/** A migration or the seed failed; it was rolled back, those before it stand. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Reads the migrations in the Supabase CLI's layout, in the order in which they run. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).sort();
  const migrations: Migration[] = [];
  for (const file of files) {
    const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? [];
    if (version === undefined || name === undefined) continue;
    migrations.push({ version, name, sql: await readFile(join(folder, file), 'utf8') });
  }
  return migrations;
}

/**
 * Applies what is missing, each migration in a transaction of its own together with its record in
 * `supabase_migrations.schema_migrations`, where the Supabase CLI looks too.
 *
 * @returns the versions that were applied now
 * @throws NewerDataError before anything is changed
 * @throws MigrationError with the file's name, the position and what Postgres said
 */
export async function applyMigrations(
  database: Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  const recorded = await database.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations order by version',
  );
  const known = new Set(migrations.map((migration) => migration.version));
  const unknown = recorded.find((row) => !known.has(row.version));
  if (unknown) {
    throw new NewerDataError(
      `This data is from a newer version of Nexus (migration ${unknown.version} is not known here): update Nexus, or choose another folder with --data`,
    );
  }
  const done = new Set(recorded.map((row) => row.version));
  const missing = migrations.filter((migration) => !done.has(migration.version));
  for (const migration of missing) await apply(database, migration);
  return missing.map((migration) => migration.version);
}

async function apply(database: Database, { version, name, sql }: Migration): Promise<void> {
  try {
    await database.transaction(async (session) => {
      await session.exec(sql);
      await session.query(
        'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3])',
        [version, name, sql],
      );
    });
  } catch (error) {
    throw new MigrationError(`${version}_${name}.sql: ${explain(error, sql)}`, { cause: error });
  }
}

/** What Postgres said, with the line of the script where it gives a position. */
export function explain(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return String(error);
  const { position, where } = error as { position?: string; where?: string };
  const line = position ? sql.slice(0, Number(position)).split('\n').length : undefined;
  return [error.message, line && `line ${line}`, where].filter(Boolean).join(' · ');
}
