import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MACHINE_A, MACHINE_B, MACHINES_OF_A, MACHINES_OF_B, TENANT_A, TENANT_B } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

interface Overview {
  id: string;
  tenant_id: string;
  name: string;
  latest: Record<string, unknown> | null;
  health_parts: unknown[];
  age_ms: number | null;
  freshness: 'live' | 'stale' | null;
}

interface Series {
  resolution: 'raw' | 'bucket';
  source: 'telemetry' | 'telemetry_hourly';
  bucket_ms: number;
  times: number[];
  metrics: Record<string, { mean: (number | null)[]; min: (number | null)[]; max: (number | null)[] }>;
}

describe('fleet_overview', () => {
  const overview = async (world: World, actor: 'ceoA' | 'salesA' | 'ceoB'): Promise<Overview[]> => {
    const rows = await world.as<{ f: Overview[] }>(actor, 'select public.fleet_overview() as f');
    return rows[0]?.f ?? [];
  };

  it('gives every machine of the own tenant by name, and none else', () =>
    inWorld(async (world) => {
      for (const [actor, tenant, size] of [
        ['ceoA', TENANT_A, MACHINES_OF_A],
        ['ceoB', TENANT_B, MACHINES_OF_B],
      ] as const) {
        const fleet = await overview(world, actor);
        assert.equal(fleet.length, size);
        assert.ok(fleet.every((machine) => machine.tenant_id === tenant));
        const names = fleet.map((machine) => machine.name);
        assert.deepEqual(names, [...names].sort());
      }
    }));
  it('gives the newest reading with absent metrics absent, or null', () =>
    inWorld(async (world) => {
      await world.as('adminA', `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_A}', 7)`);
      const fleet = await overview(world, 'ceoA');
      const found = fleet.find((machine) => machine.id === MACHINE_A);
      assert.deepEqual(Object.keys(found?.latest ?? {}).sort(), ['rpm', 'timestamp']);
      assert.equal(fleet.filter((machine) => machine.latest === null).length, MACHINES_OF_A - 1);
    }));
  it('keeps readings from who may not read telemetry', () =>
    inWorld(async (world) => {
      await world.as('adminA', `insert into public.telemetry (machine_id, rpm) values ('${MACHINE_A}', 7)`);
      const fleet = await overview(world, 'salesA');
      assert.equal(fleet.length, MACHINES_OF_A);
      assert.ok(fleet.every((machine) => machine.latest === null && machine.health_parts.length === 0));
      assert.ok(fleet.every((machine) => machine.age_ms === null && machine.freshness === null));
    }));
  it("tells how old each reading is by the server's clock", () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
         select tenant_id, id, now() - case id when '${MACHINE_A}' then interval '5 seconds' else interval '2 minutes' end, 1
         from public.machines where name in ('Mill 01', 'Mill 02')`,
      );
      const fleet = await overview(world, 'ceoA');
      const told = fleet.filter(({ latest }) => latest).map(({ age_ms, freshness }) => [age_ms, freshness]);
      assert.deepEqual(told, [
        [5000, 'live'],
        [120_000, 'stale'],
      ]);
      assert.ok(
        fleet.some(({ latest, age_ms, freshness }) => !latest && age_ms === null && freshness === 'stale'),
      );
    }));
  it('is not cut at the row limit of the API', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.machines (tenant_id, name) select '${TENANT_A}', 'M' || n from generate_series(1, 1200) n`,
      );
      assert.equal((await overview(world, 'ceoA')).length, MACHINES_OF_A + 1200);
    }));
});

