/** Figures that change faster than this cannot be read; the line moves with every frame. */
const TELL_MS = 250;

export interface DrawPaceOptions {
  /** Draws the line alone, in the frame that is being made. False where more than the line has to change. */
  drawLine: () => boolean;
  /** Draws everything. */
  drawAll: () => void;
}

/** The line moves on with every frame, the words around it a few times a second. */
export class DrawPace {
  readonly #options: DrawPaceOptions;
  #frame = 0;
  #toldAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DrawPaceOptions) {
    this.#options = options;
  }

  /** There is something new: it is drawn with the next frame. */
  ask(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#draw);
  }

  /** Everything has been drawn. */
  told(): void {
    this.#toldAt = performance.now();
  }

  /** Drops what was asked for. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #draw = (): void => {
    this.#frame = 0;
    const restMs = TELL_MS - (performance.now() - this.#toldAt);
    if (restMs <= 0 || !this.#options.drawLine()) {
      this.#options.drawAll();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#options.drawAll();
    }, restMs);
  };
}
