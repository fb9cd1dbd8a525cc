import type { MetricSeries } from '@nexus-mfg/sdk';
import { downsample } from '@nexus-mfg/sdk/series';
import type { BenchRow } from './run.ts';

const POINTS = 1_000_000;
const COLUMNS = 1_000;
const ROUNDS = 41;
/** Over a plain loop over the same three arrays. */
const TARGET = 2;

function medianMs(run: () => unknown): number {
  for (let round = 0; round < ROUNDS / 2; round += 1) run();
  const times = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  return Number((times[(ROUNDS - 1) / 2] as number).toFixed(2));
}

/** What cannot be undercut: every value looked at once, equal shares of the points, no holes, no times. */
function plainLoop({ mean, min, max }: MetricSeries): MetricSeries {
  const [means, low, high] = [0, 1, 2].map(() => new Float64Array(COLUMNS)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const share = mean.length / COLUMNS;
  for (let column = 0; column < COLUMNS; column += 1) {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let index = column * share; index < (column + 1) * share; index += 1) {
      const lower = min[index] as number;
      const upper = max[index] as number;
      if (lower < least) least = lower;
      if (upper > greatest) greatest = upper;
      sum += mean[index] as number;
    }
    low[column] = least;
    high[column] = greatest;
    means[column] = sum / share;
  }
  return { mean: means, min: low, max: high };
}

/** A million readings into the columns of a chart, beside a plain loop that knows neither times nor holes. */
export async function run(): Promise<BenchRow[]> {
  const values = Float64Array.from(
    { length: POINTS },
    (_, index) => Math.sin(index / 5_000) + (index % 977) / 977,
  );
  const times = Float64Array.from({ length: POINTS }, (_, index) => 1.79e12 + index * 1_000 + (index % 300));
  const vibration = { mean: values, min: values.slice(), max: values.slice() };
  const series = {
    machineId: 'machine',
    times,
    metrics: { vibration },
    resolution: 'raw' as const,
    source: 'readings' as const,
    bucketMs: 1_000,
  };
  const limit = medianMs(() => plainLoop(vibration));
  const ours = medianMs(() => downsample(series, COLUMNS));
  const ratio = Number((ours / limit).toFixed(2));
  return [
    {
      case: `${POINTS.toLocaleString('en-US')} points into ${COLUMNS} columns, mean, min and max, ms`,
      ours,
      peers: { 'plain loop': limit },
      limit: TARGET,
      ratio,
      target: `${TARGET}x a plain loop or less`,
      pass: ratio <= TARGET,
    },
  ];
}
