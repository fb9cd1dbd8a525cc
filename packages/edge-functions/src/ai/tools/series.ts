import * as v from 'valibot';
import { call } from '../../internal/supabase.ts';
import { isoTime } from '../iso-time.ts';
import { objectSchema } from '../json-schema.ts';
import { source } from '../references.ts';
import { METRICS, type Metric, rounded, UNITS } from './metrics.ts';
import { machineNames } from './rows.ts';
import { NotVisible, type Tool, type ToolItem } from './tool.ts';

const MOST_POINTS = 200;

const args = v.strictObject({
  machineId: v.pipe(v.string(), v.uuid()),
  metrics: v.optional(v.pipe(v.array(v.picklist(METRICS)), v.minLength(1), v.maxLength(4))),
  from: isoTime,
  to: isoTime,
  points: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(MOST_POINTS)), 60),
});

type Values = (number | null)[];

interface Series {
  resolution: 'raw' | 'bucket';
  bucket_ms: number;
  times: number[];
  metrics: Record<string, { mean: Values; min: Values; max: Values }>;
}

/** How metrics of one machine went. */
export const series: Tool<v.InferOutput<typeof args>> = {
  name: 'series',
  description:
    'How metrics of one machine went over a time: least, mean and greatest of the whole, and at most 200 points (start of the bucket, mean, least, greatest; for resolution raw the time and the value). Use it for trends, comparisons and sudden changes.',
  parameters: objectSchema(
    {
      machineId: { type: 'string' },
      metrics: {
        type: 'array',
        items: { type: 'string', enum: METRICS },
        description: 'All when missing.',
      },
      from: { type: 'string', description: 'ISO 8601 with a zone.' },
      to: { type: 'string', description: 'ISO 8601 with a zone, after from.' },
      points: { type: 'integer', minimum: 10, maximum: MOST_POINTS, description: '60 when missing.' },
    },
    ['metrics', 'points'],
  ),
  args,
  run: async ({ machineId, metrics, from, to, points }, kit) => {
    const name = (await machineNames([machineId], kit)).get(machineId);
    if (name === undefined) throw new NotVisible('machine');
    const found = await call<Series>(
      kit.database,
      'telemetry_series',
      {
        machine_id: machineId,
        metrics: [...new Set(metrics ?? METRICS)],
        from_time: from,
        to_time: to,
        max_points: points,
      },
      kit.signal,
    );
    return {
      about: { machineId, name, resolution: found.resolution, bucketMs: found.bucket_ms, from, to },
      items: METRICS.flatMap((metric) => {
        const item = itemOf(metric, found);
        return item === null
          ? []
          : [{ ...item, from: source({ machineId, machineName: name, metric, from, to }) }];
      }),
    };
  },
};

/** Null for a metric without a single value in that time. */
function itemOf(metric: Metric, { resolution, times, metrics }: Series): Pick<ToolItem, 'data'> | null {
  const values = metrics[metric];
  if (values === undefined) return null;
  const has = (value: number | null): value is number => value !== null;
  const means = values.mean.filter(has);
  if (means.length === 0) return null;
  return {
    data: {
      metric,
      unit: UNITS[metric],
      min: rounded(Math.min(...values.min.filter(has))),
      // Of the buckets, which are equally long.
      mean: rounded(means.reduce((sum, value) => sum + value, 0) / means.length),
      max: rounded(Math.max(...values.max.filter(has))),
      points: times.flatMap((at, index) => {
        const mean = values.mean[index] ?? null;
        if (mean === null) return [];
        const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
        return resolution === 'raw'
          ? [[time, rounded(mean)]]
          : [[time, ...[mean, values.min[index] ?? null, values.max[index] ?? null].map(rounded)]];
      }),
    },
  };
}
