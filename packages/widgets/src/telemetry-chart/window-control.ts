import type { WindowAct } from './chart-keys.ts';
import type { ChartReader } from './chart-reader.ts';
import type { ChartStage } from './chart-stage.ts';
import type { Gestures } from './gestures.ts';
import type { RangeKeeper } from './range-keeper.ts';
import { panned, rangeOf, type Window, zoomed } from './window.ts';

/** How far one press of a key or button moves the window, as a share of its length. */
const PAN = 0.25;

export interface WindowControlOptions {
  reader: ChartReader;
  ranges: RangeKeeper;
  stage: () => ChartStage | undefined;
  /** Time under the cursor, epoch ms; null for none in the window. */
  cursor: () => number | null;
  /** Puts the cursor on a time. */
  place: (time: number) => void;
  /** Draws what is shown now. */
  draw: () => void;
  /** A person has changed what is shown. */
  onAct: () => void;
}

/** What people do with the window, by keys, buttons and gestures. Each act is one change of the range. */
export class WindowControl {
  readonly #options: WindowControlOptions;
  #gestures: Gestures | undefined;
  /** Shown for as long as a gesture lasts. */
  #preview: Window | null = null;

  constructor(options: WindowControlOptions) {
    this.#options = options;
  }

  /** What is shown now, epoch ms. */
  get window(): Window {
    return this.#preview ?? this.#options.reader.window;
  }

  /** What can be asked for now. */
  get acts(): WindowAct[] {
    const { reader, ranges } = this.#options;
    if (!reader.hasLine) return [];
    return [
      'zoomIn',
      'zoomOut',
      'earlier',
      'later',
      ...(ranges.isZoomed ? (['back', 'reset'] as const) : []),
    ];
  }

  act(act: WindowAct): void {
    if (!this.acts.includes(act)) return;
    const { reader, ranges, cursor, onAct } = this.#options;
    const { window } = reader;
    const isLive = 'lastMs' in ranges.current;
    const anchor = cursor() ?? (isLive ? window.to : (window.from + window.to) / 2);
    if (act === 'back') ranges.back();
    else if (act === 'reset') ranges.reset();
    else if (act === 'zoomIn') this.#commit(zoomed(window, 0.5, anchor));
    else if (act === 'zoomOut') this.#commit(zoomed(window, 2, anchor));
    else this.#commit(panned(window, act === 'earlier' ? -PAN : PAN));
    onAct();
  }

  /** Listens to gestures on the stage, once. */
  listen(root: ParentNode, GestureListener: typeof Gestures): void {
    const target = root.querySelector<HTMLElement>('.stage');
    if (this.#gestures !== undefined || target === null) return;
    const { reader, ranges, stage, place, draw, onAct } = this.#options;
    this.#gestures = new GestureListener(target, {
      get area() {
        return stage()?.area;
      },
      get window() {
        return reader.hasLine ? reader.window : undefined;
      },
      get isZoomed() {
        return ranges.isZoomed;
      },
      select: (span) => stage()?.select(span),
      preview: (window) => {
        this.#preview = window;
        draw();
      },
      commit: (window) => {
        this.#commit(window);
        onAct();
      },
      scrub: place,
    });
  }

  /** Gives up a gesture. Says whether there was one. */
  cancel(): boolean {
    return this.#gestures?.cancel() ?? false;
  }

  close(): void {
    this.#gestures?.close();
    this.#gestures = undefined;
    this.#preview = null;
  }

  #commit(window: Window): void {
    const { reader, ranges, draw } = this.#options;
    this.#preview = null;
    ranges.step(rangeOf(window, reader.end));
    draw();
  }
}
