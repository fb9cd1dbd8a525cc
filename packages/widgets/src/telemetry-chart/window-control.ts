import type { WindowAct } from './chart-keys.ts';
import type { GestureStage } from './gestures.ts';
import type { HandsHost } from './hands-host.ts';
import { panned, rangeOf, type Window, zoomed } from './window.ts';

/** How far one press of a key or button moves the window, as a share of its length. */
const PAN = 0.25;

/** What people do with the window, by keys, buttons and gestures. Each act is one change of the range. */
export class WindowControl implements GestureStage {
  readonly #host: HandsHost;

  constructor(host: HandsHost) {
    this.#host = host;
  }

  /** What can be asked for now. */
  get acts(): WindowAct[] {
    const { reader, ranges } = this.#host;
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
    const { reader, ranges, cursor, model } = this.#host;
    const { window } = reader;
    const isLive = 'lastMs' in ranges.current;
    const at = cursor === null ? undefined : model?.times[cursor];
    const anchor = at ?? (isLive ? window.to : (window.from + window.to) / 2);
    if (act === 'back') ranges.back();
    else if (act === 'reset') ranges.reset();
    else if (act === 'zoomIn') this.#step(zoomed(window, 0.5, anchor));
    else if (act === 'zoomOut') this.#step(zoomed(window, 2, anchor));
    else this.#step(panned(window, act === 'earlier' ? -PAN : PAN));
    this.#host.announceRange();
  }

  get target(): HTMLElement | null {
    return this.#host.element.renderRoot.querySelector<HTMLElement>('.stage');
  }

  get area(): DOMRect | undefined {
    return this.#host.stage?.area;
  }

  get window(): Window | undefined {
    const { reader } = this.#host;
    return reader.hasLine ? reader.window : undefined;
  }

  get isZoomed(): boolean {
    return this.#host.ranges.isZoomed;
  }

  select(span: readonly [number, number] | null): void {
    this.#host.stage?.select(span);
  }

  preview(window: Window | null): void {
    this.#host.preview(window);
  }

  commit(window: Window): void {
    this.#step(window);
    this.#host.announceRange();
  }

  scrub(time: number): void {
    this.#host.place(time);
  }

  #step(window: Window): void {
    const { reader, ranges } = this.#host;
    this.#host.preview(null);
    ranges.step(rangeOf(window, reader.end));
  }
}
