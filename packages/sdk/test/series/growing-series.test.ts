import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseSeries } from '../../src/data/supabase/wire-series.ts';
import { GrowingSeries } from '../../src/series/growing-series.ts';
import type { Reading, TelemetrySeries } from '../../src/types/index.ts';
import { rawSeries, readingAt } from '../support/series.ts';

const STEP = 10;
const METRICS = ['vibration', 'rpm'] as const;

/** What the server would answer for these readings, as the SDK reads it: the rule for gaps is that of a read. */
function answered(readings: readonly Reading[], bucketMs: number): TelemetrySeries {
  const metric = (name: (typeof METRICS)[number]): object => {
    const values = readings.map((reading) => reading[name] ?? null);
    return { mean: values, min: values, max: values };
  };
  const times = readings.map(({ timestamp }) => Date.parse(timestamp));
  const metrics = { vibration: metric('vibration'), rpm: metric('rpm') };
  const answer = { resolution: 'raw', source: 'telemetry', bucket_ms: bucketMs, times, metrics };
  return parseSeries(answer, 'machine-1');
}

/** First ones win, in order of time. */
function merged(...lists: readonly (readonly Reading[])[]): Reading[] {
  const byTime = new Map<string, Reading>();
  for (const reading of lists.flat()) {
    if (!byTime.has(reading.timestamp)) byTime.set(reading.timestamp, reading);
  }
  return [...byTime.values()].sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
}

const someReading = fc
  .record({
    at: fc.integer({ min: 0, max: 60 }).map((tick) => tick * 5),
    vibration: fc.integer({ min: 0, max: 99 }),
    rpm: fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }),
  })
  .map(({ at, vibration, rpm }) => readingAt(at, { vibration, ...(rpm === undefined ? {} : { rpm }) }));

const plain = ({ times, metrics }: TelemetrySeries): object => ({
  times: [...times],
  metrics: Object.fromEntries(
    Object.entries(metrics).map(([metric, { mean, min, max }]) => [metric, [[...mean], [...min], [...max]]]),
  ),
});

