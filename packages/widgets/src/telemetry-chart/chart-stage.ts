import { type ChartModel, NARROW_PX } from '../chart/chart-model.ts';
import { loadUplot } from '../chart/load-uplot.ts';
import { readStyle } from '../chart/style-probe.ts';
import { UplotAdapter } from '../chart/uplot-adapter.ts';

/**
 * Keeps one canvas in step with its model, its size and the page's colours, drawing at most once a frame.
 * The canvas is made anew when lines, units, limits or colours change; new points only redraw it.
 */
export class ChartStage {
  readonly #root: ShadowRoot;
  readonly #onCursor: (index: number | null) => void;
  readonly #observer: ResizeObserver = new ResizeObserver(() => this.#resize());
  #adapter: UplotAdapter | undefined;
  #shape = '';
  #model: ChartModel | undefined;
  #frame = 0;
  #isOpen = true;

  constructor(root: ShadowRoot, onCursor: (index: number | null) => void) {
    this.#root = root;
    this.#onCursor = onCursor;
    const plot = this.#plot;
    if (plot) this.#observer.observe(plot);
    // See style-probe.ts: the end of a probe's transition is how a changed colour is heard.
    root.querySelector('.probes')?.addEventListener('transitionend', this.#restyle);
  }

  /** Draws this model at the next frame; undefined empties the stage. */
  show(model: ChartModel | undefined): void {
    this.#model = model;
    this.#ask();
  }

  setCursor(index: number | null): void {
    this.#adapter?.setCursor(index);
  }

  close(): void {
    this.#isOpen = false;
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.#root.querySelector('.probes')?.removeEventListener('transitionend', this.#restyle);
    this.#adapter?.destroy();
    this.#adapter = undefined;
  }

  get #plot(): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>('.plot');
  }

  #restyle = (): void => {
    this.#shape = '';
    this.#ask();
  };

  #ask(): void {
    if (this.#frame !== 0 || !this.#isOpen) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      void this.#draw();
    });
  }

  async #draw(): Promise<void> {
    const uplot = await loadUplot();
    const [plot, model] = [this.#plot, this.#model];
    const target = this.#root.querySelector<HTMLElement>('.stage');
    if (!this.#isOpen || !plot || !target) return;
    const { clientWidth: width, clientHeight: height } = plot;
    if (model === undefined || width === 0 || height === 0) {
      this.#adapter?.destroy();
      this.#adapter = undefined;
      this.#shape = '';
      return;
    }
    const shape = shapeOf(model, width);
    if (this.#adapter !== undefined && shape === this.#shape) {
      this.#adapter.update(model);
      return;
    }
    const heldTime = this.#adapter?.heldTime ?? null;
    this.#adapter?.destroy();
    this.#shape = shape;
    const style = readStyle(this.#root);
    this.#adapter = new UplotAdapter(uplot, {
      target,
      width,
      height,
      model,
      style,
      onCursor: this.#onCursor,
      heldTime,
    });
  }

  #resize(): void {
    const plot = this.#plot;
    const model = this.#model;
    if (!plot || !model) return;
    if (
      this.#adapter !== undefined &&
      shapeOf(model, plot.clientWidth) === this.#shape &&
      plot.clientHeight > 0
    )
      this.#adapter.resize(plot.clientWidth, plot.clientHeight);
    else this.#ask();
  }
}

/** What cannot be changed in a canvas that stands. Width counts only where the axes change with it. */
function shapeOf(model: ChartModel, width: number): string {
  const lines = model.series.map(({ metric, info }) => [metric, info.unit]);
  return JSON.stringify([lines, model.thresholds, width < NARROW_PX]);
}
