import type { Machine } from '@nexus-mfg/sdk';

/** A score at a time in epoch ms. */
export interface TrendPoint {
  readonly at: number;
  readonly value: number;
}

/** Most points that are kept: an hour of readings every ten seconds. */
const MOST_KEPT = 360;

/** The scores of one machine that were heard while its gauge is on the page: nothing before that is made up. */
export class HeardTrend {
  #machineId = '';
  #points: TrendPoint[] = [];

  get points(): readonly TrendPoint[] {
    return this.#points;
  }

  /** Takes note of what was heard; of another machine, or of none, it begins anew. */
  hear(machine: Machine | null | undefined): void {
    if (machine?.id !== this.#machineId) {
      this.#machineId = machine?.id ?? '';
      this.#points = [];
    }
    const at = machine?.latest ? Date.parse(machine.latest.timestamp) : Number.NaN;
    if (!machine || machine.healthScore === null || Number.isNaN(at)) return;
    const last = this.#points.at(-1);
    if (last && at < last.at) return;
    // A reading that is judged anew takes the place of its former score.
    const kept = last?.at === at ? this.#points.slice(0, -1) : this.#points;
    this.#points = [...kept, { at, value: machine.healthScore }].slice(-MOST_KEPT);
  }
}
