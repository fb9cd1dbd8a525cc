import type { MachineMetadata, Metric, MetricSeries, Reading, TelemetrySeries } from '@nexus-mfg/sdk';

/** Readings that a page brings itself; a `TelemetrySeries` is one. */
export interface ChartSeriesData {
  /** Epoch ms, ascending. */
  readonly times: Float64Array;
  /** Mean, lowest and highest of each point, in the units of `metadata`; NaN is a gap. */
  readonly metrics: Partial<Record<Metric, MetricSeries>>;
  /** `raw` (default): each point is one reading. `bucket`: each covers `bucketMs`. */
  readonly resolution?: TelemetrySeries['resolution'];
  /** Usual distance of readings, or width of a bucket, in ms; 0 (default) when not known. A longer pause is a gap. */
  readonly bucketMs?: number;
  /** Units that are not the usual ones. */
  readonly metadata?: MachineMetadata;
}

/** One reading of a page's own. */
export type ChartReading = Omit<Reading, 'machineId'>;
