/**
 * The day's clock and the page's running time, told by hand, and the timers of a second with them. Everything else on
 * the page goes on as it does.
 */
export class HandClock {
  readonly #real = {
    date: Date.now,
    running: performance.now,
    interval: globalThis.setInterval.bind(globalThis),
    clear: globalThis.clearInterval.bind(globalThis),
  };
  readonly #tasks = new Map<number, () => void>();
  #day: number;
  #running = 100_000;
  #last = 1e9;

  /** @param day - What the clock shows, epoch ms. */
  constructor(day: number) {
    this.#day = day;
    Date.now = () => this.#day;
    performance.now = () => this.#running;
    globalThis.setInterval = ((task: () => void, ms: number) => {
      if (ms !== 1_000) return this.#real.interval(task, ms);
      this.#last += 1;
      this.#tasks.set(this.#last, task);
      return this.#last;
    }) as typeof setInterval;
    globalThis.clearInterval = ((id: number) => {
      if (!this.#tasks.delete(id)) this.#real.clear(id);
    }) as typeof clearInterval;
  }

  /** How many timers run. */
  get timers(): number {
    return this.#tasks.size;
  }

  /** Seconds pass one by one. */
  pass(seconds: number): void {
    for (let second = 0; second < seconds; second += 1) {
      this.#day += 1_000;
      this.#running += 1_000;
      this.#fire();
    }
  }

  /** The device sleeps; its timers fire once when it wakes. */
  sleep(ms: number): void {
    this.#day += ms;
    this.#running += ms;
    this.#fire();
  }

  /** Somebody sets the clock. */
  set(day: number): void {
    this.#day = day;
    this.#running += 1_000;
    this.#fire();
  }

  restore(): void {
    Date.now = this.#real.date;
    performance.now = this.#real.running;
    globalThis.setInterval = this.#real.interval;
    globalThis.clearInterval = this.#real.clear;
  }

  #fire(): void {
    for (const task of [...this.#tasks.values()]) task();
  }
}
