import type { Metric, MetricSeries, TelemetrySeries } from '../types/index.ts';
import { type ColumnValues, valuesByColumn } from './column-values.ts';
import { firstAtOrAfter, type TimeRange, viewOf } from './time-range.ts';

/** The points of a series in columns, and what each metric is in each of them. */
interface Columns {
  times: Float64Array;
  /** Position of the first point of each column, and behind the last one that of the end. */
  starts: Int32Array;
  /** A hole narrower than this cannot be drawn. */
  width: number;
}

/**
 * At most one point a column of the screen: the least and greatest value and the mean of what lies in it, so that no
 * peak is lost however many readings there are.
 *
 * - With no more points than columns these are the points themselves, as views of the same memory.
 * - Else the answer has `resolution` `bucket` and `bucketMs` the width of a column. Columns are counted from the epoch
 *   and not from `from`: in a window that moves on, each reading stays in its column, and the line does not shiver. So
 *   there may be one more than asked for. A point has the time of the first reading in its column; its mean is that of
 *   the points in it, each counting the same.
 * - A hole (NaN) as wide as a column stays a hole. Where it begins or ends inside of a column, the reading at its edge
 *   comes as a point of its own.
 * - The neighbour on either side of the range comes too, so that a line reaches the edges of the picture.
 *
 * @param columns 1 or more; usually the width of the plot in px
 * @param range epoch ms, both inclusive; the whole series when absent
 * @example const drawn = downsample(series, canvas.width, { from: Date.now() - 3_600_000, to: Date.now() });
 */
export function downsample(series: TelemetrySeries, columns: number, range?: TimeRange): TelemetrySeries {
  const { times } = series;
  const from = range?.from ?? times[0] ?? 0;
  const to = range?.to ?? times[times.length - 1] ?? 0;
  const begin = firstAtOrAfter(times, from);
  const end = Math.max(begin, firstAfter(times, to));
  const most = columns >= 1 ? Math.floor(columns) : 1;
  if (end - begin <= most) return viewOf(series, Math.max(0, begin - 1), Math.min(times.length, end + 1));

  const width = (to - from) / most;
  const cut: Columns = { times, width, starts: cutColumns(times, begin, end, from, width, most) };
  const metrics = Object.entries(series.metrics) as [Metric, MetricSeries][];
  const reduced = metrics.map(([, values]) => valuesByColumn(values, cut.starts));
  const points = placePoints(cut, reduced);
  return {
    ...series,
    resolution: 'bucket',
    bucketMs: width,
    times: fill(points, ({ at }) => times[at] as number),
    metrics: Object.fromEntries(
      metrics.map(([metric, values], index) => [
        metric,
        pick(points, values, reduced[index] as ColumnValues),
      ]),
    ),
  };
}

/** The neighbours outside of the range get columns of their own. */
function cutColumns(
  times: Float64Array,
  begin: number,
  end: number,
  from: number,
  width: number,
  most: number,
): Int32Array {
  const starts = new Int32Array(most + 6);
  const origin = Math.floor(from / width) * width;
  let count = 0;
  if (begin > 0) starts[count++] = begin - 1;
  for (let start = begin; start < end; ) {
    starts[count++] = start;
    const column = Math.floor(((times[start] as number) - origin) / width);
    const next = firstAtOrAfter(times, origin + (column + 1) * width, start + 1);
    start = Math.min(next, end);
  }
  if (end < times.length) starts[count++] = end;
  starts[count++] = Math.min(times.length, end + 1);
  return starts.subarray(0, count);
}

/** A point of the answer. */
interface Point {
  /** Position of the reading that gives the time; and the values, where `column` is -1. */
  at: number;
  /** The column that gives the values. */
  column: number;
}

/**
 * One point a column, and beside it the reading at the edge of a hole that would be closed otherwise. Holes that fill a
 * column are holes by themselves.
 */
function placePoints({ times, starts, width }: Columns, metrics: readonly ColumnValues[]): Point[] {
  const count = starts.length - 1;
  const points: Point[] = [];
  let isHoleBefore = false;
  for (let column = 0; column < count; column += 1) {
    const start = starts[column] as number;
    const end = starts[column + 1] as number;
    let [isHoleAfter, isHoleBeforeNext] = [false, false];
    for (const { first, last } of metrics) {
      const left = last[column] as number;
      const right = column + 1 < count ? (first[column + 1] as number) : -1;
      if (left < 0 || right <= left + 1) continue;
      if ((times[right] as number) - (times[left] as number) < width) continue;
      if (left < end - 1) isHoleAfter = true;
      else isHoleBeforeNext = true;
    }
    if (isHoleBefore) points.push({ at: start, column: -1 });
    const own = isHoleBefore ? start + 1 : start;
    // Of two readings of which each is an edge, nothing is left to put between them.
    if (!(isHoleAfter && own === end - 1)) points.push({ at: own, column });
    if (isHoleAfter) points.push({ at: end - 1, column: -1 });
    isHoleBefore = isHoleBeforeNext;
  }
  return points;
}

function pick(points: readonly Point[], values: MetricSeries, byColumn: ColumnValues): MetricSeries {
  const choose = (key: keyof MetricSeries): Float64Array => {
    const [single, columns] = [values[key], byColumn[key]];
    return fill(points, ({ at, column }) => (column < 0 ? single[at] : columns[column]) as number);
  };
  return { mean: choose('mean'), min: choose('min'), max: choose('max') };
}

/** `Float64Array.from` would go through an iterator, which is felt at every frame. */
function fill(points: readonly Point[], pickFrom: (point: Point) => number): Float64Array {
  const values = new Float64Array(points.length);
  points.forEach((point, index) => {
    values[index] = pickFrom(point);
  });
  return values;
}

function firstAfter(times: Float64Array, time: number): number {
  const index = firstAtOrAfter(times, time);
  return times[index] === time ? index + 1 : index;
}
