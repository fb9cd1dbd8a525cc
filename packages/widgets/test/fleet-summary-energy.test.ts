import type { Machine, SeriesParams, TelemetrySeries } from '@nexus-mfg/sdk';
import { NexusError } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import {
  fullHours,
  HOUR,
  HOURS,
  type HourlyEnergy,
  intervalOf,
  machineEnergy,
} from '../src/fleet-summary/energy.ts';
import { energyText } from '../src/fleet-summary/energy-chart.ts';
import { countEnergy } from '../src/fleet-summary/energy-report.ts';
import { Words } from '../src/index.ts';
import { ALPENWERK, plant } from './support/fixture.ts';

const TO = Date.UTC(2026, 10, 24, 12);
const FROM = TO - HOURS * HOUR;
const machine = {
  id: 'm',
  latest: { machineId: 'm', timestamp: new Date(TO + 600_000).toISOString() },
} as Machine;

/** Points of a series; NaN for a gap. */
function series(
  points: readonly (readonly [time: number, kwh: number])[],
  resolution: TelemetrySeries['resolution'],
  bucketMs: number,
): TelemetrySeries {
  const values = Float64Array.from(points, ([, kwh]) => kwh);
  return {
    machineId: 'm',
    times: Float64Array.from(points, ([time]) => time),
    metrics: { power_kwh: { mean: values, min: values, max: values } },
    resolution,
    source: 'rollup',
    bucketMs,
  };
}

const span = ({ from, to }: SeriesParams): number => Date.parse(to) - Date.parse(from);
const every = (from: number, to: number, step: number, kwh: number): (readonly [number, number])[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => [from + index * step, kwh] as const);
const sum = ({ kwh }: HourlyEnergy): number =>
  kwh.reduce((all, one) => all + (Number.isNaN(one) ? 0 : one), 0);

describe('Energy of a machine', () => {
  it('is mean times the readings that fit into the time, at the distance of the readings now', async () => {
    const asked: SeriesParams[] = [];
    const energy = await machineEnergy(
      async (params) => {
        asked.push(params);
        if (span(params) < HOUR) return series(every(TO, TO + 300_000, 10_000, 0.02), 'raw', 10_000);
        return series(every(FROM - HOUR, TO, HOUR, 0.02), 'bucket', HOUR);
      },
      machine,
      FROM,
      TO,
    );
    expect(asked).to.have.length(2);
    expect(asked.every(({ metrics }) => metrics?.join() === 'power_kwh')).to.equal(true);
    // 360 readings of 0.02 kWh an hour.
    expect(typeof energy === 'string' ? energy : sum(energy)).to.be.closeTo(24 * 360 * 0.02, 1e-6);
  });

  it('adds readings up where each point is one', async () => {
    const energy = await machineEnergy(
      async () => series(every(FROM - HOUR, TO, 2 * HOUR, 5), 'raw', 2 * HOUR),
      machine,
      FROM,
      TO,
    );
    expect(typeof energy === 'string' ? energy : sum(energy)).to.equal(12 * 5);
  });

  it('counts a machine that was silent for a while by quarters of an hour', async () => {
    const half = FROM + 12 * HOUR + HOUR / 2;
    const energy = await machineEnergy(
      async (params) => {
        if (span(params) < HOUR) return series(every(TO, TO + 300_000, 60_000, 1), 'raw', 60_000);
        if (params.maxPoints === 25) return series(every(FROM + 12 * HOUR, TO, HOUR, 1), 'bucket', HOUR);
        return series(every(half, TO, HOUR / 4, 1), 'bucket', HOUR / 4);
      },
      machine,
      FROM,
      TO,
    );
    if (typeof energy === 'string') throw new Error(energy);
    expect(sum(energy)).to.be.closeTo(11.5 * 60, 1e-6);
    expect(energy.kwh[11]).to.be.NaN;
    expect([energy.isWhole[11], energy.isWhole[12], energy.isWhole[13]]).to.deep.equal([false, false, true]);
  });

  it('leaves a machine out that has no readings of these hours, without asking', async () => {
    const old = { ...machine, latest: { machineId: 'm', timestamp: new Date(FROM - 1).toISOString() } };
    const never = async (): Promise<TelemetrySeries> => {
      throw new Error('asked');
    };
    expect(await machineEnergy(never, { ...machine, latest: null }, FROM, TO)).to.equal('silent');
    expect(await machineEnergy(never, old, FROM, TO)).to.equal('silent');
  });

  it('leaves a machine out that does not measure energy', async () => {
    const nothing = series(every(FROM, TO, HOUR, Number.NaN), 'bucket', HOUR);
    expect(await machineEnergy(async () => nothing, machine, FROM, TO)).to.equal('silent');
  });

  it('leaves a machine out whose readings come at uneven times', async () => {
    const uneven = [0, 1, 7, 8, 21, 40, 41, 77].map((at) => [TO + at * 1_000, 1] as const);
    const energy = await machineEnergy(
      async (params) =>
        params.maxPoints === 4_000
          ? series(uneven, 'raw', 0)
          : series(every(FROM - HOUR, TO, HOUR, 1), 'bucket', HOUR),
      machine,
      FROM,
      TO,
    );
    expect(energy).to.equal('uneven');
  });

  it('looks farther back for the distance of a machine that reports rarely', async () => {
    const energy = await machineEnergy(
      async (params) => {
        if (span(params) < HOUR) return series([[TO, 1]], 'raw', 0);
        if (span(params) < 4 * HOUR) return series(every(TO - 3 * HOUR, TO, 600_000, 1), 'raw', 600_000);
        return series(every(FROM - HOUR, TO, HOUR, 1), 'bucket', HOUR);
      },
      machine,
      FROM,
      TO,
    );
    expect(typeof energy === 'string' ? energy : sum(energy)).to.be.closeTo(24 * 6, 1e-6);
  });

  it('reads the distance from the newest pauses, and from readings with energy only', () => {
    const changed = [...every(0, 600_000, 20_000, 1), ...every(600_000, 640_000, 2_000, 1)];
    expect(intervalOf(series(changed, 'raw', 0))).to.equal(2_000);
    const mixed = every(0, 60_000, 1_000, 1).map(
      ([time, kwh], index) => [time, index % 2 ? kwh : Number.NaN] as const,
    );
    expect(intervalOf(series(mixed, 'raw', 0))).to.equal(2_000);
    expect(intervalOf(series(every(0, 60_000, 2_000, 1), 'bucket', 2_000))).to.equal(undefined);
    expect(intervalOf(series(every(0, 6_000, 2_000, 1), 'raw', 0))).to.equal(undefined);
    const oneMissing = every(0, 60_000, 2_000, 1).filter((_, index) => index !== 25);
    expect(intervalOf(series(oneMissing, 'raw', 0))).to.equal(2_000);
  });

  it('knows no distance while the newest readings come at another one than those before', () => {
    const past = every(0, 20 * 60_000, 60_000, 1);
    const last = 19 * 60_000;
    const then = (...pauses: number[]): number | undefined => {
      const points = pauses.map(
        (_, index) => [last + pauses.slice(0, index + 1).reduce((all, one) => all + one, 0), 1] as const,
      );
      return intervalOf(series([...past, ...points], 'raw', 0));
    };
    expect(then()).to.equal(60_000);
    expect(then(5_000)).to.equal(undefined);
    expect(then(40_000, 5_000)).to.equal(undefined);
    expect(then(5_000, 5_000, 5_000)).to.equal(undefined);
    expect(then(60_000, 5_000, 60_000)).to.equal(undefined);
    expect(then(...new Array(15).fill(5_000))).to.equal(5_000);
    expect(then(600_000, 600_000)).to.equal(undefined);
    // One that was lost on the way.
    expect(then(120_000)).to.equal(60_000);
  });

  it('agrees with the sum of all single readings of the simulated plant', async () => {
    // A day of its own: how even the last hour was must not depend on when the test is run.
    const now = TO + 1_234_567;
    const { nexus } = plant({ signedInAs: ALPENWERK, now: () => now });
    const [mill] = await nexus.machines.list();
    if (!mill) throw new Error('There is no machine.');
    const { from, to } = fullHours(now);
    const energy = await machineEnergy((params) => nexus.telemetry.series(params), mill, from, to);
    if (typeof energy === 'string') throw new Error(energy);
    const hour = await nexus.telemetry.series({
      machineId: mill.id,
      metrics: ['power_kwh'],
      from: new Date(to - HOUR).toISOString(),
      to: new Date(to).toISOString(),
      maxPoints: 4_000,
    });
    expect(hour.resolution).to.equal('raw');
    const exact = hour.metrics.power_kwh?.mean.reduce((all, one) => all + one, 0) ?? 0;
    expect(exact).to.be.above(1);
    expect(energy.kwh.at(-1)).to.be.closeTo(exact, exact * 0.15);
  });
});

