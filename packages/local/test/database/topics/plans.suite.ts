import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MACHINE_A } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Parent Relationship'?: string;
  'Subplan Name'?: string;
  Plans?: Plan[];
}

/** 100,000 readings over the last month, of all machines. */
async function filled(world: World): Promise<void> {
  await world.owner('alter table public.telemetry disable trigger _100_advance');
  await world.owner(
    `insert into public.telemetry (tenant_id, machine_id, "timestamp", vibration, temperature)
     select m.tenant_id, m.id, date_trunc('second', now()) - n * interval '20 minutes', 1 + random(), 40
     from generate_series(0, 1922) n cross join public.machines m order by n, m.id`,
  );
  await world.owner(
    `insert into public.telemetry_hourly (tenant_id, machine_id, hour, vibration_sum, vibration_count)
     select tenant_id, machine_id, date_bin('1 hour', "timestamp", 'epoch'), sum(vibration), count(*)
     from public.telemetry group by 1, 2, 3`,
  );
  await world.owner(
    `insert into public.machine_latest (tenant_id, machine_id, "timestamp", vibration)
     select tenant_id, id, now(), 1 from public.machines`,
  );
  await world.owner('analyze public.telemetry');
  await world.owner('analyze public.machines');
  await world.owner('analyze public.machine_latest');
  await world.owner('analyze public.telemetry_hourly');
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** What the screens read, as a member with the policies on. */
const QUERIES: Record<string, string> = {
  'last hour of a machine': `select * from public.telemetry where machine_id = '${MACHINE_A}' and "timestamp" >= now() - interval '1 hour'`,
  'last 30 days of a machine': `select date_bin('12 hours', "timestamp", 'epoch'), avg(vibration), min(vibration), max(vibration)
     from public.telemetry where machine_id = '${MACHINE_A}' and "timestamp" >= now() - interval '30 days' group by 1`,
  'last 30 days of a machine from roll-ups': `select hour, vibration_sum / vibration_count, vibration_min, vibration_max
     from public.telemetry_hourly where machine_id = '${MACHINE_A}' and hour >= now() - interval '30 days' order by hour`,
  'documents of a machine': `select * from public.documents where machine_id = '${MACHINE_A}' order by created_at desc limit 50`,
  'newest entries of the audit log': 'select * from public.audit_log order by at desc limit 50',
  'newest reading of a machine': `select * from public.telemetry where machine_id = '${MACHINE_A}' and "timestamp" > now() - interval '1 day'
     order by "timestamp" desc limit 1`,
  'the fleet with its newest readings': `select * from public.machines m
     left join public.machine_latest l on l.tenant_id = m.tenant_id and l.machine_id = m.id order by m.name`,
  'the own membership': 'select id, role from public.user_profiles',
};

describe('plans at 100,000 readings', () => {
  it('read no partition from end to end and ask for the tenant once a statement', () =>
    inWorld(async (world) => {
      await filled(world);
      // A month that is still empty is read whole, in no time.
      const full = await world.owner<{ relname: string }>(
        `select relname from pg_class where relnamespace = 'partitions'::regnamespace and relkind = 'r' and reltuples > 1000`,
      );
      const months = new Set(full.map(({ relname }) => relname));
      assert.ok(months.size > 0);
      months.add('telemetry_hourly');
      for (const [what, sql] of Object.entries(QUERIES)) {
        const rows = await world.as<{ 'QUERY PLAN': { Plan: Plan }[] }>(
          'ceoA',
          `explain (format json) ${sql}`,
        );
        const root = rows[0]?.['QUERY PLAN'][0]?.Plan;
        assert.ok(root);
        for (const node of nodesOf(root)) {
          const relation = node['Relation Name'] ?? '';
          assert.ok(
            !(node['Node Type'] === 'Seq Scan' && months.has(relation)),
            `${what}: Seq Scan of ${relation}`,
          );
          // InitPlan runs once; a SubPlan would run for every row.
          assert.notEqual(node['Parent Relationship'], 'SubPlan', `${what}: ${node['Subplan Name']}`);
        }
      }
    }));
  it('hold inside the functions too', () =>
    inWorld(async (world) => {
      await filled(world);
      const scans = async (): Promise<unknown[]> =>
        world.owner(
          `select relname, seq_scan::int as scans from pg_stat_xact_all_tables
           where schemaname = 'partitions' or relname in ('telemetry', 'machine_latest') order by 1`,
        );
      const before = await scans();
      await world.as('ceoA', 'select public.fleet_overview()');
      await world.as(
        'ceoA',
        `select public.telemetry_series('${MACHINE_A}', null, now() - interval '30 days', now(), 500)`,
      );
      await world.as(
        'ceoA',
        `select public.telemetry_series('${MACHINE_A}', null, now() - interval '1 hour', now())`,
      );
      await world.as('maintenanceA', 'select public.record_readings($1)', {
        params: [
          JSON.stringify([{ machine_id: MACHINE_A, timestamp: new Date().toISOString(), vibration: 1 }]),
        ],
      });
      const after = await scans();
      // Two dozen newest readings fit one page, which is read whole; partitions are not.
      const partitions = (rows: unknown[]): unknown[] =>
        rows.filter((row) => (row as { relname: string }).relname.startsWith('telemetry'));
      assert.deepEqual(partitions(after), partitions(before));
      assert.ok(after.length > 0);
    }));
});
