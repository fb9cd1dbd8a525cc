import type { Trouble } from '../internal/error-info.ts';
import { stateView } from '../internal/state-view.ts';
import type { Words } from '../locale/words.ts';

/** Code of this page that is fetched once, by whoever first needs it. */
export class LazyCode<T> {
  readonly #load: () => Promise<T>;
  #code: T | undefined;
  #loading: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** The code, where it has been fetched. */
  get code(): T | undefined {
    return this.#code;
  }

  /** One download for all who ask meanwhile: two imports of one file need not come in the order in which they were asked for. */
  fetch(): Promise<T> {
    this.#loading ??= this.#load().then(
      (code) => {
        this.#code = code;
        return code;
      },
      (error: unknown) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }
}

/**
 * A part of one element whose code is fetched when somebody first needs it, so that pages which do not use it do not carry
 * it. A download that failed is tried again when asked.
 */
export class LazyPart<T> {
  readonly #lazy: LazyCode<T>;
  readonly #draw: () => void;
  readonly #onPart: (part: T) => void;
  #part: T | undefined;
  #state: 'idle' | 'loading' | 'failed' = 'idle';

  /**
   * @param draw - Called once it has been fetched, or has failed.
   * @param onPart - Called once, before the part is first used.
   */
  constructor(lazy: LazyCode<T>, draw: () => void, onPart: (part: T) => void = () => {}) {
    this.#lazy = lazy;
    this.#draw = draw;
    this.#onPart = onPart;
  }

  /** The part where it is there; asking fetches nothing. */
  get there(): T | undefined {
    const { code } = this.#lazy;
    if (this.#part === undefined && code !== undefined) {
      this.#part = code;
      this.#onPart(code);
    }
    return this.#part;
  }

  /** The part, or undefined until it is there; asking fetches it. */
  get(): T | undefined {
    const part = this.there;
    if (part === undefined && this.#state === 'idle') void this.#fetch();
    return part;
  }

  /** What the part draws; until it is there what stands in its place, as of `placeholder`. Asking fetches it. */
  content(
    words: Words,
    draw: (part: T) => unknown,
    waiting: unknown,
    failure: Pick<Trouble, 'title' | 'text'>,
  ): unknown {
    const part = this.get();
    return part === undefined ? this.placeholder(words, waiting, failure) : draw(part);
  }

  /** Acts with the part: now where it is there, else once it has come. What does not come is tried again with the next act. */
  with(act: (part: T) => void): void {
    const part = this.there;
    if (part !== undefined) {
      act(part);
      return;
    }
    const actNow = (): void => {
      if (this.there !== undefined) act(this.there);
    };
    this.#lazy.fetch().then(actNow, () => {});
  }

  /** What stands in place of what the part would draw; `failure` tells in words that it did not come. */
  placeholder(words: Words, waiting: unknown, failure: Pick<Trouble, 'title' | 'text'>): unknown {
    if (this.#state !== 'failed') return waiting;
    return stateView(words, { ...failure, kind: 'error', retry: true }, () => {
      this.#state = 'idle';
      this.#draw();
    });
  }

  async #fetch(): Promise<void> {
    this.#state = 'loading';
    try {
      await this.#lazy.fetch();
      this.#state = 'idle';
    } catch {
      this.#state = 'failed';
    }
    this.#draw();
  }
}
