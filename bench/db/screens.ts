import type { Database } from '../../packages/local/src/index.ts';
import type { BenchRow } from '../run.ts';
import { asMember, asOwner, inTurns, one, row, serverTime, type Times } from './measure.ts';
import { HOT_MACHINE, machineId, memberId, READER, tenantId } from './plant.ts';

const TENANT = tenantId(READER);
const MACHINE = machineId(READER, HOT_MACHINE);
const HOUR = `"timestamp" >= now() - interval '1 hour'`;

/** A screen's query: as a member with the policies on, and as the owner with the tenant named instead. */
interface Screen {
  readonly name: string;
  readonly member: string;
  readonly owner: string;
  readonly rounds: number;
}

/** The same SQL but for the tenant, which a member's policy supplies. */
const same = (name: string, rounds: number, sql: (tenant: (table: string) => string) => string): Screen => ({
  name,
  rounds,
  member: sql(() => 'true'),
  owner: sql((table) => `${table}.tenant_id = '${TENANT}'`),
});

/** Mean, minimum and maximum of each metric in buckets, from `table` with `stamp` as its time. */
const buckets =
  (table: string, stamp: string, columns: string, from: string, bucket: string) =>
  (is: (table: string) => string): string =>
    `select date_bin('${bucket}', t.${stamp}, now() - interval '${from}') as at, ${columns}
    from public.${table} as t where ${is('t')} and machine_id = '${MACHINE}' and t.${stamp} >= now() - interval '${from}' group by 1`;
const METRICS = ['vibration', 'temperature', 'rpm', 'power_kwh'];
const OF_READINGS = METRICS.map((m) => `avg(${m}), min(${m}), max(${m})`).join(', ');
const OF_ROLLUPS = METRICS.map(
  (m) => `sum(${m}_sum) / nullif(sum(${m}_count), 0), min(${m}_min), max(${m}_max)`,
).join(', ');

const SCREENS: readonly Screen[] = [
  same(
    'list of 50 machines',
    150,
    (is) => `select * from public.machines as m where ${is('m')} order by name`,
  ),
  same(
    'fleet, machines joined with newest',
    150,
    (is) => `select m.*, l.* from public.machines as m
    left join public.machine_latest as l on l.tenant_id = m.tenant_id and l.machine_id = m.id where ${is('m')} order by m.name`,
  ),
  {
    name: 'fleet_overview() against its select',
    rounds: 150,
    member: 'select public.fleet_overview()',
    owner: `select coalesce(jsonb_agg(private.machine_json(machine, latest) || jsonb_build_object(
        'age_ms', case when latest.timestamp is not null then greatest(0, floor(extract(epoch from now() - latest.timestamp) * 1000)) end,
        'freshness', case when latest.timestamp >= now() - interval '1 minute' then 'live' else 'stale' end
      ) order by machine.name, machine.id), '[]')
      from public.machines as machine
      left join public.machine_latest as latest on latest.tenant_id = machine.tenant_id and latest.machine_id = machine.id
      where machine.tenant_id = '${TENANT}'`,
  },
  same(
    'last hour of a machine',
    150,
    (is) =>
      `select * from public.telemetry as t where ${is('t')} and machine_id = '${MACHINE}' and ${HOUR} order by "timestamp"`,
  ),
  same('newest of 50 machines', 150, (is) => `select * from public.machine_latest as l where ${is('l')}`),
  same(
    '24 h chart from readings',
    60,
    buckets('telemetry', 'timestamp', OF_READINGS, '24 hours', '3 minutes'),
  ),
  same(
    '30-day chart from roll-ups',
    100,
    buckets('telemetry_hourly', 'hour', OF_ROLLUPS, '30 days', '1 hour'),
  ),
  same('30-day chart from readings', 7, buckets('telemetry', 'timestamp', OF_READINGS, '30 days', '1 hour')),
];

/** Above this, a ratio says more than a difference. */
const QUICK_MS = 1;

