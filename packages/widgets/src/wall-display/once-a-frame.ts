/** An act that may be asked for at any rate, and is done once in a frame. */
export class OnceAFrame {
  readonly #act: () => void;
  #frame = 0;

  constructor(act: () => void) {
    this.#act = act;
  }

  ask(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#act();
    });
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
