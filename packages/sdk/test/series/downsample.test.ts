import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { downsample } from '../../src/series/downsample.ts';
import type { MetricSeries, TelemetrySeries } from '../../src/types/index.ts';
import { rawSeries } from '../support/series.ts';

const { NaN: HOLE } = Number;
const METRICS = ['vibration', 'rpm'] as const;

/** Points of two metrics with holes in either; distances from 1 to 40, so that columns may be empty. */
const somePoints = fc
  .array(
    fc.record({
      pause: fc.integer({ min: 1, max: 40 }),
      vibration: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 99 }) }, fc.constant(HOLE)),
      rpm: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 99 }) }, fc.constant(HOLE)),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((drawn) => {
    let at = 1_000;
    return rawSeries(
      drawn.map(({ pause, vibration, rpm }) => {
        at += pause;
        return { at, vibration, rpm };
      }),
      METRICS,
      1,
    );
  });

const someCase = fc.record({ series: somePoints, columns: fc.integer({ min: 1, max: 60 }) });

const metricOf = (series: TelemetrySeries, metric: (typeof METRICS)[number]): MetricSeries =>
  series.metrics[metric] as MetricSeries;

/** In which column a time lies. */
function columnsOf({ times }: TelemetrySeries, columns: number): (time: number) => number {
  const from = times[0] as number;
  const width = ((times[times.length - 1] as number) - from) / columns;
  const origin = Math.floor(from / width) * width;
  return (time) => Math.floor((time - origin) / width);
}

/** Neighbouring values with a hole between them, as times. */
function holesOf(times: Float64Array, values: Float64Array): [number, number][] {
  const holes: [number, number][] = [];
  let left = -1;
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    if (left >= 0 && index > left + 1) holes.push([times[left] as number, times[index] as number]);
    left = index;
  });
  return holes;
}

