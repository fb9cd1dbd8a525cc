import type { ViewController } from '../controllers/view-controller.ts';

/** The time under a chart's cursor, which is that of its neighbours too. Told at most once a frame. */
export class CursorLink {
  readonly #view: ViewController;
  readonly #onChange: () => void;
  #time: number | null = null;
  #isOwn = false;
  #frame = 0;

  /** @param onChange - Called when the cursor is elsewhere. */
  constructor(view: ViewController, onChange: () => void) {
    this.#view = view;
    this.#onChange = onChange;
  }

  /** Epoch ms; null for none. */
  get time(): number | null {
    return this.#time;
  }

  /** A person moved the cursor of this chart. */
  move(time: number | null): void {
    if (time === this.#time) return;
    this.#time = time;
    this.#isOwn = time !== null;
    if (this.#frame === 0)
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#view.set({ cursor: this.#time });
      });
    this.#onChange();
  }

  /**
   * Takes the neighbours' cursor over. True when it is elsewhere than this chart's; while this chart has something to
   * tell, that comes first.
   */
  follow(): boolean {
    const cursor = this.#view.state?.cursor ?? null;
    if (this.#frame !== 0 || cursor === this.#time) return false;
    this.#time = cursor;
    this.#isOwn = false;
    return true;
  }

  /** Takes the cursor away with the chart. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#isOwn) this.#view.set({ cursor: null });
    this.#time = null;
    this.#isOwn = false;
  }
}
