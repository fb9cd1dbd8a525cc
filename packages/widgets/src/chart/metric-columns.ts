import type { MetricSeries } from '@nexus-mfg/sdk';

/** One value a point; null is a gap. */
export type Column = (number | null)[];

/** Mean, lowest and highest of each point. Equal for single readings. */
export interface MetricColumns {
  mean: Column;
  min: Column;
  max: Column;
}

/** The columns as they are drawn: a gap is null there. */
export function metricColumns({ mean, min, max }: MetricSeries): MetricColumns {
  return { mean: toColumn(mean), min: toColumn(min), max: toColumn(max) };
}

function toColumn(values: Float64Array): Column {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
