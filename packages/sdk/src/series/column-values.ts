import type { MetricSeries } from '../types/index.ts';

/** One metric by column, with the first and last point that has a value; -1 where none has. */
export interface ColumnValues extends MetricSeries {
  /** Position of the first point with a value. */
  first: Int32Array;
  /** Position of the last point with a value. */
  last: Int32Array;
}

/** @param starts position of the first point of each column, and behind the last one that of the end */
export function valuesByColumn({ mean, min, max }: MetricSeries, starts: Int32Array): ColumnValues {
  const count = starts.length - 1;
  const columns: ColumnValues = {
    mean: new Float64Array(count).fill(Number.NaN),
    min: new Float64Array(count).fill(Number.NaN),
    max: new Float64Array(count).fill(Number.NaN),
    first: new Int32Array(count).fill(-1),
    last: new Int32Array(count).fill(-1),
  };
  for (let column = 0; column < count; column += 1) {
    const start = starts[column] as number;
    const end = starts[column + 1] as number;
    // One pass without a question a value: a comparison with NaN is false, and a sum with one in it is NaN.
    let sum = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let index = start; index < end; index += 1) {
      const least = min[index] as number;
      const greatest = max[index] as number;
      if (least < low) low = least;
      if (greatest > high) high = greatest;
      sum += mean[index] as number;
    }
    if (low > high) continue;
    columns.mean[column] = Number.isNaN(sum) ? meanOfSome(mean, start, end) : sum / (end - start);
    columns.min[column] = low;
    columns.max[column] = high;
    let first = start;
    while (Number.isNaN(mean[first])) first += 1;
    let last = end - 1;
    while (Number.isNaN(mean[last])) last -= 1;
    columns.first[column] = first;
    columns.last[column] = last;
  }
  return columns;
}

/** Mean of those that have a value. */
function meanOfSome(values: Float64Array, start: number, end: number): number {
  let [sum, count] = [0, 0];
  for (let index = start; index < end; index += 1) {
    const value = values[index] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}
