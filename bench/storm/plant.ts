import type { Database } from '../../packages/local/src/index.ts';
import { type Plant, readingAt, TAB_NAMES, type TabName } from './readings.ts';

const OWN_MACHINES = 4;
const COMMON_MACHINES = 2;
/** How far back the first reading lies: further than the longest storm has readings for, and within any plan's limits. */
const BEGAN_BEFORE_MS = 6 * 3_600_000;

/** Machines for a storm. */
export interface StormPlant {
  plant: Plant;
  /** The machine that is renamed, which nobody records for. */
  editedMachine: string;
}

/** Adds machines to the tenant that the seed calls alpenwerk. */
export async function openStormPlant(db: Database): Promise<StormPlant> {
  const count = 2 * OWN_MACHINES + COMMON_MACHINES + 1;
  const rows = await db.query<{ id: string }>(
    `insert into public.machines (tenant_id, name)
     select tenant.id, 'Storm ' || n from public.tenants as tenant, generate_series(1, $1::int) as n
     where tenant.slug = 'alpenwerk' returning id`,
    [count],
  );
  const ids = rows.map(({ id }) => id);
  const take = (howMany: number): string[] => ids.splice(0, howMany);
  const own = { a: take(OWN_MACHINES), b: take(OWN_MACHINES) };
  const plant: Plant = { own, common: take(COMMON_MACHINES), beginsAt: Date.now() - BEGAN_BEFORE_MS };
  return { plant, editedMachine: ids[0] as string };
}

/** What the database holds of a storm, compared with what it should. */
export interface Holdings {
  stored: number;
  /** Acknowledged readings that are not there. */
  lost: number;
  /** Rows beyond the first of a reading. */
  twice: number;
  /** Rows of no reading that was ordered, or with other values. */
  wrong: number;
}

interface StoredRow {
  machine_id: string;
  at: number;
  rpm: number;
  temperature: number;
  vibration: number;
  power_kwh: number | null;
}

/** Compares every row of the storm's machines with the readings that the tabs acknowledged. */
export async function compareHoldings(
  db: Database,
  plant: Plant,
  acknowledged: Readonly<Record<TabName, number>>,
): Promise<Holdings> {
  const expected = new Map<string, string>();
  for (const tab of TAB_NAMES) {
    for (let index = 0; index < acknowledged[tab]; index += 1) {
      const { machineId, timestamp, rpm, temperature, vibration, power_kwh } = readingAt(plant, tab, index);
      const values = [rpm, temperature, vibration, power_kwh ?? null];
      expected.set(`${machineId}/${Date.parse(timestamp)}`, JSON.stringify(values));
    }
  }
  const rows = await db.query<StoredRow>(
    `select machine_id, (extract(epoch from "timestamp") * 1000)::bigint as at, rpm, temperature, vibration, power_kwh
     from public.telemetry where machine_id = any ($1::uuid[])`,
    [[...plant.own.a, ...plant.own.b, ...plant.common]],
  );
  const seen = new Set<string>();
  const holdings: Holdings = { stored: rows.length, lost: 0, twice: 0, wrong: 0 };
  for (const { machine_id, at, rpm, temperature, vibration, power_kwh } of rows) {
    const key = `${machine_id}/${Number(at)}`;
    const values = [rpm, temperature, vibration, power_kwh].map((value) =>
      value === null ? null : Number(value),
    );
    if (seen.has(key)) holdings.twice += 1;
    else if (expected.get(key) !== JSON.stringify(values)) holdings.wrong += 1;
    seen.add(key);
  }
  for (const key of expected.keys()) if (!seen.has(key)) holdings.lost += 1;
  return holdings;
}

/** The names that the machine got, in order, as the database logged them. */
export async function renamings(db: Database, machineId: string): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select new ->> 'name' as name from public.audit_log
     where target_table = 'machines' and target_id = $1 and new ? 'name' and old ? 'name' order by at`,
    [machineId],
  );
  return rows.map(({ name }) => name);
}
