import type { Database } from '../../packages/local/src/index.ts';
import { clocked, one, say } from './measure.ts';

// What is measured on: 100 tenants of 50 machines and 10 members, 30 days of readings that came in time order. Three machines of the
// first two tenants are hot, one reading every 10 s; all others share what is left of the number asked for.

const DAYS = 30;
const TENANTS = 100;
const MACHINES = 50;
const MEMBERS = 10;
const HOT = 6;
/** Seconds between two readings of a hot machine. */
export const HOT_STEP = 10;

const pad = (value: number): string => value.toString(16).padStart(4, '0');
export const tenantId = (tenant: number): string => `be000000-0000-4000-8000-${pad(tenant)}00000000`;
export const machineId = (tenant: number, machine: number): string =>
  `be000000-0000-4000-8001-${pad(tenant)}${pad(0)}${pad(machine)}`;
/** A master admin of the tenant. */
export const memberId = (tenant: number): string => `be000000-0000-4000-8002-${pad(tenant)}00000000`;

/** The tenant that reads, the one that records, one with 10,000 machines and no readings yet. */
export const READER = 1;
export const RECORDER = 2;
export const LARGE = 101;
export const LARGE_MACHINES = 10_000;
/** Machine 1 of each of the first two tenants is hot. */
export const HOT_MACHINE = 1;

const SQL_MACHINE = `('be000000-0000-4000-8001-' || lpad(to_hex(tenant), 4, '0') || '0000' || lpad(to_hex(machine), 4, '0'))::uuid`;
const SQL_TENANT = `('be000000-0000-4000-8000-' || lpad(to_hex(tenant), 4, '0') || '00000000')::uuid`;
const SQL_MEMBER = `('be000000-0000-4000-8002-' || lpad(to_hex(tenant), 4, '0') || lpad(to_hex(member), 8, '0'))::uuid`;
const EVERYONE = `generate_series(1, ${LARGE}) as tenant, generate_series(0, ${MEMBERS - 1}) as member`;
/** Triggers and foreign keys off: what is generated here is known to fit. Needs a superuser. */
const QUICKLY = 'set local session_replication_role = replica;';

async function quickly(db: Database, script: string): Promise<void> {
  await db.transaction((session) => session.exec(`${QUICKLY} ${script}`));
}

/** Tenants, members and machines. */
export async function openPlant(db: Database): Promise<void> {
  await quickly(
    db,
    `
    insert into public.tenants (id, name, slug, plan_tier)
    select ${SQL_TENANT}, 'Bench ' || tenant, 'bench-' || tenant, 'Enterprise' from generate_series(1, ${LARGE}) as tenant;
    insert into auth.users (id, aud, role, email)
    select ${SQL_MEMBER}, 'authenticated', 'authenticated', 'bench-' || tenant || '-' || member || '@example.com' from ${EVERYONE};
    insert into public.user_profiles (id, tenant_id, role)
    select ${SQL_MEMBER}, ${SQL_TENANT}, case member when 0 then 'master_admin' else 'maintenance' end from ${EVERYONE}`,
  );
  await addMachines(db, 1, TENANTS, MACHINES);
}

async function addMachines(db: Database, first: number, last: number, machines: number): Promise<void> {
  await quickly(
    db,
    `
    insert into public.machines (id, tenant_id, external_id, name, type, status, metadata)
    select ${SQL_MACHINE}, ${SQL_TENANT}, 'M-' || machine, 'Machine ' || lpad(machine::text, 5, '0'), 'mill', 'running',
      '{"machineClass":"medium","temperatureLimit":90,"line":"A"}'
    from generate_series(${first}, ${last}) as tenant, generate_series(1, ${machines}) as machine
    on conflict do nothing`,
  );
  await db.exec(
    'analyze public.machines; analyze public.tenants; analyze public.user_profiles; analyze auth.users',
  );
}

/** Apart from the others, because a hundred tenants of fifty machines are what the first cases are about. */
export const openLargeTenant = (db: Database): Promise<void> => addMachines(db, LARGE, LARGE, LARGE_MACHINES);

/**
 * Loads readings up to now in time order, stopping for `measure` whenever one of `stops` rows is reached, then fills what
 * follows from them. Answers how many there are.
 */