/** What row level security costs the screens. */
export async function measureScreens(db: Database): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { name, member, owner, rounds } of SCREENS) {
    const times = await inTurns(rounds, {
      on: () => asMember(db, memberId(READER), (session) => serverTime(session, member)),
      off: () => asOwner(db, (session) => serverTime(session, owner)),
    });
    rows.push(screenRow(name, times.on, times.off));
  }
  return rows;
}

function screenRow(name: string, on: Times, off: Times): BenchRow {
  const quick = off.quartile < QUICK_MS;
  return row({
    case: `RLS on / off, ms: ${name}`,
    ours: on.quartile,
    peers: { 'RLS off': off.quartile },
    limit: quick ? { ours: off.quartile + 0.3 } : { ratio: 1.1 },
    target: quick ? 'at most 0.3 ms more' : 'at most 1.1x',
    detail: `min ${on.min.toFixed(2)} / ${off.min.toFixed(2)}, median ${on.median.toFixed(2)} / ${off.median.toFixed(2)}`,
  });
}

/** A chart of 30 days through the function that the SDK calls, against the same buckets from single readings. */
export async function measureCharts(db: Database): Promise<BenchRow[]> {
  const series = `select public.telemetry_series('${MACHINE}', null, now() - interval '30 days', now())`;
  const raw = buckets(
    'telemetry',
    'timestamp',
    OF_READINGS,
    '30 days',
    '2 hours',
  )((table) => `${table}.tenant_id = '${TENANT}'`);
  // Many: a session that asks for the first time plans for a while, and each session of the pool has a first time.
  const times = await inTurns(25, {
    ours: () => asMember(db, memberId(READER), (session) => serverTime(session, series)),
    raw: () => asOwner(db, (session) => serverTime(session, raw)),
  });
  return [
    row({
      case: '30-day chart of a hot machine, ms: telemetry_series / raw',
      ours: times.ours.quartile,
      peers: { 'raw rows': times.raw.quartile },
      limit: { ratio: 1 / 50 },
      target: '50x faster than raw rows',
    }),
  ];
}

/** The newest reading of each machine of a tenant. */
export async function measureNewest(db: Database): Promise<BenchRow[]> {
  const ways = {
    ours: `select * from public.machine_latest where tenant_id = '${TENANT}'`,
    lateral: `select newest.* from public.machines as m cross join lateral (select * from public.telemetry as t
      where t.tenant_id = m.tenant_id and t.machine_id = m.id order by t."timestamp" desc limit 1) as newest where m.tenant_id = '${TENANT}'`,
    distinct: `select distinct on (machine_id) * from public.telemetry where tenant_id = '${TENANT}' order by machine_id, "timestamp" desc`,
  };
  const measure = (sql: string) => (): Promise<number> => asOwner(db, (session) => serverTime(session, sql));
  const quick = await inTurns(60, { ours: measure(ways.ours), lateral: measure(ways.lateral) });
  const slow = await inTurns(3, { ours: measure(ways.ours), distinct: measure(ways.distinct) });
  return [
    row({
      case: 'newest of 50 machines, ms: machine_latest / telemetry',
      ours: quick.ours.quartile,
      peers: { lateral: quick.lateral.quartile, 'distinct on': slow.distinct.quartile },
      limit: { ratio: 1 },
      target: 'faster than both',
    }),
  ];
}

/** A tenant as large as they come. */
export async function measureLargeFleet(db: Database, member: string): Promise<BenchRow[]> {
  const times = await inTurns(5, {
    ours: () => asMember(db, member, (session) => serverTime(session, 'select public.fleet_overview()')),
  });
  const bytes = await asMember(db, member, (session) =>
    one<number>(session, 'select octet_length(public.fleet_overview()::text)'),
  );
  return [
    row({ case: 'fleet_overview of 10,000 machines, ms', ours: times.ours.quartile }),
    row({ case: 'fleet_overview of 10,000 machines, kB', ours: bytes / 1000 }),
  ];
}
