import type { Metric, Reading, TelemetrySeries } from '@nexus-mfg/sdk';

/** One value a point; null is a gap. */
export type Column = (number | null)[];

/** Mean, lowest and highest of each point. Equal for single readings. */
export interface MetricColumns {
  mean: Column;
  min: Column;
  max: Column;
}

/** A pause longer than this many usual distances is a gap in the line. */
const GAP_FACTOR = 3;

/**
 * A machine's past as columns, to which live readings are added at the end. Readings closer together than `mergeMs`
 * (about a pixel) share a point, whose band they widen; a pause longer than three usual distances becomes a gap.
 */
export class SeriesBuffer {
  readonly times: number[];
  readonly metrics: Map<Metric, MetricColumns> = new Map();
  readonly #bucketMs: number;
  readonly #mergeMs: number;
  /** Readings in the last point, so that its mean stays a mean. A bucket that came whole counts as many. */
  #lastCount = 1;

  /** Newest live reading as it came, before it was merged. */
  latest: Reading | undefined;

  constructor(series: TelemetrySeries, mergeMs = 0) {
    this.times = [...series.times];
    this.#bucketMs = series.bucketMs;
    const isBucketed = series.resolution === 'bucket';
    this.#mergeMs = isBucketed ? Math.max(series.bucketMs, mergeMs) : mergeMs;
    this.#lastCount = isBucketed ? 10 : 1;
    for (const [metric, columns] of Object.entries(series.metrics) as [
      Metric,
      (typeof series.metrics)[Metric],
    ][]) {
      if (columns === undefined) continue;
      const { mean, min, max } = columns;
      this.metrics.set(metric, { mean: toColumn(mean), min: toColumn(min), max: toColumn(max) });
    }
  }

  /** Epoch ms of the newest point, or undefined. */
  get lastTime(): number | undefined {
    return this.times[this.times.length - 1];
  }

  /** Adds a live reading. One that is not newer than the last point is refused: false. */
  append(reading: Reading): boolean {
    const time = Date.parse(reading.timestamp);
    const newest = this.latest === undefined ? this.lastTime : Date.parse(this.latest.timestamp);
    if (newest !== undefined && time <= newest) return false;
    this.latest = reading;
    const last = this.lastTime;
    if (last !== undefined && time < last + this.#mergeMs) {
      this.#merge(reading);
      return true;
    }
    const isGap = last !== undefined && this.#bucketMs > 0 && time - last > GAP_FACTOR * this.#longest;
    if (isGap) this.#push(last + this.#bucketMs);
    this.#push(time, reading);
    return true;
  }

  get #longest(): number {
    return Math.max(this.#bucketMs, this.#mergeMs);
  }

  /** Drops what is older than `from`, all but one point, so that the line still comes in from the left edge. */
  trim(from: number): void {
    const first = this.times.findIndex((time) => time >= from);
    const count = (first === -1 ? this.times.length : first) - 1;
    // Moving every column costs as much as drawing; it is done when it is worth it.
    if (count < 64) return;
    this.times.splice(0, count);
    for (const { mean, min, max } of this.metrics.values())
      for (const column of [mean, min, max]) column.splice(0, count);
  }

  /** Metrics that have at least one value. */
  present(): Metric[] {
    return [...this.metrics]
      .filter(([, { mean }]) => mean.some((value) => value !== null))
      .map(([metric]) => metric);
  }

  #push(time: number, reading?: Reading): void {
    this.times.push(time);
    this.#lastCount = 1;
    for (const [metric, { mean, min, max }] of this.metrics) {
      const value = reading?.[metric] ?? null;
      for (const column of [mean, min, max]) column.push(value);
    }
  }

  #merge(reading: Reading): void {
    const at = this.times.length - 1;
    this.#lastCount += 1;
    for (const [metric, { mean, min, max }] of this.metrics) {
      const value = reading[metric];
      if (value === undefined) continue;
      const before = mean[at] ?? value;
      mean[at] = before + (value - before) / this.#lastCount;
      min[at] = Math.min(min[at] ?? value, value);
      max[at] = Math.max(max[at] ?? value, value);
    }
  }
}

function toColumn(values: Float64Array): Column {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
