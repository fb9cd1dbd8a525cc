/** An animation frame's time: nothing can be shown more often. */
const FRAME_MS = 16;

/** Runs `task` once, {@link FRAME_MS} after the first of any number of calls to `schedule`. */
export class Coalescer {
  readonly #task: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(task: () => void) {
    this.#task = task;
  }

  schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#task();
    }, FRAME_MS);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
