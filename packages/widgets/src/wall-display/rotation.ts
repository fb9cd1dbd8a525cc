/** A timer that comes later than this was asleep with its device, or in a tab that nobody saw. */
const LONG_AWAY_MS = 60_000;

/**
 * Which view it is the turn of. Goes by the clock on the wall and not by timers: one that fires late, for months, moves
 * nothing. Held, the time that is left stands still. After a sleep, and when the clock has been set, the view that is
 * shown has its full time again.
 */
export class Rotation {
  readonly #durations: () => readonly number[];
  #index = 0;
  #turns = 0;
  #since: number;
  #lookedAt: number;

  /** @param durations - Time of each view, ms; asked anew each time. */
  constructor(durations: () => readonly number[], now: number) {
    this.#durations = durations;
    this.#since = now;
    this.#lookedAt = now;
  }

  /** Place of the view that is shown. */
  get index(): number {
    return Math.min(this.#index, Math.max(0, this.#durations().length - 1));
  }

  /** How often a time was up, also with one view only. */
  get turns(): number {
    return this.#turns;
  }

  /** Looks at the clock. True when it is the turn of another view. */
  look(now: number, isHeld: boolean): boolean {
    const passed = now - this.#lookedAt;
    this.#lookedAt = now;
    if (passed < 0 || passed > LONG_AWAY_MS) {
      this.#since = now;
      return false;
    }
    if (isHeld) {
      this.#since += passed;
      return false;
    }
    const durations = this.#durations();
    const duration = durations[this.index] ?? Number.POSITIVE_INFINITY;
    if (now - this.#since < duration) return false;
    // From when it was due, so that what the timer lost is not lost again with every view. Not so when a long view has
    // gone or become short: the others would rush past to make up for its time.
    const overdue = now - this.#since - duration;
    this.#since = overdue < duration ? now - overdue : now;
    this.#turns += 1;
    const before = this.index;
    this.#index = (before + 1) % durations.length;
    return this.#index !== before;
  }

  /** A person goes on or back; the view has its full time. */
  step(by: number, now: number): void {
    const count = this.#durations().length;
    if (count > 0) this.show((((this.index + by) % count) + count) % count, now);
  }

  show(index: number, now: number): void {
    this.#index = index;
    this.#since = now;
    this.#lookedAt = now;
  }
}
