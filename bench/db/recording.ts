import type { Database } from '../../packages/local/src/index.ts';
import type { BenchRow } from '../run.ts';
import { asMember, asOwner, clocked, row, say, timesOf } from './measure.ts';
import { LARGE, machineId, memberId, RECORDER, tenantId } from './plant.ts';

const INSERT = (
  table: string,
): string => `insert into ${table} (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh)
  select $1::uuid, machine_id, "timestamp", vibration, temperature, rpm, power_kwh
  from json_to_recordset($2::json) as reading (machine_id uuid, "timestamp" timestamptz, vibration real, temperature real, rpm real, power_kwh real)`;
/** What a gateway would have to send at least, since it may send a batch twice. */
const INSERT_NEW = (table: string): string => `${INSERT(table)} on conflict do nothing`;

/** Time of the newest reading sent so far, epoch ms. Each batch goes on after the one before, as a gateway's do. */
let newest = 0;

/** A gateway's buffer as JSON: `each` readings of each machine, the newest as good as now, 1 ms apart. */
function makeBatch(tenant: number, machines: number, each: number): string {
  const first = Math.max(newest + 1, Date.now() - 60_000);
  newest = first + each - 1;
  const readings: unknown[] = [];
  for (let machine = 1; machine <= machines; machine += 1) {
    for (let n = 0; n < each; n += 1) {
      const wave = Math.sin(first / 1e4 + machine + n);
      readings.push({
        machine_id: machineId(tenant, machine),
        timestamp: new Date(first + n).toISOString(),
        vibration: Number((1.6 + wave).toFixed(3)),
        temperature: Number((52 + 8 * wave).toFixed(2)),
        rpm: Math.round(1450 + 40 * wave),
        power_kwh: Number((0.12 + 0.03 * wave).toFixed(4)),
      });
    }
  }
  return JSON.stringify(readings);
}

/** With everything that follows: roll-ups, newest reading, health, broadcast. */
const record = (db: Database, tenant: number, batch: string): Promise<number> =>
  clocked(() =>
    asMember(db, memberId(tenant), (session) => session.query('select public.record_readings($1)', [batch])),
  );

const insertBare = (db: Database, tenant: number, batch: string, sql: string): Promise<number> =>
  clocked(() => asOwner(db, (session) => session.query(sql, [tenantId(tenant), batch])));

/** Runs `work` with nothing following from new readings. */
async function withoutFollowing(db: Database, work: () => Promise<void>): Promise<void> {
  await db.exec('alter table public.telemetry disable trigger _100_advance');
  try {
    await work();
  } finally {
    await db.exec('alter table public.telemetry enable trigger _100_advance');
  }
}

interface Shape {
  readonly name: string;
  readonly tenant: number;
  readonly machines: number;
  readonly each: number;
  readonly perBlock: number;
  readonly isReplay?: boolean;
  /** What ours may take at most, by bare inserts. */
  readonly limit?: number;
}

// The target, half the speed of bare inserts, is asked of a full batch, which is what a buffer is emptied in. Smaller ones
// pay more for what follows once a machine and statement; they are shown, and do not reach it.
const SHAPES: readonly Shape[] = [
  { name: '50 machines x 20', tenant: RECORDER, machines: 50, each: 20, perBlock: 6 },
  { name: '50 machines x 100', tenant: RECORDER, machines: 50, each: 100, perBlock: 3, limit: 2 },
  { name: '1,000 machines x 1', tenant: LARGE, machines: 1000, each: 1, perBlock: 4 },
  { name: '1 machine x 1', tenant: RECORDER, machines: 1, each: 1, perBlock: 12 },
  { name: 'the same 50 x 20 again', tenant: RECORDER, machines: 50, each: 20, perBlock: 6, isReplay: true },
];

const BLOCKS = 6;

/** Ways of storing a batch; a repeated one can only be stored by those that pass over what is there. */
type Way = 'ours' | 'bare insert' | 'on conflict do nothing';
const WAYS: readonly Way[] = ['ours', 'bare insert', 'on conflict do nothing'];

/** record_readings against bare inserts of the same JSON into the same table, each batch committed. */
export async function measureRecording(db: Database): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const shape of SHAPES) rows.push(await measureShape(db, shape));
  return [...rows, ...(await measureMessages(db))];
}