describe('downsample', () => {
  it('keeps every extreme of every metric', () => {
    fc.assert(
      fc.property(someCase, ({ series, columns }) => {
        const drawn = downsample(series, columns);
        for (const metric of METRICS) {
          const { min, max } = metricOf(series, metric);
          const values = [...min].filter((value) => !Number.isNaN(value));
          const [low, high] = [metricOf(drawn, metric).min, metricOf(drawn, metric).max];
          const finite = (column: Float64Array): number[] =>
            [...column].filter((value) => !Number.isNaN(value));
          assert.equal(Math.min(...finite(low)), Math.min(...values));
          assert.equal(Math.max(...finite(high)), Math.max(...max.filter((value) => !Number.isNaN(value))));
        }
      }),
    );
  });

  it('puts least, greatest and mean of exactly its readings into each column', () => {
    fc.assert(
      fc.property(someCase, ({ series, columns }) => {
        const drawn = downsample(series, columns);
        if (drawn.resolution === 'raw') return;
        const { times } = series;
        const columnOf = columnsOf(series, columns);
        for (const metric of METRICS) {
          const values = metricOf(series, metric).mean;
          const { mean, min, max } = metricOf(drawn, metric);
          const groups = new Map<number, number[]>();
          values.forEach((value, index) => {
            if (Number.isNaN(value)) return;
            const column = columnOf(times[index] as number);
            groups.set(column, [...(groups.get(column) ?? []), value]);
          });
          for (const [column, group] of groups) {
            const own = [...drawn.times.keys()].filter(
              (index) => columnOf(drawn.times[index] as number) === column && !Number.isNaN(mean[index]),
            );
            assert.equal(Math.min(...own.map((index) => min[index] as number)), Math.min(...group));
            assert.equal(Math.max(...own.map((index) => max[index] as number)), Math.max(...group));
            const average = group.reduce((sum, value) => sum + value, 0) / group.length;
            const isThere = own.some((index) => Math.abs((mean[index] as number) - average) < 1e-9);
            assert.ok(isThere || own.length === group.length, 'the mean is there, or every reading is');
          }
        }
      }),
    );
  });

  it('never makes a line of a hole as wide as a column', () => {
    fc.assert(
      fc.property(someCase, ({ series, columns }) => {
        const drawn = downsample(series, columns);
        if (drawn.resolution === 'raw') return;
        const columnOf = columnsOf(series, columns);
        for (const metric of METRICS) {
          const values = metricOf(series, metric).mean;
          const measured = [...series.times.keys()].filter((index) => !Number.isNaN(values[index]));
          const inColumn = (time: number): number[] =>
            measured.filter((index) => columnOf(series.times[index] as number) === columnOf(time));
          const { mean } = metricOf(drawn, metric);
          drawn.times.forEach((time, index) => {
            const before = drawn.times[index - 1];
            if (before === undefined || columnOf(before) === columnOf(time)) return;
            if (Number.isNaN(mean[index]) || Number.isNaN(mean[index - 1])) return;
            const left = inColumn(before).at(-1) ?? assert.fail('a value of nothing');
            const right = inColumn(time)[0] ?? assert.fail('a value of nothing');
            const holeMs = (series.times[right] as number) - (series.times[left] as number);
            assert.ok(right === left + 1 || holeMs < drawn.bucketMs, `${metric}: a line over ${holeMs} ms`);
          });
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('makes no hole where there was none', () => {
    fc.assert(
      fc.property(someCase, ({ series, columns }) => {
        const drawn = downsample(series, columns);
        for (const metric of METRICS) {
          const holes = holesOf(series.times, metricOf(series, metric).mean);
          for (const [left, right] of holesOf(drawn.times, metricOf(drawn, metric).mean)) {
            assert.ok(holes.some(([from, to]) => to > left && from < right));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives ascending times of readings, and few more points than columns', () => {
    fc.assert(
      fc.property(someCase, ({ series, columns }) => {
        const drawn = downsample(series, columns);
        const known = new Set(series.times);
        drawn.times.forEach((time, index) => {
          assert.ok(known.has(time));
          if (index > 0) assert.ok(time > (drawn.times[index - 1] as number));
        });
        assert.ok(drawn.times.length <= 3 * (columns + 1));
        for (const metric of METRICS) {
          for (const column of Object.values(metricOf(drawn, metric)) as Float64Array[]) {
            assert.equal(column.length, drawn.times.length);
          }
        }
      }),
    );
  });

  it('gives the points themselves, in the same memory, when there are no more than columns', () => {
    fc.assert(
      fc.property(somePoints, (series) => {
        const drawn = downsample(series, series.times.length);
        assert.equal(drawn, series);
      }),
    );
    const series = rawSeries(
      [10, 20, 30, 40, 50].map((at) => ({ at, rpm: at })),
      ['rpm'],
      10,
    );
    const part = downsample(series, 3, { from: 25, to: 35 });
    assert.deepEqual([...part.times], [20, 30, 40]);
    assert.equal(part.times.buffer, series.times.buffer);
    assert.equal(part.resolution, 'raw');
  });

  it('brings the neighbours of the range unmixed', () => {
    const points = Array.from({ length: 100 }, (_, at) => ({ at, rpm: at === 19 || at === 61 ? 500 : 1 }));
    const drawn = downsample(rawSeries(points, ['rpm'], 1), 4, { from: 20, to: 60 });
    const { rpm } = drawn.metrics;
    assert.deepEqual([drawn.times[0], drawn.times.at(-1)], [19, 61]);
    assert.deepEqual([rpm?.max[0], rpm?.max.at(-1)], [500, 500]);
    assert.ok(rpm?.max.slice(1, -1).every((value) => value === 1));
  });

  it('leaves each reading in its column while the window moves on', () => {
    const points = Array.from({ length: 5_000 }, (_, index) => ({
      at: index * 10,
      rpm: (index * 7_919) % 97,
    }));
    const series = rawSeries(points, ['rpm'], 10);
    const [before, after] = [0, 370].map((from) => downsample(series, 50, { from, to: from + 40_000 }));
    assert.ok(before && after);
    const inside = (time: number): boolean => time >= 800 && time < 39_200;
    const pick = ({ times, metrics }: TelemetrySeries): number[][] =>
      [...times.keys()]
        .filter((index) => inside(times[index] as number))
        .map((index) => [
          times[index] as number,
          metrics.rpm?.min[index] ?? -1,
          metrics.rpm?.mean[index] ?? -1,
        ]);
    assert.equal(pick(after).length, 48);
    assert.deepEqual(pick(after), pick(before));
  });

  it('takes what a hidden element has for a width', () => {
    const series = rawSeries(
      [1, 2, 3].map((at) => ({ at, rpm: at })),
      ['rpm'],
      1,
    );
    for (const columns of [0, -1, 0.4, HOLE]) {
      const drawn = downsample(series, columns);
      assert.deepEqual([Math.min(...(drawn.metrics.rpm?.min ?? [])), drawn.metrics.rpm?.max.at(-1)], [1, 3]);
    }
    assert.equal(downsample(series, Number.POSITIVE_INFINITY), series);
    assert.equal(downsample(rawSeries([], ['rpm'], 0), 100).times.length, 0);
    assert.equal(downsample(series, 10, { from: 100, to: 50 }).times.length, 1);
  });
});
