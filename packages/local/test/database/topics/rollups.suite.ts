import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MACHINE_A, MACHINE_B, TENANT_A, TENANT_B } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

/** Hours whose roll-up is not what the readings say, in either direction. */
const wrongHours = (world: World): Promise<unknown[]> =>
  world.owner(
    `with truth as (
       select tenant_id, machine_id, date_bin('1 hour', "timestamp", 'epoch') as hour,
         min(vibration) as vmin, max(vibration) as vmax, count(vibration)::int as vcount, coalesce(sum(vibration::float8), 0) as vsum,
         min(rpm) as rmin, max(rpm) as rmax, count(rpm)::int as rcount, coalesce(sum(rpm::float8), 0) as rsum,
         count(temperature)::int as tcount, count(power_kwh)::int as pcount
       from public.telemetry group by 1, 2, 3)
     select coalesce(truth.hour, hourly.hour) as hour from truth
     full join public.telemetry_hourly hourly using (tenant_id, machine_id, hour)
     where (vmin, vmax, vcount, rmin, rmax, rcount, tcount, pcount) is distinct from
         (vibration_min, vibration_max, vibration_count, rpm_min, rpm_max, rpm_count, temperature_count, power_kwh_count)
       or abs(vsum - vibration_sum) > 1e-6 or abs(rsum - rpm_sum) > 1e-6`,
  );

/** A batch with late, repeated and half-empty readings, from a fixed seed. */
function batch(seed: number): object[] {
  let state = seed * 2_654_435_761;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return Array.from({ length: 200 }, () => ({
    machine_id: `a1000000-0000-4000-8000-0000000200${random() < 0.5 ? '01' : '02'}`,
    timestamp: new Date(Date.now() - Math.floor(random() * 500) * 60_000)
      .toISOString()
      .replace(/\d\d\.\d+Z/, '00Z'),
    ...(random() < 0.7 && { vibration: Math.round(random() * 500) / 100 }),
    ...(random() < 0.3 && { power_kwh: 0.01 }),
    rpm: Math.round(random() * 3000),
  }));
}

