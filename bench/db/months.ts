import type { Database } from '../../packages/local/src/index.ts';
import type { BenchRow } from '../run.ts';
import { asMember, clocked, one, pagesOf, row, say, timesOf } from './measure.ts';
import { HOT_MACHINE, HOT_STEP, loadMonth, machineId, memberId, READER, tenantId } from './plant.ts';

/** Readings of each of 1,000 machines in a month that was loaded for this. */
const EACH = 300;
const MONTH_ROWS = EACH * 1000;

/** Size of a table with its indexes, by its rows. */
async function bytesPerRow(db: Database, table: string): Promise<{ heap: number; index: number }> {
  const [sizes] = await db.query<{ heap: number; index: number }>(
    `select pg_table_size('${table}')::float8 / count(*) as heap, pg_indexes_size('${table}')::float8 / count(*) as index from ${table}`,
  );
  return sizes ?? { heap: Number.NaN, index: Number.NaN };
}

/** What the readings that were loaded in time order take on disk, before anything is rewritten. */
export async function measureBytes(db: Database): Promise<BenchRow[]> {
  const fullest = await one<string>(
    db,
    `select oid::regclass::text from pg_class where relnamespace = 'partitions'::regnamespace and relkind = 'r' order by reltuples desc limit 1`,
  );
  const raw = await bytesPerRow(db, fullest);
  const hourly = await bytesPerRow(db, 'public.telemetry_hourly');
  const rawRow = raw.heap + raw.index;
  const hourlyRow = hourly.heap + hourly.index;
  const readingsADay = (50 * 86_400) / HOT_STEP;
  return [
    row({
      case: 'bytes a reading, as it came',
      ours: rawRow,
      detail: `heap ${raw.heap.toFixed(1)}, index ${raw.index.toFixed(1)}`,
    }),
    row({
      case: 'bytes a roll-up of an hour',
      ours: hourlyRow,
      detail: `heap ${hourly.heap.toFixed(1)}, index ${hourly.index.toFixed(1)}`,
    }),
    row({ case: 'MB a day, 50 machines at 10 s', ours: (readingsADay * rawRow + 50 * 24 * hourlyRow) / 1e6 }),
  ];
}

/** A closed month in key order, then retention: a dropped month against the same rows deleted. */
export async function measureMonths(db: Database): Promise<BenchRow[]> {
  const monthsBack = [6, 5, 4];
  for (const months of monthsBack) await loadMonth(db, months, EACH);
  return [...(await measureRewriting(db)), ...(await measureRetention(db, monthsBack))];
}

const CHARTS = 12;

/**
 * Charts of the last hour that had to wait for a lock. So many in turn because a session that has asked for a few keeps a
 * plan, and a kept plan may take hold of months that it will not read.
 */
async function chartsHeldUp(db: Database): Promise<number> {
  let heldUp = 0;
  for (let turn = 0; turn < CHARTS; turn += 1) {
    await asMember(db, memberId(READER), async (session) => {
      await session.exec(`set local lock_timeout = '100ms'`);
      await session.query(`select public.telemetry_series('${machineId(READER, HOT_MACHINE)}')`);
    }).catch((error: unknown) => {
      if ((error as { code?: string }).code !== '55P03') throw error;
      heldUp += 1;
    });
  }
  return heldUp;
}

async function measureRewriting(db: Database): Promise<BenchRow[]> {
  // The oldest comes first. Its machine 50 of tenant 5 has as many readings as all others, spread over the month.
  const closed = await one<string>(
    db,
    `select min(relname::text) from pg_class where relnamespace = 'partitions'::regnamespace and relkind = 'r'`,
  );
  const month = `select * from partitions.${closed} where tenant_id = '${tenantId(5)}' and machine_id = '${machineId(5, 50)}'`;
  const before = await pagesOf(db, month);
  let rewritten = '';
  let held = 0;
  let refused = 0;
  const ms = await clocked(() =>
    db.transaction(async (session) => {
      rewritten = await one<string>(session, 'select private.rewrite_closed_month()');
      held = await clocked(async () => {
        refused = await chartsHeldUp(db);
      });
    }),
  );
  if (rewritten !== closed) throw new Error(`${rewritten} was rewritten instead of ${closed}`);
  const after = await pagesOf(db, month);
  const packed = await bytesPerRow(db, `partitions.${closed}`);
  return [
    row({
      case: `pages of a machine's month (${EACH} readings): rewritten / as it came`,
      ours: after,
      peers: { before },
      limit: { ratio: 0.1 },
      target: 'a tenth or less',
    }),
    row({ case: 'rewriting a month, s per million readings', ours: ((ms - held) / 1000 / MONTH_ROWS) * 1e6 }),
    row({ case: `of ${CHARTS} charts of the last hour, held up while a month is rewritten`, ours: refused }),
    row({
      case: 'bytes a reading, rewritten',
      ours: packed.heap + packed.index,
      detail: `heap ${packed.heap.toFixed(1)}, index ${packed.index.toFixed(1)}`,
    }),
  ];
}

const ROLLBACK = Symbol('the rows are needed again');

async function measureRetention(db: Database, monthsBack: readonly number[]): Promise<BenchRow[]> {
  const dropped: number[] = [];
  const deleted: number[] = [];
  for (const months of monthsBack) {
    const end = `date_trunc('month', now(), 'UTC') - interval '${months - 1} months'`;
    // The tenants here are on one plan; its retention is set to end this month and none after it.
    const days = await one<number>(db, `select floor(extract(epoch from now() - (${end})) / 86400)::int`);
    await db.query('update private.plan_limits set raw_retention_days = $1', [days]);
    await db
      .transaction(async (session) => {
        await session.exec(`set local nexus.retention = 'on'`);
        deleted.push(
          await clocked(() => session.query(`delete from public.telemetry where "timestamp" < ${end}`)),
        );
        throw ROLLBACK;
      })
      .catch((error: unknown) => {
        if (error !== ROLLBACK) throw error;
      });
    let count = 0;
    dropped.push(
      await clocked(async () => {
        count = await one<number>(db, 'select private.drop_expired_telemetry()');
      }),
    );
    if (count !== 1) throw new Error(`${count} months were dropped at ${days} days`);
    say(
      `  a month of ${MONTH_ROWS.toLocaleString('en')} readings: dropped ${dropped.at(-1)?.toFixed(0)} ms, deleted ${deleted.at(-1)?.toFixed(0)} ms`,
    );
  }
  await db.exec('update private.plan_limits set raw_retention_days = 730');
  return [
    row({
      case: `a month of ${MONTH_ROWS.toLocaleString('en')} readings ends, ms: dropped / deleted`,
      ours: timesOf(dropped).median,
      peers: { deleted: timesOf(deleted).median },
      limit: { ratio: 0.1 },
      target: '10x faster than deleting',
    }),
  ];
}
