import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, EngineError, type EngineName, type Settings } from './database.ts';
import { openPglite } from './pglite.ts';
import { openPostgres, whyNoPostgres } from './postgres.ts';
import { openServer } from './server.ts';

/** Which database to open. */
export interface EngineOptions {
  /** Default: what the data folder was made with, else real PostgreSQL where it can run, else PGlite. */
  readonly engine?: 'pglite' | 'postgres';
  /** A server of one's own, `postgres://…`. Then `engine` and the folder's database do not matter. */
  readonly databaseUrl?: string;
  /** A folder, or `memory` for data that ends with the process. */
  readonly dataDir: string;
  /** What every session finds with `current_setting`. */
  readonly settings?: Settings;
  /** Told when the database ends by itself; nothing works from then on. */
  readonly onDied?: (error: EngineError) => void;
}

/**
 * Opens the engine that the options, the data folder and the platform allow. See docs/decisions/0020-default-engine.md.
 *
 * @throws EngineError with one line that says what to do
 */
export async function openEngine(options: EngineOptions): Promise<Database> {
  const { settings } = options;
  if (options.databaseUrl !== undefined) {
    return openServer({ url: options.databaseUrl }, 'server', settings);
  }
  if (options.dataDir === 'memory') {
    const engine = options.engine ?? ((await whyNoPostgres('/')) === null ? 'postgres' : 'pglite');
    return engine === 'postgres'
      ? openPostgres(undefined, settings, options.onDied)
      : openPglite(undefined, settings);
  }
  const marker = join(options.dataDir, 'engine');
  const made = (await readFile(marker, 'utf8').catch(() => '')).trim() as EngineName | '';
  if (made !== '' && options.engine !== undefined && made !== options.engine) {
    throw new EngineError(
      `The data in ${options.dataDir} was made with --engine ${made}: start without --engine, or with --reset`,
    );
  }
  const folder = (engine: EngineName): string => join(options.dataDir, engine);
  const wanted = options.engine ?? (made || undefined);
  const reason = wanted === 'pglite' ? null : await whyNoPostgres(folder('postgres'));
  if (wanted === 'postgres' && reason !== null) {
    throw new EngineError(`PostgreSQL cannot run here: ${reason}. Start with --engine pglite`);
  }
  const engine: EngineName = wanted ?? (reason === null ? 'postgres' : 'pglite');
  const database =
    engine === 'postgres'
      ? await openPostgres(folder(engine), settings, options.onDied)
      : await openPglite(folder(engine), settings);
  await writeFile(marker, `${engine}\n`);
  return database;
}
