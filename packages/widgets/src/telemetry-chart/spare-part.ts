import { tellAll } from '../internal/tell-all.ts';

/** A download that failed is tried again after this long: a display on a wall has nobody who presses a button. */
const AGAIN_MS = 15_000;

/**
 * Code that only some charts need: fetched by the first that does, for all of them. *Unasked* → *on its way* → *here*,
 * or *failed* until somebody asks for it again, or some time has passed.
 */
export class SparePart<T> {
  readonly #load: () => Promise<T>;
  readonly #waiting: Set<() => void> = new Set();
  #code: T | undefined;
  #isOnItsWay = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Undefined until it is here. */
  get code(): T | undefined {
    return this.#code;
  }

  get hasFailed(): boolean {
    return this.#timer !== undefined;
  }

  /** The code where it is here; else asks for it, and calls `onChange` when it has come or failed, or can be asked for again. */
  get(onChange: () => void): T | undefined {
    if (this.#code === undefined) {
      this.#waiting.add(onChange);
      if (!this.#isOnItsWay && !this.hasFailed) void this.#fetch();
    }
    return this.#code;
  }

  /** Nobody waits any more. */
  forget(onChange: () => void): void {
    this.#waiting.delete(onChange);
  }

  /** The next one who needs it asks again. */
  retry(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #fetch(): Promise<void> {
    this.#isOnItsWay = true;
    try {
      this.#code = await this.#load();
    } catch {
      this.#timer = setTimeout(() => {
        this.retry();
        tellAll(this.#waiting);
      }, AGAIN_MS);
    }
    this.#isOnItsWay = false;
    tellAll(this.#waiting);
    if (this.#code !== undefined) this.#waiting.clear();
  }
}