describe('Energy of a fleet', () => {
  const machines = Array.from({ length: 9 }, (_, index) => ({ ...machine, id: `m${index}` }));
  const answer = async (params: SeriesParams): Promise<TelemetrySeries> =>
    span(params) < HOUR
      ? series(every(TO, TO + 300_000, 60_000, 1), 'raw', 60_000)
      : series(every(FROM - HOUR, TO, HOUR, 1), 'bucket', HOUR);
  const count = (
    read: typeof answer,
    onProgress: (done: number) => void = () => {},
  ): ReturnType<typeof countEnergy> =>
    countEnergy(read, machines, TO + 1_000, new AbortController().signal, onProgress);

  it('adds machines up by hour, says how many, and reads four at a time', async () => {
    let open = 0;
    let most = 0;
    const progress: number[] = [];
    const report = await count(
      async (params) => {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        return answer(params);
      },
      (done) => progress.push(done),
    );
    expect(report.kwh).to.be.closeTo(9 * 24 * 60, 1e-6);
    expect([report.counted, report.total]).to.deep.equal([9, 9]);
    expect(report.hours.map(({ machines: amount }) => amount)).to.deep.equal(new Array(24).fill(9));
    expect(report.to).to.equal(TO);
    expect(progress).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(most).to.equal(4);
  });

  it('counts a machine that cannot be read as left out, and goes on', async () => {
    const report = await count(async (params) => {
      if (params.machineId === 'm3') throw new NexusError('not_found', 'Gone.');
      return answer(params);
    });
    expect(report.counted).to.equal(8);
    expect(report.leftOut).to.deep.equal({ silent: 0, uneven: 0, failed: 1 });
  });

  it('gives up at once when the next machine would fail alike', async () => {
    let asked = 0;
    let caught: unknown;
    try {
      await count(async () => {
        asked += 1;
        throw new NexusError('network_unreachable', 'No network.');
      });
    } catch (error) {
      caught = error;
    }
    expect((caught as NexusError).code).to.equal('network_unreachable');
    expect(asked).to.equal(4);
  });

  it('is told in kWh with three digits at most', () => {
    const words = new Words('en');
    expect(energyText(words, 12_583)).to.equal('12,600 kWh');
    expect(energyText(words, 45.67)).to.equal('45.7 kWh');
    expect(energyText(words, 0.0423)).to.equal('42.3 Wh');
    expect(energyText(words, 0)).to.equal('0.0 kWh');
  });
});
