import type { Words } from '../locale/words.ts';
import { Announcer } from './announcer.ts';
import { newsMessages } from './news-messages.ts';

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
    this.#announcer.later(() => this.#words().text(newsMessages, 'found', { count: count() }));
  }

  /** Something that is in words already. */
  say(text: string): void {
    this.#announcer.later(() => text);
  }

  fault(machine: string): void {
    this.#announcer.fault(machine, (names) => {
      const [name = ''] = names;
      return names.length === 1
        ? this.#words().text(newsMessages, 'faultOf', { name })
        : this.#words().text(newsMessages, 'faults', { count: names.length });
    });
  }
}
