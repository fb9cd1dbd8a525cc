import type { Metric, MetricSeries, Reading, TelemetrySeries } from '../types/index.ts';
import { gapAfter } from './gaps.ts';
import { PointStore } from './point-store.ts';
import { firstAtOrAfter } from './time-range.ts';

/**
 * What became of a reading: `added`; `known`, because its time was there already; `late`, because it lies in a part of
 * the past that is there in buckets only. Of a late one nothing is kept: how many readings a bucket is made of is not
 * known here, so that its mean could not be put right. Reading the series again brings it.
 */
export type AppendOutcome = 'added' | 'known' | 'late';

/** Distances that the usual one is judged by, where the server could not tell. */
const PAUSES_TO_LEARN_FROM = 16;

/**
 * A series to which live readings are added, each in constant time on average.
 *
 * - Single readings (`raw`): each is a point, an older one goes where it belongs, a time that is there already is left
 *   as it is. A pause of more than two usual distances gets a point of NaN, as in a series that was read. Where the usual
 *   distance was not known, the first readings tell it.
 * - Buckets: what was read stays as it was read. Readings of the bucket that was not over then make a point of their own
 *   at its end, so that both means are right; from the next bucket on each is complete, and its mean is counted here.
 *
 * @example
 * const growing = new GrowingSeries(series);
 * growing.append(reading);
 * growing.trim(Date.now() - 3_600_000);
 * draw(growing.series);
 */
export class GrowingSeries {
  readonly #kind: Pick<TelemetrySeries, 'machineId' | 'resolution' | 'source'>;
  readonly #metrics: readonly Metric[];
  readonly #points: PointStore;
  readonly #isRaw: boolean;
  readonly #isLearning: boolean;
  #stepMs: number;
  /** Time of the newest reading; before the first one was added, that of the last point. */
  #newest: number;
  /** Where the bucket of the last point begins. */
  #bucket: number;
  /** How many readings of each metric are in the last point; null when it was read. */
  #counts: number[] | null = null;

