import type { Freshness } from './freshness.ts';

/** What a machine measures. `vibration` mm/s RMS (or g, see metadata), `temperature` °C, `rpm` 1/min, `power_kwh` kWh per interval. */
export const METRICS = ['vibration', 'temperature', 'rpm', 'power_kwh'] as const;
/** One of {@link METRICS}. */
export type Metric = (typeof METRICS)[number];

/** One timestamped set of metrics of one machine. A metric that the machine does not have is absent, never zero. */
export interface Reading {
  /** UUID of the machine. */
  machineId: string;
  /** ISO 8601 time of measurement. */
  timestamp: string;
  /** mm/s RMS, or g where the machine's metadata says so. */
  vibration?: number;
  /** °C. */
  temperature?: number;
  /** 1/min. */
  rpm?: number;
  /** kWh since the reading before. */
  power_kwh?: number;
}

/** The newest reading of a machine, with how much it can be trusted now. */
export interface LatestReading extends Reading {
  /** How much the reading can be trusted now. */
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
 * const { duplicates, refused } = await nexus.telemetry.send(batch);
 * for (const index of duplicates) console.info('was there already:', batch[index]);
 * for (const { index, message } of refused) console.warn('not taken:', batch[index], message);
 */
export interface RecordResult {
  /** How many are new in the database. */
  stored: number;
  /** How many were there already; recording is idempotent by machine and timestamp, and the first values stay. */
  duplicate: number;
  /** Positions in the recorded batch, from 0, ascending, of those that were there already or twice in the batch. */
  duplicates: readonly number[];
  /** Which ones the database did not take, and why; sending them again as they are changes little. */
  refused: readonly ReadingRefusal[];
}

/**
 * Answer to buffered readings: they are safe here, and the server hears of them as soon as it can be reached.
 * `accepted + refused.length` is the number of readings given.
 */
export interface RecordReceipt {
  /** How many were put into the ring buffer. */
  accepted: number;
  /** How many older ones had to go for them, because the ring is full. */
  dropped: number;
  /** Readings that can never be stored, such as one without a time. They are kept in the quarantine. */
  refused: readonly ReadingRefusal[];
}

/** One metric over time, one element a point; NaN is a gap. */
export interface MetricSeries {
  /** Mean of each point; the value itself where each point is one reading. */
  mean: Float64Array;
  /** Least value of each point. */
  min: Float64Array;
  /** Greatest value of each point. */
  max: Float64Array;
}

/** A machine's metrics on one shared time axis. */
export interface TelemetrySeries {
  /** UUID of the machine. */
  machineId: string;
  /** Epoch milliseconds, ascending. */
  times: Float64Array;
  /** The metrics that were asked for and that the machine has. */
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
  /** UUID of the machine. */
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
