import type { Machine, Metric } from '@nexus-mfg/sdk';
import { METRIC_ORDER } from '../internal/metrics.ts';

/** Readings kept for each machine and metric: as many as a tile can show. */
const LENGTH = 40;

interface Trend {
  timestamp: string;
  values: Partial<Record<Metric, number[]>>;
}

/** What was heard since the grid is on the page, for the small trend lines. Costs one comparison for a quiet machine. */
export class TrendBook {
  readonly #trends = new Map<string, Trend>();
  #last: readonly Machine[] = [];

  /** Takes a new list; machines that kept their identity are skipped. */
  record(machines: readonly Machine[]): void {
    const last = this.#last;
    for (let index = 0; index < machines.length; index += 1) {
      const machine = machines[index];
      if (machine !== undefined && machine !== last[index]) this.#add(machine);
    }
    this.#last = machines;
  }

  /** Values of one metric, oldest first. NaN where a reading did not have it. */
  values(machineId: string, metric: Metric): readonly number[] {
    return this.#trends.get(machineId)?.values[metric] ?? [];
  }

  clear(): void {
    this.#trends.clear();
    this.#last = [];
  }

  #add(machine: Machine): void {
    const { id, latest } = machine;
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
}
