import { wrongShape } from '../../errors/wrong-shape.ts';
import { gapAfter } from '../../series/gaps.ts';
import { METRICS, type MetricSeries, type TelemetrySeries } from '../../types/index.ts';
import { array, number, object } from './wire.ts';

const WHAT = 'the series';

/** The table that the points come from, in the words of the SDK. */
const SOURCES: Readonly<Record<string, TelemetrySeries['source']>> = {
  telemetry: 'readings',
  telemetry_hourly: 'rollup',
};

/**
 * Answer of `telemetry_series()`. Where readings pause, one point of NaN is put in, so that a chart shows a hole
 * instead of a line across it.
 */
export function parseSeries(value: unknown, machineId: string): TelemetrySeries {
  const row = object(value, WHAT);
  const resolution = row.resolution;
  if (resolution !== 'raw' && resolution !== 'bucket')
    throw wrongShape(WHAT, 'resolution is neither raw nor bucket');
  const source = SOURCES[String(row.source)];
  if (!source) throw wrongShape(WHAT, `source ${String(row.source)} is unknown`);
  const points = array(row.times, WHAT).map((time) => {
    if (typeof time === 'number') return time;
    throw wrongShape(WHAT, 'a time is not a number');
  });
  const bucketMs = number(row, 'bucket_ms', WHAT);
  const sources = sourceOfEachPoint(points, bucketMs, resolution);

  const times = Float64Array.from(sources, ({ time }) => time);
  const metrics: TelemetrySeries['metrics'] = {};
  const given = object(row.metrics, WHAT);
  for (const metric of METRICS) {
    if (given[metric] === undefined) continue;
    const series = object(given[metric], WHAT);
    metrics[metric] = {
      mean: pick(series.mean, points.length, sources),
      min: pick(series.min, points.length, sources),
      max: pick(series.max, points.length, sources),
    } satisfies MetricSeries;
  }
  return { machineId, times, metrics, resolution, source, bucketMs };
}

interface PointSource {
  time: number;
  /** Position in the answer, or -1 for a gap. */
  index: number;
}

function sourceOfEachPoint(
  times: readonly number[],
  stepMs: number,
  resolution: TelemetrySeries['resolution'],
): PointSource[] {
  const sources: PointSource[] = [];
  times.forEach((time, index) => {
    const gap = gapAfter(times[index - 1], time, stepMs, resolution);
    if (gap !== undefined) sources.push({ time: gap, index: -1 });
    sources.push({ time, index });
  });
  return sources;
}

function pick(value: unknown, length: number, sources: readonly PointSource[]): Float64Array {
  const values = array(value, WHAT);
  if (values.length !== length) throw wrongShape(WHAT, `${values.length} values for ${length} times`);
  return Float64Array.from(sources, ({ index }) => {
    const measured = index < 0 ? null : values[index];
    return typeof measured === 'number' ? measured : Number.NaN;
  });
}
