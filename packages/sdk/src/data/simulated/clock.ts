/** Where a simulated world takes its time from. */
export interface SimulatedClockOptions {
  /** Epoch ms of the outside world. Default `Date.now`. */
  now?: () => number;
  /** How many times faster than outside the world's time runs. Default 1. */
  speed?: number;
}

/** Time of a simulated world: runs with the outside clock, faster if wished, and can be moved on by hand. */
export class SimulatedClock {
  readonly #outside: () => number;
  readonly #speed: number;
  readonly #origin: number;
  #moved = 0;

  constructor(options: SimulatedClockOptions = {}) {
    this.#outside = options.now ?? Date.now;
    this.#speed = options.speed ?? 1;
    this.#origin = this.#outside();
  }

  /** Epoch ms. */
  now(): number {
    return this.#origin + (this.#outside() - this.#origin) * this.#speed + this.#moved;
  }

  /** Moves the time on by `ms`. */
  advance(ms: number): void {
    this.#moved += ms;
  }
}
