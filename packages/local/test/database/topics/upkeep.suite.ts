import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MACHINE_A, MACHINE_B, TENANT_A, TENANT_B } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

const partitions = async (world: World): Promise<string[]> =>
  (
    await world.owner<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'public.telemetry'::regclass order by 1`,
    )
  ).map(({ name }) => name);

async function made(world: World, from: string, to: string): Promise<number | undefined> {
  const rows = await world.owner<{ n: number }>(
    `select private.ensure_telemetry_partitions(${from}, ${to}) as n`,
  );
  return rows[0]?.n;
}

describe('upkeep', () => {
  it('has made two months back and three ahead, and is done the second time', () =>
    inWorld(async (world) => {
      const months = await world.owner<{ name: string }>(
        `select 'telemetry_' || to_char(m, 'YYYY_MM') as name
         from generate_series(date_trunc('month', now()) - interval '2 months', now() + interval '3 months', interval '1 month') m`,
      );
      assert.deepEqual(
        await partitions(world),
        months.map(({ name }) => name),
      );
      await world.owner('select private.run_maintenance()');
      assert.equal((await partitions(world)).length, months.length);
    }));
  it('makes a month once, without end neither back nor ahead', () =>
    inWorld(async (world) => {
      assert.equal(await made(world, `now() - interval '5 months'`, `now() - interval '5 months'`), 1);
      assert.equal(await made(world, `now() - interval '5 months'`, `now() - interval '5 months'`), 0);
      const count = (await made(world, `'1900-01-01'`, `'2900-01-01'`)) ?? 0;
      assert.ok(count > 15 && count < 27, `${count}`);
      assert.equal(await made(world, `'-infinity'`, `'infinity'`), 0);
    }));
  it('covers every moment: the end of a month and the start of the next, in UTC', () =>
    inWorld(async (world) => {
      await world.owner(`set local timezone = 'Pacific/Auckland'`);
      await world.owner(`update public.tenants set plan_tier = 'Enterprise'`);
      await world.owner(
        `select private.ensure_telemetry_partitions(now() - interval '8 months', now() - interval '6 months')`,
      );
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
         select '${TENANT_A}', '${MACHINE_A}', edge + shift, 1
         from (select date_trunc('month', now(), 'UTC') - interval '7 months' as edge) e,
           unnest(array[interval '-1 microsecond', interval '0', interval '12 hours']) shift`,
      );
      const rows = await world.owner(`select count(distinct tableoid)::int as n from public.telemetry`);
      assert.deepEqual(rows, [{ n: 2 }]);
    }));
  it("tells the planner in each month that a machine has one tenant, so that a member gets the owner's plan", () =>
    inWorld(async (world) => {
      await made(world, `now() - interval '5 months'`, `now() - interval '5 months'`);
      const untold = await world.owner(
        `select inhrelid::regclass from pg_inherits where inhparent = 'public.telemetry'::regclass
           and not exists (select from pg_statistic_ext where stxrelid = inhrelid)`,
      );
      assert.deepEqual(untold, []);
    }));
  it('drops months that no plan keeps and keeps the rest', () =>
    inWorld(async (world) => {
      await world.owner(
        `select private.ensure_telemetry_partitions(now() - interval '700 days', now() - interval '400 days')`,
      );
      const before = await partitions(world);
      await world.owner('update private.plan_limits set raw_retention_days = 100');
      const rows = await world.owner<{ n: number }>('select private.drop_expired_telemetry() as n');
      const dropped = rows[0]?.n ?? 0;
      assert.ok(dropped >= 10, `${dropped}`);
      assert.equal((await partitions(world)).length, before.length - dropped);
      assert.equal(
        (await world.owner(`select from pg_class where relname ~ '^telemetry_\\d' and relkind = 'r'`)).length,
        before.length - dropped,
      );
    }));
  it('deletes what a shorter plan no longer keeps, of that tenant only', () =>
    inWorld(async (world) => {
      await world.owner(`update public.tenants set plan_tier = 'Basic' where id = '${TENANT_B}'`);
      for (const [tenant, machine] of [
        [TENANT_A, MACHINE_A],
        [TENANT_B, MACHINE_B],
      ]) {
        await world.owner(
          `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
           values ($1, $2, now() - interval '29 days', 1), ($1, $2, now() - interval '31 days', 2)`,
          [tenant, machine],
        );
      }
      await world.owner('select private.delete_expired_readings()');
      const rows = await world.owner(
        'select tenant_id, count(*)::int as n from public.telemetry group by 1 order by 1',
      );
      assert.deepEqual(rows, [
        { tenant_id: TENANT_A, n: 2 },
        { tenant_id: TENANT_B, n: 1 },
      ]);
    }));
  it('keeps the roll-ups of readings that it deletes, five years long', () =>
    inWorld(async (world) => {
      await world.owner(`update public.tenants set plan_tier = 'Basic' where id = '${TENANT_B}'`);
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm) values ($1, $2, now() - interval '40 days', 7)`,
        [TENANT_B, MACHINE_B],
      );
      await world.owner(
        `insert into public.telemetry_hourly (tenant_id, machine_id, hour, rpm_count)
         values ($1, $2, date_bin('1 hour', now() - interval '1850 days', 'epoch'), 1)`,
        [TENANT_B, MACHINE_B],
      );
      const rows = await world.owner('select private.delete_expired_readings()::int as n');
      assert.deepEqual(rows, [{ n: 1 }]);
      await world.owner('select private.run_upkeep()');
      assert.deepEqual(await world.owner('select rpm_max, rpm_count from public.telemetry_hourly'), [
        { rpm_max: 7, rpm_count: 1 },
      ]);
    }));
  it('rewrites a closed month in key order, once, and loses nothing', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
         select m.tenant_id, m.id, date_trunc('month', now()) - interval '20 days' + n * interval '1 minute', n
         from generate_series(1, 50) n cross join public.machines m order by n, m.id`,
      );
      const [before] = await world.owner(
        'select count(*)::int as n, sum(rpm)::int as sum from public.telemetry',
      );
      const rewritten = new Set<unknown>();
      for (let run = 0; run < 4; run += 1) {
        const [row] = await world.owner<{ month: string | null }>(
          'select private.rewrite_closed_month() as month',
        );
        if (row?.month) rewritten.add(row.month);
      }
      assert.equal(rewritten.size, 2, 'two closed months are kept');
      assert.deepEqual(await world.owner('select private.rewrite_closed_month() as month'), [
        { month: null },
      ]);
      assert.deepEqual(
        await world.owner('select count(*)::int as n, sum(rpm)::int as sum from public.telemetry'),
        [before],
      );
      // Fifty readings of one machine lay on as many pages; now they share one or two.
      const pages = await world.owner<{ n: number }>(
        `select count(distinct (ctid::text::point)[0])::int as n from public.telemetry where machine_id = '${MACHINE_A}'`,
      );
      assert.ok((pages[0]?.n ?? 99) <= 2, `${pages[0]?.n} pages`);
    }));
  for (const job of ['run_maintenance', 'run_upkeep', 'delete_expired_readings', 'rewrite_closed_month']) {
    it(`${job} is the service's to run`, () =>
      inWorld(async (world) => {
        await world.as('service_role', `select private.${job}()`);
        for (const actor of ['adminA', 'platformAdmin', 'anon'] as const) {
          await world.refused('42501', actor, `select private.${job}()`);
        }
      }));
  }
});