export async function loadReadings(
  db: Database,
  readings: number,
  stops: readonly number[],
  measure: (rows: number) => Promise<void>,
): Promise<number> {
  const end = Math.floor(Date.now() / 1000) - 120;
  const start = end - DAYS * 86_400;
  const sparseCount = TENANTS * MACHINES - HOT;
  const hotRows = Math.min(readings * 0.8, (HOT * DAYS * 86_400) / HOT_STEP);
  const hotStep = (HOT * DAYS * 86_400) / hotRows;
  const sparseStep = (sparseCount * DAYS * 86_400) / (readings - hotRows);
  const left = [...stops];
  let rows = 0;
  let from = start;
  for (let day = 1; day <= DAYS; day += 1) {
    // Whole hours, so that a roll-up is computed from all of its readings.
    const to = day === DAYS ? end : Math.floor((start + day * 86_400) / 3600) * 3600;
    rows += await loadSlice(db, start, from, to, hotStep, sparseStep);
    if (day % 5 === 0) say(`  ${rows.toLocaleString('en')} readings`);
    from = to;
    if (rows >= (left[0] ?? Number.POSITIVE_INFINITY)) {
      left.shift();
      await settle(db);
      await measure(rows);
    }
  }
  await settle(db);
  return rows;
}

const METRICS = '1 + random() * 2, 40 + random() * 20, 1400 + random() * 100, 0.1 + random() * 0.05';

async function loadSlice(
  db: Database,
  start: number,
  from: number,
  to: number,
  hotStep: number,
  sparseStep: number,
): Promise<number> {
  const range = `"timestamp" >= to_timestamp(${from}) and "timestamp" < to_timestamp(${to})`;
  return db.transaction(async (session) => {
    await session.exec(QUICKLY);
    // A machine's own offset within its step spreads the sparse ones evenly over time.
    const [counted] = await session.query<{ rows: number }>(`with kind as (
        select tenant, machine, case when tenant <= 2 and machine <= ${HOT / 2} then ${hotStep} else ${sparseStep} end::float8 as step,
          (tenant * ${MACHINES} + machine) * 0.618034 % 1 as offset_part
        from generate_series(1, ${TENANTS}) as tenant, generate_series(1, ${MACHINES}) as machine
      ), written as (
        insert into public.telemetry (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh)
        select ${SQL_TENANT}, ${SQL_MACHINE}, at, ${METRICS}
        from kind, generate_series(ceil((${from} - ${start}) / step - offset_part)::int,
          ceil((${to} - ${start}) / step - offset_part)::int - 1) as n,
          to_timestamp(${start} + (n + offset_part) * step) as at
        order by at
        on conflict do nothing
        returning 1
      ) select count(*)::int as rows from written`);
    await session.exec(`insert into public.telemetry_hourly as hourly
      select tenant_id, machine_id, private.hour_of("timestamp") as hour,
        min(vibration), max(vibration), sum(vibration), count(vibration), min(temperature), max(temperature), sum(temperature), count(temperature),
        min(rpm), max(rpm), sum(rpm), count(rpm), min(power_kwh), max(power_kwh), sum(power_kwh), count(power_kwh)
      from public.telemetry where ${range} group by 1, 2, 3 order by 3, 1, 2
      on conflict do nothing`);
    return counted?.rows ?? 0;
  });
}

/** Newest readings, statistics, and everything on disk, so that no measurement pays for the load. */
async function settle(db: Database): Promise<void> {
  const ms = await clocked(async () => {
    await quickly(
      db,
      `
      insert into public.machine_latest (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh, age_stage)
      select newest.tenant_id, newest.machine_id, newest."timestamp", newest.vibration, newest.temperature, newest.rpm, newest.power_kwh, private.age_stage(newest."timestamp", now())
      from public.machines as machine cross join lateral (
        select * from public.telemetry as reading where reading.tenant_id = machine.tenant_id and reading.machine_id = machine.id
        order by "timestamp" desc limit 1) as newest
      on conflict do nothing`,
    );
    for (const table of ['telemetry', 'telemetry_hourly', 'machine_latest', 'machines'])
      await db.exec(`vacuum (analyze) public.${table}`);
    await db.exec('checkpoint');
  });
  say(`  settled in ${(ms / 1000).toFixed(0)} s`);
}

/** Loads one month that no chart of the bench reads: `each` readings of 1,000 machines, interleaved. Answers its partition. */
export async function loadMonth(db: Database, monthsBack: number, each: number): Promise<string> {
  const month = `(date_trunc('month', now(), 'UTC') - interval '${monthsBack} months')`;
  await db.exec(`select private.ensure_telemetry_partitions(${month}, ${month})`);
  await quickly(
    db,
    `
    insert into public.telemetry (tenant_id, machine_id, "timestamp", vibration, temperature, rpm, power_kwh)
    select ${SQL_TENANT}, ${SQL_MACHINE}, ${month} + (n + (tenant * ${MACHINES} + machine) * 0.618034 % 1) * interval '28 days' / ${each} as at, ${METRICS}
    from generate_series(1, 20) as tenant, generate_series(1, ${MACHINES}) as machine, generate_series(0, ${each - 1}) as n
    order by at`,
  );
  const partition = await one<string>(
    db,
    `select 'partitions.telemetry_' || to_char(${month} at time zone 'UTC', 'YYYY_MM')`,
  );
  await db.exec(`vacuum (analyze) ${partition}`);
  await db.exec('checkpoint');
  return partition;
}
