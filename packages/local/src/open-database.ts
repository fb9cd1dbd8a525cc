import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKeys } from './auth/keys.ts';
import { type EngineOptions, openEngine } from './engine/choose.ts';
import type { Database } from './engine/database.ts';
import { applyMigrations, readMigrations } from './platform/migrations.ts';
import { ensurePlatform } from './platform/platform.ts';
import { applySeed } from './platform/seed.ts';
import { VAULT_KEY_SETTING } from './platform/vault.sql.ts';

/** What {@link openDatabase} takes. */
export interface DatabaseOptions extends Partial<Omit<EngineOptions, 'settings'>> {
  /** The folder with `migrations/` and `seed.sql`. Default: the repository's `supabase`. */
  readonly supabaseDir?: string;
  /** Whether `seed.sql` runs on a database that never had it. Default true. */
  readonly seed?: boolean;
}

/** The repository's `supabase` folder. */
export const SUPABASE_DIR: string = fileURLToPath(new URL('../../../supabase', import.meta.url));

/**
 * Opens a database that is ready for requests: engine, platform schemas, migrations, seed. No HTTP.
 *
 * @throws EngineError, NewerDataError or MigrationError; whatever was started has then ended
 * @example
 * const db = await openDatabase({ dataDir: 'memory' });
 * const machines = await db.query('select name from public.machines');
 * await db.close();
 */
export async function openDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const dataDir = options.dataDir ?? 'memory';
  const supabase = options.supabaseDir ?? SUPABASE_DIR;
  if (dataDir !== 'memory') await mkdir(dataDir, { recursive: true });
  const { vaultKey } = await loadKeys(dataDir);
  const settings = { [VAULT_KEY_SETTING]: vaultKey };
  const database = await openEngine({ ...options, dataDir, settings });
  try {
    await ensurePlatform(database);
    await applyMigrations(database, await readMigrations(join(supabase, 'migrations')));
    if (options.seed !== false) await applySeed(database, join(supabase, 'seed.sql'));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
