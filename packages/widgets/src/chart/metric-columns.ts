import type { MetricSeries } from '@nexus-mfg/sdk';

/** One value a point; null is a gap. */
export type Column = (number | null)[];

/** Mean, lowest and highest of each point. Equal for single readings. */
export interface MetricColumns {
  mean: Column;
  min: Column;
  max: Column;
}

/** The columns as they are drawn: a gap is null there. Single readings give one array in three places. */
export function metricColumns({ mean, min, max }: MetricSeries): MetricColumns {
  const means = toColumn(mean);
  return {
    mean: means,
    min: min === mean ? means : toColumn(min),
    max: max === mean ? means : toColumn(max),
  };
}

/** `Array.from` would go through an iterator, which is felt at every frame. */
function toColumn(values: Float64Array): Column {
  const column: Column = new Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    column[index] = Number.isNaN(value) ? null : value;
  }
  return column;
}
