import type { Machine } from '@nexus-mfg/sdk';
import { GridTally } from './tally.ts';
import { TrendBook } from './trend-book.ts';

/** Told of each machine whose values changed. */
type OnChange = (before: Machine, after: Machine) => void;

/** The machines as they were drawn last, and what is counted and remembered of them. Costs a comparison for a quiet one. */
export class Fleet {
  machines: readonly Machine[] = [];
  tally: GridTally = new GridTally();
  readonly trends: TrendBook = new TrendBook();
  readonly #onChange: OnChange;

  constructor(onChange: OnChange) {
    this.#onChange = onChange;
  }

  /** Takes a new list. True when machines came, went or changed places: everything about order is to be made anew. */
  take(machines: readonly Machine[]): boolean {
    const last = this.machines;
    if (machines === last) return false;
    this.machines = machines;
    // Looked at object by object: most are the same, and reading ten thousand ids each frame would cost more than that.
    const changed: number[] = [];
    let isSameFleet = machines.length === last.length;
    for (let index = 0; isSameFleet && index < machines.length; index += 1) {
      if (machines[index] === last[index]) continue;
      isSameFleet = machines[index]?.id === last[index]?.id;
      changed.push(index);
    }
    if (!isSameFleet) {
      this.tally = new GridTally();
      for (const machine of machines) this.tally.add(machine);
      return true;
    }
    for (const index of changed) this.#change(last[index] as Machine, machines[index] as Machine);
    return false;
  }

  clear(): void {
    this.machines = [];
    this.tally = new GridTally();
    this.trends.clear();
  }

  #change(before: Machine, after: Machine): void {
    this.tally.change(before, after);
    // The value before the first change begins the trend.
    this.trends.add(before);
    this.trends.add(after);
    this.#onChange(before, after);
  }
}
