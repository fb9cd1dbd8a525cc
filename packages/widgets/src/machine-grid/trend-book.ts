import type { Machine, Metric } from '@nexus-mfg/sdk';
import { METRIC_ORDER } from '../internal/metrics.ts';

/** Readings kept for each machine and metric: as many as a tile can show. */
const LENGTH = 40;

interface Trend {
  timestamp: string;
  values: Partial<Record<Metric, number[]>>;
}

/** What was heard of each machine since the grid is on the page, for the small trend lines. */
export class TrendBook {
  readonly #trends = new Map<string, Trend>();

  /** Values of one metric, oldest first. NaN where a reading did not have it. */
  values(machineId: string, metric: Metric): readonly number[] {
    return this.#trends.get(machineId)?.values[metric] ?? [];
  }

  /** Takes a machine's newest reading; one that is known already is passed over. */
  add({ id, latest }: Machine): void {
    if (latest === null) return;
    const trend = this.#trends.get(id) ?? { timestamp: '', values: {} };
    if (latest.timestamp <= trend.timestamp) return;
    trend.timestamp = latest.timestamp;
    for (const metric of METRIC_ORDER) {
      const value = latest[metric];
      const values = trend.values[metric];
      if (values !== undefined) {
        values.push(value ?? Number.NaN);
        if (values.length > LENGTH) values.shift();
      } else if (value !== undefined) trend.values[metric] = [value];
    }
    this.#trends.set(id, trend);
  }

  clear(): void {
    this.#trends.clear();
  }
}