async function measureShape(db: Database, shape: Shape): Promise<BenchRow> {
  const ways = WAYS.filter((way) => shape.isReplay !== true || way !== 'bare insert');
  const times = new Map(ways.map((way) => [way, [] as number[]]));
  const send = (way: Way, batch: string): Promise<number> =>
    way === 'ours'
      ? record(db, shape.tenant, batch)
      : insertBare(
          db,
          shape.tenant,
          batch,
          way === 'bare insert' ? INSERT('public.telemetry') : INSERT_NEW('public.telemetry'),
        );
  const repeated = makeBatch(shape.tenant, shape.machines, shape.each);
  await record(db, shape.tenant, repeated);
  // In blocks, because switching the trigger makes the server plan anew: the first of each block is thrown away.
  const block = async (way: Way): Promise<void> => {
    for (let n = 0; n <= shape.perBlock; n += 1) {
      const time = await send(
        way,
        shape.isReplay === true ? repeated : makeBatch(shape.tenant, shape.machines, shape.each),
      );
      if (n > 0) times.get(way)?.push(time);
    }
  };
  for (let turn = 0; turn < BLOCKS; turn += 1) {
    for (const way of turn % 2 === 0 ? ways : [...ways].reverse()) {
      await (way === 'ours' ? block(way) : withoutFollowing(db, () => block(way)));
    }
  }
  const readings = shape.machines * shape.each;
  const perSecond = (ms: number): string => Math.round((readings * 1000) / ms).toLocaleString('en');
  const taken = ways.map((way) => [way, timesOf(times.get(way) ?? [])] as const);
  const [[, mine] = ['', timesOf([])], ...others] = taken;
  return row({
    case: `record_readings, ms: ${shape.name} (${perSecond(mine.quartile)} rows/s)`,
    ours: mine.quartile,
    peers: Object.fromEntries(others.map(([way, { quartile }]) => [way, quartile])),
    ...(shape.limit !== undefined && {
      limit: { ratio: shape.limit },
      target: 'half the speed of bare inserts or better',
    }),
    detail: taken
      .map(
        ([way, { min, median, quartile }]) =>
          `${way}: min ${min.toFixed(2)}, median ${median.toFixed(2)}, ${perSecond(quartile)} rows/s`,
      )
      .join('; '),
  });
}

/** What listeners are sent for one batch: one message a statement, however many readings it has. */
async function measureMessages(db: Database): Promise<BenchRow[]> {
  await db.exec('delete from realtime.messages');
  await record(db, RECORDER, makeBatch(RECORDER, 50, 20));
  const [sent] = await db.query<{ messages: number; kilobytes: number; stored: number }>(
    `select count(*)::int as messages, sum(octet_length(payload::text))::float8 / 1000 as kilobytes,
      sum(pg_column_size(payload))::float8 / 1000 as stored from realtime.messages`,
  );
  return [
    row({
      case: 'broadcasts of a batch of 50 machines x 20',
      ours: sent?.messages ?? Number.NaN,
      limit: { ours: 1 },
      target: 'one a statement',
    }),
    row({ case: 'its size as it is sent, kB', ours: sent?.kilobytes ?? Number.NaN }),
    row({ case: 'its size in realtime.messages, kB', ours: sent?.stored ?? Number.NaN }),
  ];
}

/** Time of a batch of 50 x 20 at one size of the table, and of the same rows into a table that is always small. */
export interface AtSize {
  readonly readings: number;
  readonly ms: number;
  readonly control: number;
}

/** The control tells how busy the machine is just then: measurements at different sizes cannot take turns. */
export async function measureAtSize(db: Database, readings: number): Promise<AtSize> {
  await db.exec(`drop table if exists private.bench_control;
    create table private.bench_control (like public.telemetry including all)`);
  const ours: number[] = [];
  const control: number[] = [];
  for (let turn = 0; turn < 40; turn += 1) {
    const batch = makeBatch(RECORDER, 50, 20);
    const controlTime = await insertBare(db, RECORDER, batch, INSERT_NEW('private.bench_control'));
    const time = await record(db, RECORDER, batch);
    if (turn < 5) continue;
    ours.push(time);
    control.push(controlTime);
  }
  await db.exec('drop table private.bench_control');
  const at = { readings, ms: timesOf(ours).quartile, control: timesOf(control).quartile };
  say(
    `  a batch at ${readings.toLocaleString('en')} readings: ${at.ms.toFixed(1)} ms, control ${at.control.toFixed(1)} ms`,
  );
  return at;
}

export function sizeRow(sizes: readonly AtSize[]): BenchRow[] {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (!first || !last || first === last) return [];
  const millions = (at: AtSize): string => `${(at.readings / 1e6).toFixed(1)}M`;
  return [
    row({
      case: `record_readings 50 x 20 at ${millions(last)} readings / at ${millions(first)}, ms; ratio by a table of constant size`,
      ours: last.ms,
      peers: { 'first size': first.ms },
      ratio: last.ms / last.control / (first.ms / first.control),
      limit: { ratio: 1.3 },
      target: 'flat: at most 1.3x',
    }),
  ];
}

/** Gives all machines of the large tenant a newest reading with its health. */
export async function recordLargeFleet(db: Database, machines: number): Promise<void> {
  const all = JSON.parse(makeBatch(LARGE, machines, 1)) as unknown[];
  for (let first = 0; first < all.length; first += 5000) {
    await record(db, LARGE, JSON.stringify(all.slice(first, first + 5000)));
  }
}
