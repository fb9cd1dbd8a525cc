import { report } from '../util/report.ts';

/** A value that tells its listeners when it changes. */
export interface Observable<T> {
  /** What it is now. */
  readonly value: T;
  /** Calls `listener` at each change (not for the present value). Returns the unsubscribe function. */
  subscribe(listener: (value: T) => void): () => void;
}

/** The writable side of an {@link Observable}. A listener that throws does not keep the others from hearing. */
export class ObservableValue<T> implements Observable<T> {
  #value: T;
  readonly #listeners: Set<(value: T) => void> = new Set();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) report(() => listener(value));
  }

  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
