import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONDITIONS, castConditions, createMachineModel, type PlantMachine } from '../../src/plant/index.ts';
import { MACHINE_TYPES } from '../../src/types/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 4, 11, 6);

/** Every kind of machine in every condition, on several plants. */
function* machines(seeds: number): Generator<{ seed: number; machine: PlantMachine }> {
  for (let seed = 1; seed <= seeds; seed++) {
    for (const type of MACHINE_TYPES) {
      for (const condition of CONDITIONS)
        yield { seed, machine: { key: `${type}-${seed}`, type, condition } };
    }
  }
}

function* instants(stepMs: number, count: number): Generator<number> {
  for (let index = 0; index < count; index++) yield START + index * stepMs;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('plant', () => {
  it('gives the same answer for an instant, whatever was asked before', () => {
    for (const { seed, machine } of machines(2)) {
      const forwards = createMachineModel(seed, machine);
      const backwards = createMachineModel(seed, machine);
      const times = [...instants(97 * 61_000, 40)];
      const expected = times.map((time) => forwards.sampleAt(time, 2000));
      const again = [...times].reverse().map((time) => backwards.sampleAt(time, 2000));
      assert.deepEqual(again.reverse(), expected);
      assert.deepEqual(createMachineModel(seed, machine).sampleAt(times[17] as number, 2000), expected[17]);
    }
  });

  it('is another plant with another seed', () => {
    const machine: PlantMachine = { key: 'PUMP-01', type: 'pump' };
    const [a, b] = [1, 2].map((seed) => createMachineModel(seed, machine).sampleAt(START, 2000));
    assert.notDeepEqual(a, b);
  });

  it('stays within what such machines measure', () => {
    for (const { seed, machine } of machines(12)) {
      const model = createMachineModel(seed, machine);
      for (const time of instants(29 * 60_000, 60)) {
        const { status, powerKw, metrics } = model.sampleAt(time, 2000);
        const what = `${machine.key} ${machine.condition} at ${new Date(time).toISOString()}`;
        assert.ok(['running', 'idle', 'fault', 'maintenance'].includes(status), what);
        const { vibration = -1, temperature = -1, rpm, power_kwh = -1 } = metrics;
        assert.ok(vibration > 0 && vibration < 12, `${what}: ${vibration} mm/s`);
        assert.ok(temperature > 12 && temperature < 145, `${what}: ${temperature} °C`);
        assert.ok(power_kwh > 0 && powerKw <= 60, `${what}: ${powerKw} kW`);
        assert.ok(rpm === undefined || (rpm >= 0 && rpm < 12_500), `${what}: ${rpm} 1/min`);
      }
    }
  });

  it('leaves out the speed of machines that have no shaft to measure', () => {
    for (const [type, hasSpeed] of [
      ['press', false],
      ['robot', false],
      ['pump', true],
      ['cnc_mill', true],
    ] as const) {
      const { metrics } = createMachineModel(1, { key: 'x', type }).sampleAt(START, 2000);
      assert.equal('rpm' in metrics, hasSpeed, type);
    }
  });

  it('counts energy as mean power times interval', () => {
    const model = createMachineModel(3, { key: 'COMP-01', type: 'compressor' });
    for (const time of instants(13 * 60_000, 50)) {
      const { powerKw, metrics } = model.sampleAt(time, 2000);
      assert.ok(Math.abs((metrics.power_kwh ?? 0) - (powerKw * 2) / 3600) < 1e-6);
    }
    const day = [...instants(60_000, 1440)].map(
      (time) => model.sampleAt(time, 60_000).metrics.power_kwh ?? 0,
    );
    const kwh = mean(day) * 1440;
    assert.ok(kwh > 400 && kwh < 1320, `${kwh} kWh a day for a compressor of 55 kW`);
  });

  it('warms up and cools down without jumping', () => {
    for (const { seed, machine } of machines(3)) {
      const model = createMachineModel(seed, machine);
      let before: number | null = null;
      for (const time of instants(10_000, 2000)) {
        const { temperature = 0 } = model.sampleAt(time, 2000).metrics;
        if (before !== null) {
          assert.ok(
            Math.abs(temperature - before) < 1.5,
            `${machine.key}: ${before} to ${temperature} °C in 10 s`,
          );
        }
        before = temperature;
      }
    }
  });

  it('runs warmer under load than at rest', () => {
    const model = createMachineModel(5, { key: 'MILL-01', type: 'cnc_mill' });
    const byStatus: Record<string, number[]> = { running: [], idle: [] };
    for (const time of instants(60_000, 7 * 1440)) {
      const { status, metrics } = model.sampleAt(time, 2000);
      byStatus[status]?.push(metrics.temperature ?? 0);
    }
    assert.ok(mean(byStatus.running ?? []) > mean(byStatus.idle ?? []) + 5);
  });

  it('shakes more as it wears and less after the overhaul', () => {
    const weekly: number[] = [];
    const model = createMachineModel(4, { key: 'PUMP-07', type: 'pump' });
    for (let week = 0; week < 26; week++) {
      const values: number[] = [];
      for (const time of instants(2 * HOUR, 84)) {
        const { status, metrics } = model.sampleAt(time + week * 7 * DAY, 2000);
        if (status === 'running') values.push(metrics.vibration ?? 0);
      }
      // The median: a passing fault is not wear.
      weekly.push(values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number);
    }
    assert.ok(Math.max(...weekly) / Math.min(...weekly) > 1.12, weekly.join(' '));
  });

  it('lets a critical machine trip, be repaired and run again within a day', () => {
    for (const type of MACHINE_TYPES) {
      const model = createMachineModel(2, { key: `${type}-c`, type, condition: 'critical' });
      const seen = [...instants(60_000, 1440)].map((time) => model.statusAt(time));
      const order = seen.filter((status, index) => status !== seen[index - 1]).join(' ');
      assert.match(order, /running fault maintenance running/, type);
    }
  });

  it('tells healthy, degraded and critical machines apart by their worst value', () => {
    for (const type of MACHINE_TYPES) {
      for (let seed = 1; seed <= 8; seed++) {
        const worst = CONDITIONS.map((condition) => {
          const model = createMachineModel(seed, { key: `${type}-${seed}`, type, condition });
          const shares = [...instants(10 * 60_000, 144)].map((time) => {
            const { vibration = 0, temperature = 0 } = model.sampleAt(time, 2000).metrics;
            return Math.max(vibration / 2.8, temperature / 90);
          });
          return shares.sort((a, b) => b - a)[14] as number;
        }) as [number, number, number];
        assert.ok(worst[1] > 0.7, `${type} ${seed}: degraded shows (${worst})`);
        assert.ok(worst[2] > 1, `${type} ${seed}: critical is over a limit (${worst})`);
        assert.ok(worst[2] > worst[1], `${type} ${seed}: ${worst}`);
      }
    }
  });

  it('declares vibration in g for a machine that measures in g', () => {
    const base: PlantMachine = { key: 'P', type: 'pump' };
    const inMm = createMachineModel(1, base).sampleAt(START, 2000).metrics.vibration ?? 0;
    const inG =
      createMachineModel(1, { ...base, metadata: { vibrationUnit: 'g' } }).sampleAt(START, 2000).metrics
        .vibration ?? 0;
    assert.ok(Math.abs(inG - (inMm * 2 * Math.PI * 60) / 9806.65) < 0.001);
  });

  it('scales with the nameplate', () => {
    const metadata = { ratedPowerKw: 7.5, ratedRpm: 2950 };
    const model = createMachineModel(1, { key: 'P', type: 'pump', condition: 'degraded', metadata });
    for (const time of instants(HOUR, 24)) {
      const { powerKw, metrics } = model.sampleAt(time, 2000);
      assert.ok(powerKw < 8);
      assert.ok((metrics.rpm ?? 0) > 2000 && (metrics.rpm ?? 0) < 3000);
    }
  });
});

describe('castConditions', () => {
  it('makes most machines healthy, a few degraded, one or two critical, independent of order', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const keys = Array.from({ length: 28 }, (_, index) => `M-${index}`);
      const cast = castConditions(seed, keys);
      const count = (condition: string): number =>
        [...cast.values()].filter((one) => one === condition).length;
      assert.deepEqual([count('critical'), count('degraded'), count('healthy')], [2, 4, 22]);
      assert.deepEqual([...castConditions(seed, [...keys].reverse())].sort(), [...cast].sort());
    }
  });
});
