/** Entries of frames that came late, newest type first. */
const TYPES = ['long-animation-frame', 'longtask'] as const;
const RECENT_MS = 60_000;

/**
 * Counts the frames that came late. The browser tells of them: a loop of one's own, to measure each frame, would keep a
 * device busy all night.
 */
export class FrameWatch {
  #observer: PerformanceObserver | undefined;
  #total = 0;
  /** Page times of the late frames of the last minute. */
  #recent: number[] = [];

  /** False where the browser does not tell. */
  get isMeasurable(): boolean {
    return this.#observer !== undefined;
  }

  get total(): number {
    return this.#total;
  }

  /** How many there were in the last minute. */
  get recent(): number {
    const from = performance.now() - RECENT_MS;
    this.#recent = this.#recent.filter((at) => at >= from);
    return this.#recent.length;
  }

  start(): void {
    const type = TYPES.find((each) => globalThis.PerformanceObserver?.supportedEntryTypes.includes(each));
    if (type === undefined || this.#observer !== undefined) return;
    this.#observer = new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) {
        this.#total += 1;
        this.#recent.push(startTime);
      }
      // More than a person will ever ask for, in a minute in which everything stands.
      this.#recent = this.#recent.slice(-600);
    });
    this.#observer.observe({ type });
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }
}
