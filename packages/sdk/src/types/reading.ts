import type { Freshness } from './freshness.ts';

/** What a machine measures. `vibration` mm/s RMS (or g, see metadata), `temperature` °C, `rpm` 1/min, `power_kwh` kWh per interval. */
export const METRICS = ['vibration', 'temperature', 'rpm', 'power_kwh'] as const;
export type Metric = (typeof METRICS)[number];

/** One timestamped set of metrics of one machine. A metric that the machine does not have is absent, never zero. */
export interface Reading {
  machineId: string;
  /** ISO 8601 time of measurement. */
  timestamp: string;
  vibration?: number;
  temperature?: number;
  rpm?: number;
  power_kwh?: number;
}

/** The newest reading of a machine, with how much it can be trusted now. */
export interface LatestReading extends Reading {
  freshness: Freshness;
}

/** What the database did with one reading of a batch. */
export interface ReadingRefusal {
  /** Position in the recorded batch, from 0. */
  index: number;
  /** Stable code, for example `reading_in_future`, `unknown_machine`, `value_out_of_range`. */
  code: string;
  /** One sentence: which reading, what is wrong. */
  message: string;
}

/**
 * Answer to a recorded batch: `stored + duplicate + refused.length` is the number of readings given. A position that is
 * neither in `duplicates` nor in `refused` is stored.
 *
 * @example
 * const { duplicates, refused } = await nexus.telemetry.record(batch);
 * for (const index of duplicates) console.info('was there already:', batch[index]);
 * for (const { index, message } of refused) console.warn('not taken:', batch[index], message);
 */
export interface RecordResult {
  stored: number;
  /** How many were there already; recording is idempotent by machine and timestamp, and the first values stay. */
  duplicate: number;
  /** Positions in the recorded batch, from 0, ascending, of those that were there already or twice in the batch. */
  duplicates: readonly number[];
  refused: readonly ReadingRefusal[];
}

/** One metric over time, one element a point; NaN is a gap. */
export interface MetricSeries {
  mean: Float64Array;
  min: Float64Array;
  max: Float64Array;
}

/** A machine's metrics on one shared time axis. */
export interface TelemetrySeries {
  machineId: string;
  /** Epoch milliseconds, ascending. */
  times: Float64Array;
  metrics: Partial<Record<Metric, MetricSeries>>;
  /** `raw`: each point is one reading. `bucket`: each point covers `bucketMs`. */
  resolution: 'raw' | 'bucket';
  /**
   * What the points were made from. `readings`: single ones. `rollup`: hourly roll-ups, for a long range or one older
   * than the readings that the plan keeps; buckets are then whole hours, and the first may begin before `from`.
   */
  source: 'readings' | 'rollup';
  /** Width of a bucket in ms; for `raw`, the usual distance of readings (a longer pause is a gap), or 0 when unknown. */
  bucketMs: number;
}

/** Which part of a machine's past to read. */
export interface SeriesParams {
  machineId: string;
  /** 1 to 4 metrics; all when absent. */
  metrics?: readonly Metric[];
  /** ISO 8601, inclusive. */
  from: string;
  /** ISO 8601, exclusive. */
  to: string;
  /** Most points to return, 10 to 4,000. Default 600. */
  maxPoints?: number;
}
