/** The clock of the day may be corrected by a little at any time; more than this is a leap. */
const LEAP_MS = 5_000;

/** Finds out that the clock of the day was set, or that the device slept: it leaps against the clock that only goes forward. */
export class ClockWatch {
  #drift: number = drift();

  /** Whether there was a leap since the last look. */
  hasLeapt(): boolean {
    const now = drift();
    const hasLeapt = Math.abs(now - this.#drift) > LEAP_MS;
    this.#drift = now;
    return hasLeapt;
  }
}

function drift(): number {
  return Date.now() - performance.now();
}
