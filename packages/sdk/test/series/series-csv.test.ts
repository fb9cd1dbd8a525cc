import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { seriesCsv } from '../../src/series/series-csv.ts';
import type { ReadSeries } from '../../src/series/series-pieces.ts';
import { METRICS, type Reading, type SeriesParams } from '../../src/types/index.ts';
import { readingAt } from '../support/series.ts';
import { serverOf } from '../support/series-server.ts';
import { rejectsWith } from '../support/waiting.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 4, 12);

const iso = (time: number): string => new Date(time).toISOString();
const range = (from: number, to: number): SeriesParams => ({
  machineId: 'machine-1',
  from: iso(from),
  to: iso(to),
});
const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();
const linesOf = async (stream: ReadableStream<Uint8Array>): Promise<string[]> => {
  const text = await textOf(stream);
  assert.ok(text.endsWith('\r\n'));
  return text.slice(0, -2).split('\r\n');
};

const lineOf = ({ timestamp, ...values }: Reading): string =>
  [timestamp, ...METRICS.map((metric) => values[metric] ?? '')].join(',');

/** Until everything that needs no answer from outside has happened. */
const loop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('seriesCsv', () => {
  it('writes every reading once, in order, whatever the machine did', async () => {
    const somePhases = fc.array(
      fc.record({
        count: fc.integer({ min: 0, max: 6_000 }),
        everyMs: fc.constantFrom(1, 50, 1_000, 60_000, HOUR),
        silentMs: fc.constantFrom(0, HOUR, 30 * DAY),
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(somePhases, async (phases) => {
        const readings: Reading[] = [];
        let at = START;
        for (const { count, everyMs, silentMs } of phases) {
          at += silentMs;
          for (let index = 0; index < count; index += 1) {
            readings.push(
              readingAt(at, index % 7 === 0 ? { rpm: index } : { rpm: index, vibration: index / 3 }),
            );
            at += everyMs;
          }
        }
        const server = serverOf(readings);
        const [header, ...lines] = await linesOf(seriesCsv(server.read, range(START, at + DAY)));
        assert.equal(header, 'time,vibration,temperature,rpm,power_kwh');
        assert.equal(lines.length, readings.length);
        assert.deepEqual(lines, readings.map(lineOf));
        const fair = readings.length / 1_500 + 50 * phases.length;
        assert.ok(
          server.reads.length <= fair,
          `${server.reads.length} reads for ${readings.length} readings`,
        );
      }),
      { numRuns: 25 },
    );
  });

  it('writes numbers as exact as they are, and times finer than a millisecond', async () => {
    const odd = [0, -40.25, 1e-30, 1234567.9, 1 / 3, 5e-324];
    const readings = odd.map((temperature, index) => readingAt(START + index, { temperature }));
    const server = serverOf(readings);
    const read: ReadSeries = async (...given) => {
      const series = await server.read(...given);
      return { ...series, times: series.times.map((time, index) => time + (index === 2 ? 0.125 : 0)) };
    };
    const lines = await linesOf(
      seriesCsv(read, { ...range(START, START + 1_000), metrics: ['temperature', 'rpm'] }),
    );
    assert.equal(lines[0], 'time,temperature,rpm');
    assert.deepEqual(
      lines.slice(1).map((line) => Number(line.split(',')[1])),
      odd,
    );
    assert.equal(lines[3], '2026-05-12T00:00:00.002125Z,1e-30,');
    assert.equal(lines[4], '2026-05-12T00:00:00.003Z,1234567.9,');
  });

  it('is a header alone where there is nothing', async () => {
    const text = await textOf(seriesCsv(serverOf([]).read, range(START, START + 900 * DAY)));
    assert.equal(text, 'time,vibration,temperature,rpm,power_kwh\r\n');
  });

  it('keeps one set of columns where roll-ups come before readings', async () => {
    const readings = Array.from({ length: 400 }, (_, index) =>
      readingAt(START + index * 30 * 60_000, { rpm: index, vibration: 2 }),
    );
    const keptFrom = START + 100 * HOUR + 17 * 60_000;
    const server = serverOf(readings, keptFrom);
    const asked: SeriesParams = { ...range(START + 5 * 60_000, START + 10 * DAY), metrics: ['rpm'] };
    const [header, ...lines] = await linesOf(seriesCsv(server.read, asked));
    assert.equal(header, 'time,rpm_mean,rpm_min,rpm_max');
    const hourly = Array.from({ length: 101 }, (_, hour) => {
      const [first, second] = [2 * hour, 2 * hour + 1];
      return `${iso(START + hour * HOUR)},${(first + second) / 2},${first},${second}`;
    });
    const single = readings.slice(202).map(({ timestamp, rpm }) => `${timestamp},${rpm},${rpm},${rpm}`);
    assert.deepEqual(lines, [...hourly, ...single]);
  });

  it('is in whole hours where no reading is kept any more', async () => {
    const readings = Array.from({ length: 48 }, (_, index) =>
      readingAt(START + index * HOUR + 1, { rpm: index }),
    );
    const server = serverOf(readings, START + 900 * DAY);
    const lines = await linesOf(
      seriesCsv(server.read, { ...range(START, START + 30 * HOUR + 60_000), metrics: ['rpm'] }),
    );
    assert.equal(lines.length, 1 + 31, 'the hour in which the range ends is there as a whole');
    assert.equal(lines.at(-1), `${iso(START + 30 * HOUR)},30,30,30`);
    assert.ok(server.reads.length < 15);
  });

  it('asks once where points are asked for', async () => {
    const readings = Array.from({ length: 500 }, (_, index) =>
      readingAt(START + index * 1_000, { rpm: index }),
    );
    const server = serverOf(readings);
    const asked: SeriesParams = { ...range(START, START + 500_000), metrics: ['rpm'], maxPoints: 50 };
    const lines = await linesOf(seriesCsv(server.read, asked));
    assert.equal(server.reads.length, 1);
    assert.equal(lines.length, 51);
    assert.equal(lines[1], `${iso(START)},4.5,0,9`);
  });

  it('reads nothing before it is asked, and nothing ahead', async () => {
    const readings = Array.from({ length: 9_000 }, (_, index) =>
      readingAt(START + index * 1_000, { rpm: index }),
    );
    const server = serverOf(readings);
    const reader = seriesCsv(server.read, range(START, START + 9_000_000)).getReader();
    await loop();
    assert.equal(server.reads.length, 0);
    await reader.read();
    await loop();
    assert.equal(server.reads.length, 1);
    await reader.cancel();
  });

  it('stops the reading under way when it is given up, from either side', async () => {
    const hanging = (): { read: ReadSeries; signal(): AbortSignal | undefined } => {
      let heard: AbortSignal | undefined;
      return {
        read: (_, { signal }) =>
          new Promise((_resolve, reject) => {
            heard = signal;
            signal.addEventListener('abort', () =>
              reject(new NexusError('aborted', 'Given up by the caller.')),
            );
          }),
        signal: () => heard,
      };
    };
    const left = hanging();
    const reader = seriesCsv(left.read, range(START, START + HOUR)).getReader();
    const pending = reader.read();
    await loop();
    await reader.cancel('enough');
    assert.deepEqual(
      [(await pending).done, left.signal()?.aborted, left.signal()?.reason],
      [true, true, 'enough'],
    );

    const right = hanging();
    const giveUp = new AbortController();
    const text = textOf(seriesCsv(right.read, range(START, START + HOUR), { signal: giveUp.signal }));
    await loop();
    giveUp.abort();
    await rejectsWith(text, 'aborted');
  });

  it('reads a piece again after a failure that passes, and gives up waiting when it is given up', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const readings = [readingAt(START, { rpm: 1 }), readingAt(START + 1, { rpm: 2 })];
    const server = serverOf(readings);
    let failures = 0;
    let mostFailures = 3;
    const read: ReadSeries = (...given) => {
      if (given[1].signal.aborted) throw new NexusError('aborted', 'Given up by the caller.');
      if (failures === mostFailures) return server.read(...given);
      failures += 1;
      throw new NexusError('network_unreachable', 'Could not read that.');
    };
    const text = textOf(seriesCsv(read, range(START, START + 2)));
    for (let turn = 0; turn < 3; turn += 1) {
      await loop();
      t.mock.timers.tick(30_000);
    }
    assert.deepEqual((await text).split('\r\n').slice(1, -1), readings.map(lineOf));

    mostFailures = Number.POSITIVE_INFINITY;
    const giveUp = new AbortController();
    const given = textOf(seriesCsv(read, range(START, START + 2), { signal: giveUp.signal }));
    await loop();
    giveUp.abort();
    await rejectsWith(given, 'aborted');

    const lost = rejectsWith(textOf(seriesCsv(read, range(START, START + 2))), 'network_unreachable');
    const before = failures;
    for (let turn = 0; turn < 10; turn += 1) {
      await loop();
      t.mock.timers.tick(30_000);
    }
    await lost;
    assert.equal(failures - before, 7);
  });

  it('hands a failure to its reader, and refuses what cannot be', async () => {
    const broken: ReadSeries = () =>
      Promise.reject(new NexusError('permission_denied', 'Could not read that.'));
    await rejectsWith(textOf(seriesCsv(broken, range(START, START + HOUR))), 'permission_denied');
    await rejectsWith(textOf(seriesCsv(broken, range(START, START))), 'permission_denied');
    await rejectsWith(
      textOf(seriesCsv(broken, { ...range(START, START + 1), machineId: '' })),
      'validation_failed',
    );
  });

  it('says so when readings cease to be kept while it is reading', async () => {
    const readings = Array.from({ length: 9_000 }, (_, index) =>
      readingAt(START + index * 1_000, { rpm: index }),
    );
    const [whole, gone] = [serverOf(readings), serverOf(readings, START + 900 * DAY)];
    let reads = 0;
    const read: ReadSeries = (...given) => {
      reads += 1;
      return (reads > 1 ? gone : whole).read(...given);
    };
    await rejectsWith(textOf(seriesCsv(read, range(START, START + DAY))), 'not_found');
  });
});
