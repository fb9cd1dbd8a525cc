/** Rates are of the last minute. */
const WINDOW_MS = 60_000;

/** How many readings a second the server accepts, over the last minute of flushing. */
export class FlushRate {
  readonly #now: () => number;
  readonly #batches: { at: number; count: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  add(count: number): void {
    this.#batches.push({ at: this.#now(), count });
  }

  get perSecond(): number {
    const now = this.#now();
    while (this.#batches[0] && now - this.#batches[0].at > WINDOW_MS) this.#batches.shift();
    const [first] = this.#batches;
    if (!first) return 0;
    const sent = this.#batches.reduce((sum, { count }) => sum + count, 0);
    // Of a burst that has just begun a second is the least that can be said.
    return sent / (Math.max(1_000, now - first.at) / 1_000);
  }
}
