/** A window of readings, oldest first. */
export interface Points {
  /** Epoch ms. */
  times: Float64Array;
  values: Float64Array;
}

/** One library with a line chart on the page. */
export interface Adapter {
  /** Adds a reading at the end and lets the oldest go. */
  append(time: number, value: number): void;
  /** Shows what was added since the last frame. */
  draw(): void;
  close(): void;
}

/** Puts a chart of these readings into `target`; what it draws in is a canvas there, or in a shadow root. */
export type OpenAdapter = (target: HTMLElement, points: Points) => Adapter;

/** Size of every chart's canvas, in px, as good as libraries let one say it. */
export const SIZE = { width: 1000, height: 300 } as const;

/** A window that slides over typed arrays of twice its length: each frame costs two views. */
export class SlidingWindow {
  readonly #length: number;
  readonly #times: Float64Array;
  readonly #values: Float64Array;
  #start = 0;

  constructor({ times, values }: Points) {
    this.#length = times.length;
    this.#times = new Float64Array(2 * times.length);
    this.#values = new Float64Array(2 * times.length);
    this.#times.set(times);
    this.#values.set(values);
  }

  push(time: number, value: number): void {
    if (this.#start === this.#length) {
      this.#times.copyWithin(0, this.#start);
      this.#values.copyWithin(0, this.#start);
      this.#start = 0;
    }
    this.#times[this.#start + this.#length] = time;
    this.#values[this.#start + this.#length] = value;
    this.#start += 1;
  }

  get points(): Points {
    const [from, to] = [this.#start, this.#start + this.#length];
    return { times: this.#times.subarray(from, to), values: this.#values.subarray(from, to) };
  }
}
