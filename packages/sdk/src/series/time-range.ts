import type { Metric, MetricSeries, TelemetrySeries } from '../types/index.ts';

/** A stretch of time in epoch ms. */
export interface TimeRange {
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, inclusive. */
  to: number;
}

/** Position, from `start` on, of the first time that is not before `time`; the length when all are. */
export function firstAtOrAfter(times: Float64Array, time: number, start: number = 0): number {
  let [low, high] = [start, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The points from `begin` to before `end`, in the same memory. */
export function viewOf(series: TelemetrySeries, begin: number, end: number): TelemetrySeries {
  if (begin === 0 && end === series.times.length) return series;
  const metrics = Object.entries(series.metrics) as [Metric, MetricSeries][];
  return {
    ...series,
    times: series.times.subarray(begin, end),
    metrics: Object.fromEntries(
      metrics.map(([metric, { mean, min, max }]) => [
        metric,
        {
          mean: mean.subarray(begin, end),
          min: min.subarray(begin, end),
          max: max.subarray(begin, end),
        } satisfies MetricSeries,
      ]),
    ),
  };
}
