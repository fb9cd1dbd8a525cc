import type { GridModel } from './grid-model.ts';
import { type LineWindow, lineWindow, poolOfRows } from './window.ts';

/** Lines drawn for paper, which does not scroll. More would be no printout but a data export. */
const PRINTED_LINES = 300;

/** Which lines are in sight, and how to bring one there. */
export class GridScroll {
  readonly #model: GridModel;
  readonly #draw: (isAtOnce: boolean) => void;
  readonly #observer: ResizeObserver | undefined;
  #viewport: HTMLElement | null = null;
  #scrollTop = 0;
  #pool = 0;
  #poolFor = '';
  #isTable = false;
  #isPrinting = false;

  /** @param draw - Called when a length has changed; at once for paper, which does not wait. */
  constructor(model: GridModel, draw: (isAtOnce: boolean) => void) {
    this.#model = model;
    this.#draw = draw;
    if (typeof ResizeObserver !== 'undefined') this.#observer = new ResizeObserver(() => this.#measure());
  }

  /** Lines to draw now. */
  window(): LineWindow {
    const { lines, layout } = this.#model;
    // Before the lengths are known, rows would be drawn for nothing.
    if (layout.height <= 0) return { first: 0, pool: 0 };
    if (this.#isPrinting) return { first: 0, pool: Math.min(lines.count, PRINTED_LINES) };
    const lengths = [layout.rowHeight, layout.columns, layout.height].join();
    if (lengths !== this.#poolFor) {
      this.#poolFor = lengths;
      this.#pool = poolOfRows(layout.height, layout.rowHeight);
    }
    // What has become shorter cannot be scrolled as far; the page says so only later.
    const top = Math.max(0, Math.min(this.#scrollTop, lines.height - layout.height));
    const window = lineWindow(lines, top, layout.height, this.#pool);
    this.#pool = window.pool;
    return window;
  }

  /** What may take Tab: the selected machine, else the first line that is in sight as a whole. */
  stops(selectedId: string): readonly string[] {
    const { lines } = this.#model;
    const line = lines.lineAt(this.#scrollTop);
    const isCut = (lines.at(line)?.top ?? 0) < this.#scrollTop;
    return [selectedId, this.#model.stopAt(isCut ? line + 1 : line)].filter((name) => name !== '');
  }

  /** Called after each draw with what scrolls now; watches its lengths. */
  attach(viewport: HTMLElement | null, isTable: boolean): void {
    const sizer = viewport?.querySelector('.sizer') ?? null;
    const isNew = viewport !== this.#viewport;
    if (isNew) {
      this.#observer?.disconnect();
      this.#viewport = viewport;
      this.#scrollTop = viewport?.scrollTop ?? 0;
      if (viewport && sizer) for (const element of [viewport, sizer]) this.#observer?.observe(element);
    }
    if (isNew || isTable !== this.#isTable) this.#measure();
    this.#isTable = isTable;
  }

  start(): void {
    addEventListener('beforeprint', this.#handlePrint);
    addEventListener('afterprint', this.#handlePrint);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#viewport = null;
    removeEventListener('beforeprint', this.#handlePrint);
    removeEventListener('afterprint', this.#handlePrint);
  }

  follow(): void {
    this.#scrollTop = this.#viewport?.scrollTop ?? 0;
  }

  toTop(): void {
    if (this.#viewport) this.#viewport.scrollTop = 0;
    this.#scrollTop = 0;
  }

  /** Scrolls so that the whole line is in sight, and no farther; draws in any case. */
  reveal(number: number): void {
    this.#draw(false);
    const { lines, layout } = this.#model;
    const line = lines.at(number);
    if (this.#viewport === null || line === undefined) return;
    const bottom = line.top + lines.heightOf(line);
    // With the first machine of all comes the head of its group.
    const top = number <= 1 && this.#model.isGrouped ? 0 : line.top;
    this.#viewport.scrollTop = Math.min(top, Math.max(this.#scrollTop, bottom - layout.height));
    this.follow();
  }

  #measure(): void {
    if (this.#viewport !== null && this.#model.layout.measure(this.#viewport)) this.#draw(false);
  }

  /** Paper shows what scrolling would. */
  readonly #handlePrint = ({ type }: Event): void => {
    this.#isPrinting = type === 'beforeprint';
    this.#draw(true);
  };
}
