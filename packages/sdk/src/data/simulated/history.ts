import {
  METRICS,
  type Metric,
  type MetricSeries,
  type Reading,
  type TelemetrySeries,
} from '../../types/index.ts';
import type { MachineState } from './machine-state.ts';

/** Instants of the plant that are looked at for one bucket. */
const LOOKS_PER_BUCKET = 12;
const HOUR = 3_600_000;
/** From this width of a bucket on, points are made from hourly roll-ups, like the database's. */
const ROLLUP_BUCKET_MS = HOUR / 2;

/** What to read of a machine's past; epoch ms, `to` exclusive. */
export interface HistoryQuery {
  metrics: readonly Metric[];
  from: number;
  to: number;
  maxPoints: number;
  /** The plant's readings exist from here to now, every `intervalMs`. */
  plantFrom: number;
  plantTo: number;
  /** Single readings are kept from here on; a range that begins earlier is told in roll-ups. */
  keptFrom: number;
  intervalMs: number;
}

/**
 * A machine's past: what was recorded, and what the plant would have recorded, worked out on demand. As many points
 * as there are readings, or at most `maxPoints` buckets; wide ones, and those of readings that the plan no longer keeps,
 * are whole hours, the first of which may begin before `from`.
 */
export function readHistory(machine: MachineState, query: HistoryQuery): TelemetrySeries {
  const { from, to, maxPoints } = query;
  const isKept = from >= query.keptFrom;
  const past = pastOf(machine, query);
  if (isKept && past.count <= maxPoints) {
    const points = past.points(1);
    return assemble(machine.id, query.metrics, points, (time) => time, {
      resolution: 'raw',
      source: 'readings',
      bucketMs: usualDistance(points),
    });
  }
  if (isKept && to - from < maxPoints * ROLLUP_BUCKET_MS) {
    return inBuckets(machine, query, past, 'readings', Math.ceil((to - from) / maxPoints));
  }
  const start = Math.floor(from / HOUR) * HOUR;
  const whole = { ...query, from: start, to: Math.ceil(to / HOUR) * HOUR };
  const bucketMs = Math.ceil((to - start) / HOUR / maxPoints) * HOUR;
  return inBuckets(machine, whole, pastOf(machine, whole), 'rollup', bucketMs);
}

/** How many readings there are, and every so-many-th of them; what was recorded is always whole. */
interface Past {
  count: number;
  points(every: number): Point[];
}

function pastOf(machine: MachineState, query: HistoryQuery): Past {
  const { from, to, intervalMs } = query;
  const recorded = [...machine.recorded]
    .filter(([time]) => time >= from && time < to)
    .sort(([a], [b]) => a - b);
  const plant = machine.model === null ? null : plantRange(query);
  return {
    count: recorded.length + (plant === null ? 0 : plant.count),
    points: (every) =>
      [...recorded, ...plantReadings(machine, plant, intervalMs, every)].sort(([a], [b]) => a - b),
  };
}

function inBuckets(
  machine: MachineState,
  { from, intervalMs, metrics }: HistoryQuery,
  past: Past,
  source: TelemetrySeries['source'],
  bucketMs: number,
): TelemetrySeries {
  const every = Math.max(1, Math.floor(bucketMs / intervalMs / LOOKS_PER_BUCKET));
  const bucketOf = (time: number): number => from + Math.floor((time - from) / bucketMs) * bucketMs;
  return assemble(machine.id, metrics, past.points(every), bucketOf, {
    resolution: 'bucket',
    source,
    bucketMs,
  });
}

type Point = readonly [time: number, reading: Reading];

function plantRange(query: HistoryQuery): { first: number; count: number } | null {
  const { intervalMs } = query;
  const first = Math.ceil(Math.max(query.from, query.plantFrom) / intervalMs) * intervalMs;
  const end = Math.min(query.to, query.plantTo + 1);
  return end <= first ? null : { first, count: Math.ceil((end - first) / intervalMs) };
}

function plantReadings(
  machine: MachineState,
  range: { first: number; count: number } | null,
  intervalMs: number,
  every: number,
): Point[] {
  const { model } = machine;
  if (range === null || model === null) return [];
  const points: Point[] = [];
  for (let index = 0; index < range.count; index += every) {
    const time = range.first + index * intervalMs;
    if (!machine.recorded.has(time)) points.push([time, machine.measure(model, time, intervalMs).reading]);
  }
  return points;
}

function usualDistance(points: readonly Point[]): number {
  if (points.length < 2) return 0;
  const distances = points.slice(1).map(([time], index) => time - (points[index] as Point)[0]);
  distances.sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] as number;
}

/** Groups the readings by their place on the time axis; where the machine was silent, one NaN keeps the gap open. */
function assemble(
  machineId: string,
  metrics: readonly Metric[],
  points: readonly Point[],
  placeOf: (time: number) => number,
  kind: Pick<TelemetrySeries, 'resolution' | 'source' | 'bucketMs'>,
): TelemetrySeries {
  const { resolution, bucketMs } = kind;
  const groups: { time: number; readings: Reading[] }[] = [];
  const longest = resolution === 'raw' ? 2.5 * bucketMs : bucketMs;
  for (const [time, reading] of points) {
    const place = placeOf(time);
    const last = groups.at(-1);
    if (last?.time === place) {
      last.readings.push(reading);
      continue;
    }
    if (last !== undefined && bucketMs > 0 && place - last.time > longest) {
      groups.push({ time: last.time + bucketMs, readings: [] });
    }
    groups.push({ time: place, readings: [reading] });
  }
  const wanted = METRICS.filter((metric) => metrics.includes(metric));
  return {
    machineId,
    times: Float64Array.from(groups, (group) => group.time),
    metrics: Object.fromEntries(wanted.map((metric) => [metric, summarise(groups, metric)])),
    ...kind,
  };
}

function summarise(groups: readonly { readings: readonly Reading[] }[], metric: Metric): MetricSeries {
  const series: MetricSeries = {
    mean: new Float64Array(groups.length).fill(Number.NaN),
    min: new Float64Array(groups.length).fill(Number.NaN),
    max: new Float64Array(groups.length).fill(Number.NaN),
  };
  for (const [index, { readings }] of groups.entries()) {
    const values = readings.map((reading) => reading[metric]).filter((value) => value !== undefined);
    if (values.length === 0) continue;
    series.mean[index] = values.reduce((sum, value) => sum + value, 0) / values.length;
    series.min[index] = Math.min(...values);
    series.max[index] = Math.max(...values);
  }
  return series;
}
