import type { Reading } from '@nexus-mfg/sdk';

/** Readings that wait for the server: bounded, the oldest are dropped and counted. */
export class ReadingQueue {
  readonly #capacity: number;
  #readings: Reading[] = [];
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#readings.length;
  }

  /** How many were dropped since the beginning. */
  get dropped(): number {
    return this.#dropped;
  }

  push(readings: readonly Reading[]): void {
    this.#readings.push(...readings);
    const surplus = this.#readings.length - this.#capacity;
    if (surplus <= 0) return;
    this.#readings.splice(0, surplus);
    this.#dropped += surplus;
  }

  /** The oldest readings, taken out. */
  take(most: number): Reading[] {
    return this.#readings.splice(0, most);
  }

  /** Puts readings that could not be sent back to the front; what does not fit any more is dropped from the oldest. */
  putBack(readings: readonly Reading[]): void {
    const newer = this.#readings;
    this.#readings = [];
    this.push([...readings, ...newer]);
  }
}
