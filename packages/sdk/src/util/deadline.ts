/**
 * A moment so many ms from now, for a device whose clock may be wrong, may be set, and may sleep: counted by the clock
 * of the day, which goes on during sleep, and by the one that only ever goes forward. Whichever is ahead counts.
 */
export class Deadline {
  readonly #wallAt: number;
  readonly #steadyAt: number;

  constructor(inMs: number) {
    this.#wallAt = Date.now() + inMs;
    this.#steadyAt = performance.now() + inMs;
  }

  /** Ms until then; negative afterwards. */
  get leftMs(): number {
    return Math.min(this.#wallAt - Date.now(), this.#steadyAt - performance.now());
  }
}
