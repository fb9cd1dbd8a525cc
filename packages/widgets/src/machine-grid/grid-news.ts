import type { Words } from '../locale/words.ts';
import { Announcer } from './announcer.ts';
import type { GridSort } from './choices.ts';
import { sortWord } from './columns.ts';
import { gridMessages } from './messages.ts';

/** What the grid has to say to screen readers, in words. */
export class GridNews {
  readonly #words: () => Words;
  readonly #announcer: Announcer;

  constructor(words: () => Words, draw: () => void) {
    this.#words = words;
    this.#announcer = new Announcer(draw);
  }

  get text(): string {
    return this.#announcer.text;
  }

  stop(): void {
    this.#announcer.stop();
  }

  /** @param count - Asked when it is told: the last of several filters counts. */
  found(count: () => number): void {
    this.#announcer.later(() => this.#words().text(gridMessages, 'found', { count: count() }));
  }

  sorted(sort: GridSort, descending: boolean): void {
    const key = descending ? 'sortedDescending' : 'sortedAscending';
    this.#announcer.later(() =>
      this.#words().text(gridMessages, key, { column: sortWord(this.#words(), sort) }),
    );
  }

  selected(count: number): void {
    this.#announcer.later(() => this.#words().text(gridMessages, 'selected', { count }));
  }

  fault(machine: string): void {
    this.#announcer.fault(machine, (names) => {
      const [name = ''] = names;
      return names.length === 1
        ? this.#words().text(gridMessages, 'faultOf', { name })
        : this.#words().text(gridMessages, 'faults', { count: names.length });
    });
  }
}
