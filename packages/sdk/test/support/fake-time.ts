import FakeTimers from '@sinonjs/fake-timers';

/** Where the truth begins. */
const BEGINNING = Date.parse('2026-01-05T06:00:00Z');

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The time of a device, told by hand, and the truth beside it: the device's clock may be wrong, and the device may sleep,
 * during which the truth goes on and its timers do not.
 */
export class FakeTime {
  readonly #clock: ReturnType<typeof FakeTimers.install>;
  #sleptMs = 0;

  constructor() {
    this.#clock = FakeTimers.install({
      now: BEGINNING,
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    });
  }

  /** Epoch ms of the truth. */
  readonly now = (): number => BEGINNING + performance.now() + this.#sleptMs;

  /** Timers of the next `ms` fire one after the other; what follows from each is done before the next. */
  async run(ms: number): Promise<void> {
    let isOver = false;
    this.#clock.setTimeout(() => {
      isOver = true;
    }, ms);
    await this.settle();
    while (!isOver) {
      this.#clock.next();
      await settled();
    }
    await this.settle();
  }

  /** The device sleeps: its clock leaps, its timers wait where they were. */
  sleep(ms: number): void {
    this.#sleptMs += ms;
    this.#clock.setSystemTime(Date.now() + ms);
  }

  /** Sets the device's clock so far ahead of the truth; negative for behind. */
  setSkew(ms: number): void {
    this.#clock.setSystemTime(this.now() + ms);
  }

  /** Until everything that needs no time is done. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await settled();
  }

  /** What a call comes to, with as much time as it needs. */
  async finish<T>(call: Promise<T>): Promise<T> {
    let isDone = false;
    const watched = call.finally(() => {
      isDone = true;
    });
    watched.catch(() => {});
    for (let turn = 0; !isDone && turn < 5_000; turn += 1) {
      await this.settle();
      if (!isDone) await this.run(10);
    }
    return watched;
  }

  /** How many timers are waiting. */
  get timers(): number {
    return this.#clock.countTimers();
  }

  restore(): void {
    this.#clock.uninstall();
  }
}

/** Numbers from 0 to 1 that are the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
