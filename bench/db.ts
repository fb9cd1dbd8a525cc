// What the database does with many tenants and millions of readings: row level security, recording, charts, retention,
// concurrent writers. `npm run bench -- db [--readings 2050000] [--only screens,recording,…]`
//
// On the embedded PostgreSQL with the settings of the stack (data in a temporary folder, fsync and synchronous_commit on,
// 64 MB of shared buffers), or on the server that DATABASE_URL names: an empty database that may be thrown away, as a
// superuser. What is compared runs in turns, so a busy machine slows both; rows show lower quartiles.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../packages/local/src/index.ts';
import { one, say } from './db/measure.ts';
import { measureBytes, measureMonths } from './db/months.ts';
import { LARGE, LARGE_MACHINES, loadReadings, memberId, openLargeTenant, openPlant } from './db/plant.ts';
import { type AtSize, measureAtSize, measureRecording, recordLargeFleet, sizeRow } from './db/recording.ts';
import { measureCharts, measureLargeFleet, measureNewest, measureScreens } from './db/screens.ts';
import { measureUpkeep } from './db/upkeep.ts';
import { measureWriters } from './db/writers.ts';
import type { BenchRow } from './run.ts';

const READINGS = 2_050_000;
/** Sizes at which recording is measured on the way, besides at the end. */
const STOPS = [1_000_000, 2_000_000];

const optionOf = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

export async function run(args: readonly string[]): Promise<BenchRow[]> {
  const readings = Number(optionOf(args, '--readings') ?? READINGS);
  if (!Number.isInteger(readings) || readings < 10_000)
    throw new Error('--readings is a number of at least 10000');
  const only = optionOf(args, '--only')?.split(',');
  const folder = await mkdtemp(join(tmpdir(), 'nexus-bench-db-'));
  const databaseUrl = process.env.DATABASE_URL;
  const db = await openDatabase({
    dataDir: folder,
    seed: false,
    ...(databaseUrl === undefined ? { engine: 'postgres' } : { databaseUrl }),
  });
  try {
    return await measure(db, readings, only);
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  db: Database,
  readings: number,
  only: readonly string[] | undefined,
): Promise<BenchRow[]> {
  if ((await one<number>(db, 'select count(*)::int from public.tenants')) > 0) {
    throw new Error(
      'The database has tenants: the bench fills and changes it, so it takes an empty one only',
    );
  }
  const began = performance.now();
  const [settings] =
    await db.query(`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
    current_setting('shared_buffers') as shared_buffers, current_setting('wal_level') as wal_level`);
  say(`PostgreSQL ${db.version}, ${JSON.stringify(settings)}`);
  await openPlant(db);

  const sizes: AtSize[] = [];
  const atSize = async (rows: number): Promise<void> => {
    if (only === undefined || only.includes('size')) sizes.push(await measureAtSize(db, rows));
  };
  const loaded = await loadReadings(
    db,
    readings,
    STOPS.filter((stop) => stop < readings * 0.95),
    atSize,
  );
  say(
    `${loaded.toLocaleString('en')} readings loaded after ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );

  const parts: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
    bytes: () => measureBytes(db),
    screens: () => measureScreens(db),
    charts: () => measureCharts(db),
    newest: () => measureNewest(db),
    size: async () => {
      await atSize(loaded);
      return sizeRow(sizes);
    },
    recording: async () => {
      await openLargeTenant(db);
      return measureRecording(db);
    },
    writers: () => measureWriters(db),
    fleet: async () => {
      await openLargeTenant(db);
      await recordLargeFleet(db, LARGE_MACHINES);
      return measureLargeFleet(db, memberId(LARGE));
    },
    months: () => measureMonths(db),
  };
  // Always: what the screens read is only then as full as in use.
  const rows: BenchRow[] = await measureUpkeep(db);
  for (const [name, part] of Object.entries(parts)) {
    if (only !== undefined && !only.includes(name)) continue;
    say(name);
    rows.push(...(await part()));
  }
  say(`${((performance.now() - began) / 1000).toFixed(0)} s in all`);
  return rows;
}