describe('telemetry_hourly', () => {
  it('follows from the readings, whatever is late, repeated, doubled or missing', () =>
    inWorld(async (world) => {
      for (const seed of [1, 2, 3, 2, 1]) {
        await world.as('maintenanceA', 'select public.record_readings($1)', {
          params: [JSON.stringify(batch(seed))],
        });
        assert.deepEqual(await wrongHours(world), []);
      }
      const rows = await world.owner<{ n: number }>('select count(*)::int as n from public.telemetry_hourly');
      assert.ok((rows[0]?.n ?? 0) > 10);
    }));
  it('counts hours in UTC, also where the clock is half an hour off', () =>
    inWorld(async (world) => {
      await world.owner(`set local timezone = 'Asia/Kolkata'`);
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm) values ('${TENANT_A}', '${MACHINE_A}', now(), 1)`,
      );
      assert.deepEqual(
        await world.owner(
          `select extract(minute from hour at time zone 'UTC')::int as m from public.telemetry_hourly`,
        ),
        [{ m: 0 }],
      );
    }));
  for (const actor of [
    'adminA',
    'maintenanceA',
    'ceoA',
    'salesA',
    'stranger',
    'platformAdmin',
    'anon',
    'service_role',
  ] as const) {
    it(`is written by nobody: not ${actor}`, () =>
      inWorld(async (world) => {
        await world.owner(
          `insert into public.telemetry (tenant_id, machine_id, rpm) values ('${TENANT_A}', '${MACHINE_A}', 1)`,
        );
        for (const sql of [
          `insert into public.telemetry_hourly (tenant_id, machine_id, hour) values ('${TENANT_A}', '${MACHINE_A}', now())`,
          'update public.telemetry_hourly set rpm_max = 9',
          'delete from public.telemetry_hourly',
          'truncate public.telemetry_hourly',
        ]) {
          await world.refused('42501', actor, sql);
        }
      }));
  }
  it('holds no row of one tenant for a machine of another, whoever writes', () =>
    inWorld(async (world) => {
      await assert.rejects(
        world.owner(
          `insert into public.telemetry_hourly (tenant_id, machine_id, hour) values ('${TENANT_B}', '${MACHINE_A}', now())`,
        ),
        { code: '23503' },
      );
    }));
});

describe('repair of roll-ups', () => {
  async function recorded(world: World): Promise<void> {
    await world.owner(
      `insert into public.telemetry (tenant_id, machine_id, "timestamp", vibration, rpm)
       select m.tenant_id, m.id, date_bin('1 hour', now(), 'epoch') - n * interval '10 minutes', n, n
       from generate_series(0, 30) n, public.machines m where m.id in ('${MACHINE_A}', '${MACHINE_B}')`,
    );
  }
  const queued = async (world: World): Promise<number> =>
    (await world.owner<{ n: number }>('select count(*)::int as n from private.dirty_hours'))[0]?.n ?? -1;

  it('is not needed for new readings', () =>
    inWorld(async (world) => {
      await recorded(world);
      assert.equal(await queued(world), 0);
    }));
  it('follows a correction, a move in time and a removal', () =>
    inWorld(async (world) => {
      await recorded(world);
      await world.owner(`update public.telemetry set vibration = 99 where vibration = 3`);
      await world.owner(
        `update public.telemetry set "timestamp" = "timestamp" - interval '5 hours' where rpm = 7`,
      );
      await world.owner(`delete from public.telemetry where rpm between 12 and 19`);
      assert.ok((await wrongHours(world)).length > 0);
      assert.ok((await queued(world)) > 0);
      await world.owner('select private.run_upkeep()');
      assert.deepEqual(await wrongHours(world), []);
      assert.equal(await queued(world), 0);
    }));
  it('takes as many as it is told to, oldest mark first', () =>
    inWorld(async (world) => {
      await recorded(world);
      await world.owner(`delete from public.telemetry where rpm > 10`);
      const before = await queued(world);
      assert.deepEqual(await world.owner('select private.repair_rollups(3) as n'), [{ n: 3 }]);
      assert.equal(await queued(world), before - 3);
    }));
  it('passes over a machine that was erased', () =>
    inWorld(async (world) => {
      await recorded(world);
      for (const table of ['telemetry', 'telemetry_hourly']) {
        await world.owner(`delete from public.${table} where machine_id = '${MACHINE_A}'`);
      }
      await world.owner(`delete from public.machines where id = '${MACHINE_A}'`);
      await world.owner('select private.repair_rollups()');
      assert.equal(await queued(world), 0);
    }));
  it('knows after a change to a larger plan what the smaller one let go', () =>
    inWorld(async (world) => {
      const old = `date_bin('1 hour', now(), 'epoch') - interval '60 days'`;
      const add = `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
        select '${TENANT_B}', '${MACHINE_B}', ${old} + n * interval '1 minute', n from generate_series(0, 9) n`;
      await world.owner(add);
      await world.owner(`update public.tenants set plan_tier = 'Basic' where id = '${TENANT_B}'`);
      await world.owner('select private.delete_expired_readings()');
      await world.owner(`update public.tenants set plan_tier = 'Pro' where id = '${TENANT_B}'`);
      const [chart] = await world.as<{ s: { source: string; times: number[] } }>(
        'ceoB',
        `select public.telemetry_series('${MACHINE_B}', null, ${old}, ${old} + interval '1 hour') as s`,
      );
      assert.deepEqual([chart?.s.source, chart?.s.times.length], ['telemetry_hourly', 1]);
      const late = [
        { machine_id: MACHINE_B, timestamp: new Date(Date.now() - 60 * 86_400_000).toISOString(), rpm: 1 },
      ];
      const [answer] = await world.as<{ a: { refused: { code: string }[] } }>(
        'maintenanceB',
        'select public.record_readings($1) as a',
        { params: [JSON.stringify(late)] },
      );
      assert.equal(answer?.a.refused[0]?.code, 'reading_too_old');
      await world.owner(
        `insert into private.dirty_hours (tenant_id, machine_id, hour) values ('${TENANT_B}', '${MACHINE_B}', ${old})`,
      );
      await world.owner('select private.repair_rollups()');
      assert.deepEqual(await world.owner('select rpm_count, rpm_max from public.telemetry_hourly'), [
        { rpm_count: 10, rpm_max: 9 },
      ]);
    }));
  it('leaves the roll-up of an hour alone whose readings the plan no longer keeps', () =>
    inWorld(async (world) => {
      await recorded(world);
      await world.owner(
        `insert into private.dirty_hours (tenant_id, machine_id, hour)
         select tenant_id, machine_id, hour from public.telemetry_hourly`,
      );
      await world.owner(`update public.telemetry_hourly set hour = hour - interval '800 days'`);
      await world.owner(`update private.dirty_hours set hour = hour - interval '800 days'`);
      const before = await world.owner('select * from public.telemetry_hourly order by 1, 2, 3');
      await world.owner('select private.run_upkeep()');
      assert.deepEqual(await world.owner('select * from public.telemetry_hourly order by 1, 2, 3'), before);
      assert.equal(await queued(world), 0);
    }));
});
