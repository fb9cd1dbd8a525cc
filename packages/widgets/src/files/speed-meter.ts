/** How much of the newest measurement counts: steady enough to be read, quick enough to be true. */
const WEIGHT = 0.3;
/** Shorter distances say more about timers than about the network. */
const LEAST_MS = 200;

/** How fast bytes go out, from how far an upload has come at which time. */
export class SpeedMeter {
  #at: number | undefined;
  #bytes = 0;
  #speed = 0;

  /** Bytes a second; 0 while it is not known. */
  get bytesPerSecond(): number {
    return this.#speed;
  }

  /** @param now epoch ms */
  add(bytes: number, now: number): void {
    if (this.#at === undefined || bytes < this.#bytes) {
      this.#at = now;
      this.#bytes = bytes;
      return;
    }
    const ms = now - this.#at;
    if (ms < LEAST_MS) return;
    const speed = ((bytes - this.#bytes) / ms) * 1000;
    this.#speed = this.#speed === 0 ? speed : this.#speed * (1 - WEIGHT) + speed * WEIGHT;
    this.#at = now;
    this.#bytes = bytes;
  }

  /** After a pause nothing that was measured before it holds. */
  reset(): void {
    this.#at = undefined;
    this.#speed = 0;
  }
}
