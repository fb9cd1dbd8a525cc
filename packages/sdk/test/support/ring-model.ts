import type { RingEntry } from '../../src/buffer/buffer-store.ts';
import { holds, same } from './same.ts';

/** A ring as it should be: an array. Readings are told apart by their numbers. */
export class RingModel {
  readonly capacity: number;
  /** What is pending, oldest first. */
  pending: number[] = [];
  dropped = 0;
  /** Readings that were ever put in. */
  #total = 0;
  /** The number that the store gave the first reading of all, once that is known. */
  #base: number | null = null;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Answers how many had to go. */
  append(numbers: readonly number[]): number {
    this.pending.push(...numbers);
    this.#total += numbers.length;
    const excess = Math.max(0, this.pending.length - this.capacity);
    this.pending.splice(0, excess);
    this.dropped += excess;
    return excess;
  }

  /** Two tabs have put groups in at the same time, in an order that only the store knows: takes over what it says. */
  race(
    entries: readonly RingEntry[],
    tabs: readonly (readonly (readonly number[])[])[],
    dropped: number,
  ): void {
    const before = [...this.pending];
    const groups = tabs.flat();
    const expected = this.append(groups.flat());
    same(dropped, expected, 'how many the callers were told went for them');
    const observed = entries.map(({ reading }) => Number(reading.temperature));
    same(observed.length, this.pending.length, 'how many are pending after the race');
    const inOrder = (numbers: readonly number[], what: string): void => {
      const seen = observed.filter((number) => numbers.includes(number));
      same(seen, numbers.slice(numbers.length - seen.length), what);
    };
    inOrder(before, 'what was there before');
    for (const tab of tabs) inOrder(tab.flat(), 'what one tab has put in');
    for (const group of groups) {
      const places = group.map((number) => observed.indexOf(number)).filter((place) => place >= 0);
      same(
        places,
        places.map((_, index) => (places[0] ?? 0) + index),
        'the places of one group',
      );
    }
    this.pending = observed;
    this.check(entries, observed.length);
  }

  /** The store was asked for `max` readings and answered these. */
  check(entries: readonly RingEntry[], max: number): void {
    same(
      entries.map(({ reading }) => reading.temperature),
      this.pending.slice(0, max),
      'the oldest readings',
    );
    const ordinal = this.#total - this.pending.length;
    const [first] = entries;
    if (!first) return;
    this.#base ??= first.seq - ordinal;
    const base = this.#base + ordinal;
    same(
      entries.map(({ seq }) => seq),
      entries.map((_, index) => base + index),
      'their numbers',
    );
    holds(new Set(entries.map(({ seq }) => seq)).size === entries.length, 'no number is used twice');
  }

  settle(count: number): void {
    this.pending.splice(0, count);
  }
}
