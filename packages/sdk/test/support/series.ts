import type { Metric, MetricSeries, Reading, TelemetrySeries } from '../../src/types/index.ts';

/** One point: its time, and a value for each metric; NaN is a hole. */
export type PointOf<M extends Metric> = { at: number } & Partial<Record<M, number>>;

/** A series of single readings of these metrics. */
export function rawSeries<M extends Metric>(
  points: readonly PointOf<M>[],
  metrics: readonly M[],
  bucketMs: number,
): TelemetrySeries {
  const column = (metric: M): Float64Array =>
    Float64Array.from(points, (point) => (point as Partial<Record<M, number>>)[metric] ?? Number.NaN);
  return {
    machineId: 'machine-1',
    times: Float64Array.from(points, ({ at }) => at),
    metrics: Object.fromEntries(
      metrics.map((metric): [M, MetricSeries] => [
        metric,
        { mean: column(metric), min: column(metric), max: column(metric) },
      ]),
    ),
    resolution: 'raw',
    source: 'readings',
    bucketMs,
  };
}

/** A reading of the machine of {@link rawSeries}. */
export function readingAt(at: number, values: Partial<Record<Metric, number>>): Reading {
  return { machineId: 'machine-1', timestamp: new Date(at).toISOString(), ...values };
}