describe('GrowingSeries of single readings', () => {
  it('is, in whatever order readings come, the series that a read would answer', () => {
    fc.assert(
      fc.property(fc.array(someReading), fc.array(someReading), (past, live) => {
        const growing = new GrowingSeries(answered(merged(past), STEP));
        const known = new Set(past.map(({ timestamp }) => timestamp));
        for (const reading of live) {
          assert.equal(growing.append(reading), known.has(reading.timestamp) ? 'known' : 'added');
          known.add(reading.timestamp);
        }
        assert.deepEqual(plain(growing.series), plain(answered(merged(past, live), STEP)));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves alone what it has handed out, and what it was made from', () => {
    fc.assert(
      fc.property(fc.array(someReading), fc.array(someReading, { minLength: 1 }), (past, live) => {
        const read = answered(merged(past), STEP);
        const growing = new GrowingSeries(read);
        const handedOut = [{ series: read, before: plain(read) }];
        live.forEach((reading, index) => {
          growing.append(reading);
          if (index % 3 === 0) growing.trim(index);
          const { series } = growing;
          handedOut.push({ series, before: plain(series) });
        });
        for (const { series, before } of handedOut) assert.deepEqual(plain(series), before);
      }),
    );
  });

  it('lets go of what left the window, all but one point', () => {
    const growing = new GrowingSeries(
      rawSeries(
        [0, 10, 20, 30, 40].map((at) => ({ at, rpm: at })),
        ['rpm'],
        10,
      ),
    );
    growing.trim(20);
    assert.deepEqual([...growing.series.times], [10, 20, 30, 40]);
    growing.trim(1_000);
    assert.deepEqual([...growing.series.times], [40]);
    growing.append(readingAt(50, { rpm: 5 }));
    assert.deepEqual([...(growing.series.metrics.rpm?.mean ?? [])], [40, 5]);
    assert.equal(growing.length, 2);
  });

  it('keeps its memory in bounds while readings come and go', () => {
    const growing = new GrowingSeries(rawSeries([{ at: 0, rpm: 0 }], ['rpm'], 10));
    for (let at = 10; at <= 500_000; at += 10) {
      growing.append(readingAt(at, { rpm: at }));
      growing.trim(at - 1_000);
    }
    assert.equal(growing.length, 102);
    assert.ok(growing.series.times.buffer.byteLength <= 8 * 400);
  });

  it('learns the usual distance where the server could not tell it', () => {
    const growing = new GrowingSeries(rawSeries([], ['rpm'], 0));
    for (const at of [0, 10, 20, 30]) growing.append(readingAt(at, { rpm: at }));
    assert.equal(growing.series.bucketMs, 10);
    growing.append(readingAt(90, { rpm: 9 }));
    assert.deepEqual([...growing.series.times], [0, 10, 20, 30, 40, 90]);
    assert.ok(Number.isNaN(growing.series.metrics.rpm?.mean[4]));
  });

  it('leaves out what is no time', () => {
    const growing = new GrowingSeries(rawSeries([{ at: 0, rpm: 0 }], ['rpm'], 10));
    assert.equal(growing.append({ machineId: 'machine-1', timestamp: 'yesterday', rpm: 1 }), 'known');
    assert.equal(growing.length, 1);
  });
});

const BUCKET = 100;

/** Two buckets as they were read; the second one is not over. */
function buckets(): TelemetrySeries {
  const series = rawSeries(
    [
      { at: 1_000, rpm: 10 },
      { at: 1_100, rpm: 20 },
    ],
    ['rpm'],
    BUCKET,
  );
  return { ...series, resolution: 'bucket' };
}

describe('GrowingSeries of buckets', () => {
  it('counts the readings of each bucket from the first one on', () => {
    const someLive = fc.array(fc.record({ pause: fc.integer({ min: 1, max: 350 }), rpm: fc.integer() }));
    fc.assert(
      fc.property(someLive, (live) => {
        const growing = new GrowingSeries(buckets());
        const groups = new Map<number, { at: number; values: number[] }>();
        let at = 1_100;
        for (const { pause, rpm } of live) {
          at += pause;
          assert.equal(growing.append(readingAt(at, { rpm })), 'added');
          const bucket = Math.floor(at / BUCKET) * BUCKET;
          const group = groups.get(bucket) ?? { at: bucket === 1_100 ? at : bucket, values: [] };
          group.values.push(rpm);
          groups.set(bucket, group);
        }
        const { times, metrics } = growing.series;
        const { mean, min, max } = metrics.rpm ?? assert.fail();
        assert.deepEqual([mean[0], mean[1]], [10, 20], 'what was read stays');
        const own = [...times.keys()].slice(2).filter((index) => !Number.isNaN(mean[index]));
        assert.deepEqual(
          own.map((index) => times[index]),
          [...groups.values()].map((group) => group.at),
        );
        [...groups.values()].forEach(({ values }, index) => {
          const point = own[index] as number;
          const average = values.reduce((sum, value) => sum + value / values.length, 0);
          assert.ok(
            Math.abs((mean[point] as number) - average) <= 1e-6 * Math.max(1, ...values.map(Math.abs)),
          );
          assert.deepEqual([min[point], max[point]], [Math.min(...values), Math.max(...values)]);
        });
        const ordered = [...groups.keys()];
        const skipped = [1_100, ...ordered].filter(
          (bucket, index, all) => index > 0 && bucket - (all[index - 1] as number) > 1.5 * BUCKET,
        );
        assert.equal([...mean].filter((value) => Number.isNaN(value)).length, skipped.length);
        times.forEach((time, index) => {
          assert.ok(index === 0 || time > (times[index - 1] as number));
        });
      }),
      { numRuns: 300 },
    );
  });

  it('says that a reading came too late for its bucket, or is there', () => {
    const growing = new GrowingSeries(buckets());
    assert.equal(growing.append(readingAt(1_150, { rpm: 1 })), 'added');
    assert.equal(growing.append(readingAt(1_150, { rpm: 2 })), 'known');
    assert.equal(growing.append(readingAt(1_140, { rpm: 2 })), 'late');
    assert.deepEqual([...(growing.series.metrics.rpm?.mean ?? [])], [10, 20, 1]);
  });

  it('counts a metric that not every reading has for itself', () => {
    const series = rawSeries([{ at: 1_100, rpm: 20, vibration: 2 }], METRICS, BUCKET);
    const growing = new GrowingSeries({ ...series, resolution: 'bucket' });
    growing.append(readingAt(1_210, { rpm: 4 }));
    growing.append(readingAt(1_220, { rpm: 8, vibration: 3 }));
    growing.append(readingAt(1_230, { vibration: 7 }));
    const { rpm, vibration } = growing.series.metrics;
    assert.deepEqual([rpm?.mean[1], rpm?.min[1], rpm?.max[1]], [6, 4, 8]);
    assert.deepEqual([vibration?.mean[1], vibration?.min[1], vibration?.max[1]], [5, 3, 7]);
  });

  it('begins where nothing was read yet', () => {
    const growing = new GrowingSeries({
      ...buckets(),
      ...rawSeries([], ['rpm'], BUCKET),
      resolution: 'bucket',
    });
    growing.append(readingAt(1_234, { rpm: 4 }));
    growing.append(readingAt(1_299, { rpm: 6 }));
    assert.deepEqual([[...growing.series.times], growing.series.metrics.rpm?.mean[0]], [[1_200], 5]);
  });
});