  /** @param series is not changed; its memory is shared until the first reading is added */
  constructor({ machineId, resolution, source, bucketMs, times, metrics }: TelemetrySeries) {
    const given = Object.entries(metrics) as [Metric, MetricSeries][];
    this.#kind = { machineId, resolution, source };
    this.#metrics = given.map(([metric]) => metric);
    this.#isRaw = resolution === 'raw';
    this.#stepMs = bucketMs;
    this.#isLearning = this.#isRaw && bucketMs === 0;
    const columns = given.flatMap(([, { mean, min, max }]) => (this.#isRaw ? [mean] : [mean, min, max]));
    this.#points = new PointStore([times, ...columns]);
    this.#newest = times[times.length - 1] ?? Number.NEGATIVE_INFINITY;
    this.#bucket = this.#newest;
  }

  /** Number of points, gaps included. */
  get length(): number {
    return this.#points.length;
  }

  /**
   * The series as it is now: views that cost nothing. Later readings leave them as they are, but for the values of the
   * last bucket. For single readings `mean`, `min` and `max` are one array.
   */
  get series(): TelemetrySeries {
    const width = this.#isRaw ? 1 : 3;
    const column = (index: number, part: number): Float64Array =>
      this.#points.view(1 + index * width + (part % width));
    const metrics: TelemetrySeries['metrics'] = {};
    this.#metrics.forEach((metric, index) => {
      const mean = column(index, 0);
      metrics[metric] = this.#isRaw
        ? { mean, min: mean, max: mean }
        : { mean, min: column(index, 1), max: column(index, 2) };
    });
    return { ...this.#kind, bucketMs: this.#stepMs, times: this.#points.view(0), metrics };
  }

  /** Puts a reading at the end, and says what became of it. */
  /** Adds a reading of the series' machine; a metric that the series does not have is left out. */
  append(reading: Reading): AppendOutcome {
    const time = Date.parse(reading.timestamp);
    if (time > this.#newest) {
      if (this.#isRaw) this.#push(time, this.#row(time, reading));
      else this.#count(time, reading);
      this.#newest = time;
      return 'added';
    }
    if (time === this.#newest || Number.isNaN(time)) return 'known';
    return this.#isRaw ? this.#place(time, reading) : 'late';
  }

  /** Lets go of what lies before `from` (epoch ms), all but one point, so that a line still comes in from the edge. */
  trim(from: number): void {
    const before = firstAtOrAfter(this.#points.view(0), from);
    if (before > 1) this.#points.dropFirst(before - 1);
  }

  #push(time: number, row: readonly number[]): void {
    const gap = gapAfter(this.#points.at(0, this.length - 1), time, this.#stepMs, this.#kind.resolution);
    if (gap !== undefined) this.#points.push(this.#row(gap));
    this.#points.push(row);
    if (this.#isLearning && this.length <= PAUSES_TO_LEARN_FROM) {
      this.#stepMs = usualPause(this.#points.view(0));
    }
  }

  /** An older reading among the others, the gaps beside it made anew. */
  #place(time: number, reading: Reading): AppendOutcome {
    let from = firstAtOrAfter(this.#points.view(0), time);
    let to = from;
    if (this.#isGap(to)) to += 1;
    else if (this.#points.at(0, to) === time) return 'known';
    if (this.#isGap(from - 1)) from -= 1;
    const { resolution } = this.#kind;
    const before = gapAfter(this.#points.at(0, from - 1), time, this.#stepMs, resolution);
    const next = this.#points.at(0, to);
    const after = next === undefined ? undefined : gapAfter(time, next, this.#stepMs, resolution);
    this.#points.replace(from, to - from, [
      ...(before === undefined ? [] : [this.#row(before)]),
      this.#row(time, reading),
      ...(after === undefined ? [] : [this.#row(after)]),
    ]);
    return 'added';
  }

  #count(time: number, reading: Reading): void {
    const step = this.#stepMs;
    const origin = this.length === 0 ? 0 : this.#bucket;
    const bucket = origin + Math.floor((time - origin) / step) * step;
    if (this.#counts !== null && bucket === this.#bucket) {
      this.#merge(this.#counts, reading);
      return;
    }
    const isRest = bucket === this.#bucket;
    const gap = gapAfter(this.length === 0 ? undefined : this.#bucket, bucket, step, 'bucket');
    if (gap !== undefined) this.#points.push(this.#row(gap));
    this.#points.push(this.#row(isRest ? time : bucket, reading));
    this.#bucket = bucket;
    this.#counts = this.#metrics.map((metric) => (reading[metric] === undefined ? 0 : 1));
  }

  #merge(counts: number[], reading: Reading): void {
    const last = this.length - 1;
    this.#metrics.forEach((metric, index) => {
      const value = reading[metric];
      if (value === undefined) return;
      const count = (counts[index] ?? 0) + 1;
      counts[index] = count;
      const column = 1 + 3 * index;
      const [mean, low, high] = [0, 1, 2].map((part) => this.#points.at(column + part, last) as number);
      const isFirst = count === 1;
      this.#points.setLast(column, isFirst ? value : (mean as number) + (value - (mean as number)) / count);
      this.#points.setLast(column + 1, isFirst ? value : Math.min(low as number, value));
      this.#points.setLast(column + 2, isFirst ? value : Math.max(high as number, value));
    });
  }

  /** The columns of one point; NaN without a reading. */
  #row(time: number, reading?: Reading): number[] {
    const values = this.#metrics.map((metric) => reading?.[metric] ?? Number.NaN);
    return [time, ...values.flatMap((value) => (this.#isRaw ? value : [value, value, value]))];
  }

  #isGap(index: number): boolean {
    const isThere = this.#points.at(0, index) !== undefined;
    return isThere && this.#metrics.every((_, column) => Number.isNaN(this.#points.at(column + 1, index)));
  }
}

/** The lower median of the distances, in ms, as the server judges it; 0 where there are less than two points. */
function usualPause(times: Float64Array): number {
  const pauses = times.slice(1).map((time, index) => time - (times[index] as number));
  return pauses.sort()[Math.ceil(pauses.length / 2) - 1] ?? 0;
}
