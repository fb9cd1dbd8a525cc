import { type ChartModel, NARROW_PX } from '../chart/chart-model.ts';
import type { UplotAdapter } from '../chart/uplot-adapter.ts';
import { adoptSheet } from '../internal/adopt-sheet.ts';
import { loadedPlot, loadPlot, type Plot } from './load-plot.ts';

export interface ChartStageOptions {
  /** Brings what draws. */
  load: () => Promise<Plot>;
  /** Called when the pointer has put the cursor on another point; null when it is on none. */
  onCursor: (index: number | null) => void;
  /** Called when what draws could not be loaded. `retry()` asks again. */
  onFail: (error: unknown) => void;
  /** Called when the plot has another width, in px. */
  onWidth: (width: number) => void;
}

/**
 * Keeps one canvas in step with its model, its size and the page's colours, drawing at most once a frame.
 * The canvas is made anew when lines, units, limits or colours change; new points only redraw it.
 */
export class ChartStage {
  readonly #root: ShadowRoot;
  readonly #options: ChartStageOptions;
  readonly #observer: ResizeObserver = new ResizeObserver(() => this.#resize());
  #parts: Plot | undefined;
  #isLoading = false;
  #adapter: UplotAdapter | undefined;
  #shape = '';
  #model: ChartModel | undefined;
  #heldTime: number | null = null;
  #frame = 0;
  #isOpen = true;

  constructor(root: ShadowRoot, options: ChartStageOptions) {
    this.#root = root;
    this.#options = options;
    const plot = this.#plot;
    if (plot) this.#observer.observe(plot);
    // See style-probe.ts: the end of a probe's transition is how a changed colour is heard.
    root.querySelector('.probes')?.addEventListener('transitionend', this.#restyle);
    if (options.load === loadPlot) this.#take(loadedPlot());
  }

  /** Draws this model at the next frame, the first one at once; undefined empties the stage. */
  show(model: ChartModel | undefined): void {
    if (model === this.#model) return;
    this.#model = model;
    if (this.#adapter === undefined && this.#parts !== undefined) this.#draw();
    else this.#ask();
  }

  /** Draws this model in the frame that is being made. */
  showNow(model: ChartModel): void {
    this.#model = model;
    this.#draw();
  }

  /** Where the plot is between its axes, in px of the page. */
  get area(): DOMRect | undefined {
    return this.#adapter?.area;
  }

  /** Marks what is being chosen, from one x to another in px of the plot. */
  select(span: readonly [number, number] | null): void {
    this.#adapter?.select(span);
  }

  setCursor(time: number | null): void {
    this.#heldTime = time;
    this.#adapter?.setCursor(time);
  }

  /** Asks for what draws again. */
  retry(): void {
    this.#ask();
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
      this.#draw();
    });
  }

  async #load(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      const parts = await this.#options.load();
      if (!this.#isOpen) return;
      this.#take(parts);
      this.#draw();
    } catch (error) {
      if (this.#isOpen) this.#options.onFail(error);
    }
    this.#isLoading = false;
  }

  #take(parts: Plot | undefined): void {
    this.#parts = parts;
    if (parts === undefined) return;
    adoptSheet(this.#root, parts.plotStyles);
  }

  #draw(): void {
    const [parts, plot, model] = [this.#parts, this.#plot, this.#model];
    const target = this.#root.querySelector<HTMLElement>('.stage');
    if (!this.#isOpen || !plot || !target) return;
    if (parts === undefined) {
      void this.#load();
      return;
    }
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
    const heldTime = this.#adapter?.heldTime ?? this.#heldTime;
    this.#adapter?.destroy();
    this.#shape = shape;
    const style = parts.readStyle(this.#root);
    const { onCursor } = this.#options;
    this.#adapter = new parts.UplotAdapter(parts.uplot, {
      target,
      width,
      height,
      model,
      style,
      onCursor,
      heldTime,
    });
  }

  #resize(): void {
    const [plot, model] = [this.#plot, this.#model];
    if (!plot) return;
    this.#options.onWidth(plot.clientWidth);
    if (!model) return;
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
  return JSON.stringify([lines, model.thresholds, model.words.locale, width < NARROW_PX]);
}
