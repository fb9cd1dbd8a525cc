import { parseSeries } from '../../src/data/supabase/wire-series.ts';
import type { ReadSeries } from '../../src/series/series-pieces.ts';
import { METRICS, type Reading, type SeriesParams } from '../../src/types/index.ts';

const HOUR = 3_600_000;

/** `telemetry_series()` over a list in memory, by the rules of the migration. */
export interface SeriesServer {
  readonly read: ReadSeries;
  readonly reads: SeriesParams[];
}

/** @param keptFrom epoch ms; what is older is told in roll-ups */
export function serverOf(readings: readonly Reading[], keptFrom: number = 0): SeriesServer {
  const times = readings.map(({ timestamp }) => Date.parse(timestamp));
  const reads: SeriesParams[] = [];
  const read: ReadSeries = async (params) => {
    reads.push(params);
    const { maxPoints = 600, metrics = METRICS } = params;
    const [from, to] = [Date.parse(params.from), Date.parse(params.to)];
    const inside = (low: number, high: number): Reading[] =>
      readings.slice(indexOf(times, low), indexOf(times, high));
    const answer = (
      kind: object,
      groups: readonly [number, readonly Reading[]][],
    ): ReturnType<ReadSeries> => {
      const columns = metrics.map((metric) => {
        const values = groups.map(([, group]) => group.flatMap((reading) => reading[metric] ?? []));
        const each = (of: (some: number[]) => number): (number | null)[] =>
          values.map((some) => (some.length === 0 ? null : of(some)));
        const mean = (some: number[]): number => some.reduce((sum, value) => sum + value, 0) / some.length;
        return [
          metric,
          {
            mean: each(mean),
            min: each((some) => Math.min(...some)),
            max: each((some) => Math.max(...some)),
          },
        ];
      });
      const body = { ...kind, times: groups.map(([time]) => time), metrics: Object.fromEntries(columns) };
      return Promise.resolve(parseSeries(body, params.machineId));
    };
    if (from >= keptFrom) {
      const own = inside(from, to);
      if (own.length <= maxPoints) {
        const pauses = own.slice(1).map((reading, index) => timeOf(reading) - timeOf(own[index] as Reading));
        const usual = pauses.sort((a, b) => a - b)[Math.ceil(pauses.length / 2) - 1] ?? 0;
        const kind = { resolution: 'raw', source: 'telemetry', bucket_ms: usual };
        return answer(
          kind,
          own.map((reading) => [timeOf(reading), [reading]]),
        );
      }
      if (to - from < maxPoints * 30 * 60_000) {
        const width = Math.ceil((to - from) / maxPoints);
        return answer(
          { resolution: 'bucket', source: 'telemetry', bucket_ms: width },
          grouped(own, from, width),
        );
      }
    }
    const start = Math.floor(from / HOUR) * HOUR;
    const width = Math.ceil((to - start) / HOUR / maxPoints) * HOUR;
    return answer(
      { resolution: 'bucket', source: 'telemetry_hourly', bucket_ms: width },
      grouped(inside(start, Math.ceil(to / HOUR) * HOUR), start, width),
    );
  };
  return { read, reads };
}

function timeOf({ timestamp }: Reading): number {
  return Date.parse(timestamp);
}

function indexOf(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grouped(readings: readonly Reading[], origin: number, width: number): [number, Reading[]][] {
  const groups = new Map<number, Reading[]>();
  for (const reading of readings) {
    const start = origin + Math.floor((timeOf(reading) - origin) / width) * width;
    const group = groups.get(start);
    if (group) group.push(reading);
    else groups.set(start, [reading]);
  }
  return [...groups];
}