describe('telemetry_series', () => {
  const START = Date.now() - 3_600_000;
  const iso = (ms: number): string => new Date(START + ms).toISOString();

  async function record(world: World, offsets: number[], value: (i: number) => object): Promise<void> {
    const batch = offsets.map((ms, i) => ({ machine_id: MACHINE_A, timestamp: iso(ms), ...value(i) }));
    await world.as('maintenanceA', 'select public.record_readings($1)', { params: [JSON.stringify(batch)] });
  }
  async function series(
    world: World,
    from: number,
    to: number,
    points = 600,
    metrics: string[] | null = null,
  ): Promise<Series> {
    const rows = await world.as<{ s: Series }>(
      'ceoA',
      'select public.telemetry_series($1, $2, $3, $4, $5) as s',
      {
        params: [MACHINE_A, metrics, iso(from), iso(to), points],
      },
    );
    assert.ok(rows[0]);
    return rows[0].s;
  }
  const every = (n: number, ms: number): number[] => Array.from({ length: n }, (_, i) => i * ms);

  it('gives single readings while they fit, from inclusive, to exclusive', () =>
    inWorld(async (world) => {
      await record(world, every(20, 1000), (i) => ({ rpm: i, ...(i % 2 ? { vibration: 1 } : {}) }));
      const found = await series(world, 5000, 15_000);
      assert.equal(found.resolution, 'raw');
      assert.equal(found.bucket_ms, 1000);
      assert.deepEqual(
        found.times,
        every(10, 1000).map((ms) => START + 5000 + ms),
      );
      assert.deepEqual(found.metrics.rpm?.mean.slice(0, 3), [5, 6, 7]);
      assert.deepEqual(found.metrics.vibration?.mean.slice(0, 3), [1, null, 1]);
      assert.deepEqual(found.metrics.temperature?.mean.slice(0, 2), [null, null]);
    }));
  it('gives mean, min and max of buckets beyond that, never more points than asked', () =>
    inWorld(async (world) => {
      await record(world, every(1000, 1000), (i) => ({ rpm: i % 10 }));
      const found = await series(world, 0, 1_000_000, 100, ['rpm']);
      assert.equal(found.resolution, 'bucket');
      assert.equal(found.bucket_ms, 10_000);
      assert.equal(found.times.length, 100);
      assert.deepEqual(Object.keys(found.metrics), ['rpm']);
      assert.ok(found.metrics.rpm?.mean.every((value) => value === 4.5));
      assert.ok(found.metrics.rpm?.min.every((value) => value === 0));
      assert.ok(found.metrics.rpm?.max.every((value) => value === 9));
    }));
  for (const points of [10, 37, 599, 4000]) {
    it(`stays within ${points} points for any range`, () =>
      inWorld(async (world) => {
        await record(world, every(3500, 1000), (i) => ({ rpm: i }));
        for (const to of [99_999, 1_234_567, 3_500_001]) {
          const found = await series(world, 0, to, points);
          assert.ok(found.times.length <= points, `${found.times.length}`);
        }
      }));
  }
  it('leaves a gap a gap', () =>
    inWorld(async (world) => {
      await record(world, [...every(100, 1000), ...every(100, 1000).map((ms) => ms + 900_000)], () => ({
        rpm: 1,
      }));
      const found = await series(world, 0, 1_000_000, 100, ['rpm']);
      assert.ok(found.times.length < 30);
      assert.ok(found.times.every((time) => time < START + 110_000 || time >= START + 890_000));
    }));
  it('answers an empty range with empty lists', () =>
    inWorld(async (world) => {
      assert.deepEqual(await series(world, 0, 1000, 10, ['rpm']), {
        resolution: 'raw',
        source: 'telemetry',
        bucket_ms: 0,
        times: [],
        metrics: { rpm: { mean: [], min: [], max: [] } },
      });
    }));
  it('says of a machine of another tenant what it says of none', () =>
    inWorld(async (world) => {
      for (const machine of [MACHINE_B, '00000000-0000-4000-8000-000000000000']) {
        await world.refused('NX004', 'ceoA', 'select public.telemetry_series($1)', { params: [machine] });
      }
    }));
  /** Readings of the last 40 days, one each ten minutes, rising by one an hour. */
  const longPast = (world: World): Promise<unknown> =>
    world.owner(
      `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
       select '${TENANT_A}', '${MACHINE_A}', at, floor(extract(epoch from at) / 3600)::int % 1000
       from generate_series(date_bin('1 hour', now(), 'epoch') - interval '40 days', now(), interval '10 minutes') as at`,
    );
  const DAY = 86_400_000;
  it('takes roll-ups for a long range: the same mean, min and max as from the readings', () =>
    inWorld(async (world) => {
      await longPast(world);
      const found = await series(world, -30 * DAY, 0, 1000, ['rpm']);
      assert.deepEqual(
        [found.source, found.bucket_ms, found.times.length],
        ['telemetry_hourly', 3_600_000, 721],
      );
      const truth = await world.owner<{ at: number; mean: number; min: number; max: number }>(
        `select (extract(epoch from date_bin('1 hour', "timestamp", 'epoch')) * 1000)::float8 as at,
           avg(rpm)::real as mean, min(rpm) as min, max(rpm) as max
         from public.telemetry where "timestamp" >= date_bin('1 hour', $1::timestamptz, 'epoch') and "timestamp" < $2
         group by 1 order by 1`,
        [iso(-30 * DAY), iso(0)],
      );
      assert.deepEqual(
        found.times,
        truth.map(({ at }) => at),
      );
      assert.deepEqual(found.metrics.rpm, {
        mean: truth.map(({ mean }) => mean),
        min: truth.map(({ min }) => min),
        max: truth.map(({ max }) => max),
      });
    }));
  it('takes whole hours together when even roll-ups are too many', () =>
    inWorld(async (world) => {
      await longPast(world);
      const found = await series(world, -39 * DAY, 0, 100, ['rpm']);
      assert.deepEqual([found.source, found.bucket_ms], ['telemetry_hourly', 10 * 3_600_000]);
      assert.ok(found.times.length <= 100 && found.times.length >= 93, `${found.times.length}`);
      assert.ok(
        found.metrics.rpm?.max.every((max, i) => max === null || max >= (found.metrics.rpm?.mean[i] ?? 0)),
      );
    }));
  it('does not cut in silence what the plan no longer keeps: the roll-ups answer', () =>
    inWorld(async (world) => {
      await longPast(world);
      await world.owner(`update private.plan_limits set raw_retention_days = 20`);
      await world.owner('select private.delete_expired_readings()');
      const found = await series(world, -35 * DAY, -34 * DAY, 600, ['rpm']);
      assert.deepEqual([found.source, found.times.length], ['telemetry_hourly', 25]);
      const recent = await series(world, -2 * DAY, -DAY, 600, ['rpm']);
      assert.deepEqual([recent.source, recent.resolution], ['telemetry', 'raw']);
    }));
  it('leaves a gap a gap in roll-ups', () =>
    inWorld(async (world) => {
      await longPast(world);
      await world.owner(`delete from public.telemetry where "timestamp" between $1 and $2`, [
        iso(-20 * DAY),
        iso(-15 * DAY),
      ]);
      await world.owner('select private.run_upkeep()');
      const found = await series(world, -30 * DAY, 0, 1000, ['rpm']);
      assert.ok(found.times.every((at) => at < START - 20 * DAY || at >= START - 15 * DAY - 3_600_000));
      assert.ok(found.times.length <= 721 - 119, `${found.times.length}`);
    }));
  for (const actor of ['salesA', 'anon', 'stranger'] as const) {
    it(`tells ${actor} nothing`, () =>
      inWorld((world) =>
        world.refused(
          { salesA: 'NX003', anon: '42501', stranger: 'NX001' }[actor],
          actor,
          `select public.telemetry_series('${MACHINE_A}')`,
        ),
      ));
  }
  const bad: [string, string][] = [
    ['an unknown metric', `array['api_key'], now() - interval '1 hour', now(), 100`],
    ['a metric twice', `array['rpm', 'rpm'], now() - interval '1 hour', now(), 100`],
    ['the end of time', `null, '4713-01-01 BC', '294276-01-01', 100`],
    ['no metric', `array[]::text[], now() - interval '1 hour', now(), 100`],
    ['a metric named null', `array[null], now() - interval '1 hour', now(), 100`],
    ['a range backwards', `null, now(), now() - interval '1 hour', 100`],
    ['an endless range', `null, '-infinity', 'infinity', 100`],
    ['a range of a century', `null, now() - interval '100 years', now(), 100`],
    ['no range', `null, null, null, 100`],
    ['too many points', `null, now() - interval '1 hour', now(), 4001`],
    ['too few points', `null, now() - interval '1 hour', now(), 9`],
    ['no number of points', `null, now() - interval '1 hour', now(), null`],
  ];
  for (const [what, args] of bad) {
    it(`refuses ${what}`, () =>
      inWorld((world) =>
        world.refused('NX006', 'ceoA', `select public.telemetry_series('${MACHINE_A}', ${args})`),
      ));
  }
});
