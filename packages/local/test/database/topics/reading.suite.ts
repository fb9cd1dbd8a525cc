import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MACHINE_A, MACHINE_B, MACHINES_OF_A, MACHINES_OF_B, TENANT_A, TENANT_B } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

interface Overview {
  id: string;
  tenant_id: string;
  name: string;
  latest: Record<string, unknown> | null;
}

interface Series {
  resolution: 'raw' | 'bucket';
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
      assert.ok(fleet.every((machine) => machine.latest === null));
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
  const bad: [string, string][] = [
    ['an unknown metric', `array['api_key'], now() - interval '1 hour', now(), 100`],
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
