/** A timer of the client may be early by as much as its clock is coarse. */
const TOLERANCE_MS = 20;

/** Whether clients wait as long as a 429 asked them to. */
export class RetryWatch {
  /** 429s after which the next request came when it might. */
  kept = 0;
  /** 429s after which it came too early, in words. */
  readonly broken: string[] = [];
  #asked: { at: number; waitMs: number } | null = null;
  #isBlind = false;

  /** 429s after which somebody came back. */
  get seen(): number {
    return this.kept + this.broken.length;
  }

  /** A client was told to come back after so long. */
  asked(waitMs: number): void {
    if (!this.#isBlind) this.#asked = { at: performance.now(), waitMs };
  }

  /** A request came. */
  came(): void {
    if (!this.#asked) return;
    const { at, waitMs } = this.#asked;
    this.#asked = null;
    const waitedMs = performance.now() - at;
    if (waitedMs >= waitMs - TOLERANCE_MS) this.kept += 1;
    else this.broken.push(`came back after ${Math.round(waitedMs)} of ${waitMs} ms`);
  }

  /** While tabs die: what a dead one was told, nobody else knows. */
  set isBlind(isBlind: boolean) {
    this.#isBlind = isBlind;
    this.#asked = null;
  }
}
