import type { Database } from '../../packages/local/src/index.ts';
import type { BenchRow } from '../run.ts';
import { asMember, clocked, one, row, say } from './measure.ts';
import { machineId, memberId, tenantId } from './plant.ts';

const TENANT = 3;
const MACHINES = 50;
const BATCHES = 80;

/** What one worker met. */
interface Met {
  deadlocks: number;
  runs: number;
}

/** Repeats `work` until `isDone`, counting deadlocks. Whatever else goes wrong ends the bench. */
async function repeat(
  work: (run: number) => Promise<unknown>,
  isDone: (runs: number) => boolean,
): Promise<Met> {
  const met: Met = { deadlocks: 0, runs: 0 };
  while (!isDone(met.runs)) {
    try {
      await work(met.runs);
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01') throw error;
      met.deadlocks += 1;
    }
    met.runs += 1;
  }
  return met;
}

/**
 * A writer of BATCHES batches, two readings a machine: one that every writer sends, and one `own` ms later.
 * `isReversed` turns the machines round.
 */
const writer = (db: Database, start: number, own: number, isReversed: boolean): Promise<Met> =>
  repeat(
    (run) => {
      const order = Array.from({ length: MACHINES }, (_, index) =>
        isReversed ? MACHINES - index : index + 1,
      );
      const readings = order.flatMap((machine) =>
        [0, own].map((offset) => ({
          machine_id: machineId(TENANT, machine),
          timestamp: new Date(start + run * 10 + offset).toISOString(),
          vibration: 1 + (run % 7) / 3,
          temperature: 40 + (run % 11),
        })),
      );
      return asMember(db, memberId(TENANT), (session) =>
        session.query('select public.record_readings($1)', [JSON.stringify(readings)]),
      );
    },
    (runs) => runs >= BATCHES,
  );

/** Machines whose roll-up or newest reading does not follow from the readings since `start`, and readings too few. */
async function errorsSince(db: Database, start: number, expected: number): Promise<number> {
  const since = `tenant_id = '${tenantId(TENANT)}' and "timestamp" >= to_timestamp(${start / 1000})`;
  const stored = await one<number>(db, `select count(*)::int from public.telemetry where ${since}`);
  const wrong = await one<number>(
    db,
    `with told as (
       select machine_id, private.hour_of("timestamp") as hour, count(*) as readings, sum(vibration::float8) as total,
         min(vibration) as low, max(vibration) as high, max("timestamp") as newest
       from public.telemetry where tenant_id = '${tenantId(TENANT)}' and "timestamp" >= private.hour_of(to_timestamp(${start / 1000}))
       group by 1, 2)
     select count(*)::int from told
     left join public.telemetry_hourly as hourly on hourly.tenant_id = '${tenantId(TENANT)}' and hourly.machine_id = told.machine_id and hourly.hour = told.hour
     left join public.machine_latest as latest on latest.tenant_id = '${tenantId(TENANT)}' and latest.machine_id = told.machine_id
     where hourly.vibration_count is distinct from told.readings or abs(hourly.vibration_sum - told.total) > 0.001
       or hourly.vibration_min <> told.low or hourly.vibration_max <> told.high
       or latest."timestamp" <> (select max(newest) from told as other where other.machine_id = told.machine_id)`,
  );
  return Math.abs(expected - stored) + wrong;
}

/** Two gateways for the same machines, then one beside upkeep and beside a person who edits all machines. */
export async function measureWriters(db: Database): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  // Apart by far more than the 0.8 s that a writer's readings span.
  const now = Date.now();
  const first = now - 60_000;
  let met: Met[] = [];
  const ms = await clocked(async () => {
    met = await Promise.all([writer(db, first, 1, false), writer(db, first, 2, true)]);
  });
  say(`  2 x ${BATCHES} batches in ${ms.toFixed(0)} ms`);
  rows.push(
    ...resultRows('two writers in opposite order', met, await errorsSince(db, first, MACHINES * BATCHES * 3)),
  );

  for (const [name, other, start] of [
    ['a writer beside run_upkeep()', upkeep, now - 50_000],
    ['a writer beside edits of all machines', edits, now - 40_000],
  ] as const) {
    let isWriting = true;
    const both = await Promise.all([
      writer(db, start, 3, true).finally(() => {
        isWriting = false;
      }),
      repeat(
        (run) => other(db, run),
        () => !isWriting,
      ),
    ]);
    await db.exec('select private.run_upkeep()');
    say(`  ${both[1].runs} runs beside ${BATCHES} batches`);
    rows.push(...resultRows(name, both, await errorsSince(db, start, MACHINES * BATCHES * 2)));
  }
  return rows;
}

/** With this hour of all machines to repair, so that it takes hold of what the writer writes. */
async function upkeep(db: Database): Promise<void> {
  await db.exec(`insert into private.dirty_hours (tenant_id, machine_id, hour)
    select tenant_id, id, private.hour_of(now()) from public.machines where tenant_id = '${tenantId(TENANT)}' on conflict do nothing`);
  await db.exec('select private.run_upkeep()');
}

const edits = (db: Database, run: number): Promise<unknown> =>
  asMember(db, memberId(TENANT), (session) =>
    session.query(`update public.machines set metadata = metadata || jsonb_build_object('line', $1::text)`, [
      `L${run}`,
    ]),
  );

const resultRows = (name: string, met: readonly Met[], errors: number): BenchRow[] => [
  row({
    case: `${name}: deadlocks in ${BATCHES} batches each`,
    ours: met.reduce((sum, { deadlocks }) => sum + deadlocks, 0),
    limit: { ours: 0 },
    target: 'none',
  }),
  row({ case: `${name}: rows missing or wrong`, ours: errors, limit: { ours: 0 }, target: 'none' }),
];
