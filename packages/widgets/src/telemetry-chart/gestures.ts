import { between, type Window, zoomed } from './window.ts';

/** A pointer that moved less, in px, has not moved. */
const STILL_PX = 4;
/** So long after the last turn of the wheel the zoom is over, in ms. */
const WHEEL_REST_MS = 220;
/** How much a px of the wheel zooms. */
const WHEEL_SPEED = 0.0018;
const LINE_PX = 16;

/** What the gestures are about. */
export interface GestureStage {
  /** What holds a pointer that leaves it. */
  readonly target: HTMLElement | null;
  /** Where the plot is between its axes, in px of the page; undefined while there is none. */
  readonly area: DOMRect | undefined;
  readonly window: Window | undefined;
  readonly isZoomed: boolean;
  /** Marks what is being chosen, in px of the plot. */
  select(span: readonly [number, number] | null): void;
  /** Shows another window for as long as the gesture lasts; null goes back. */
  preview(window: Window | null): void;
  /** The gesture has ended in this window. */
  commit(window: Window): void;
  /** Puts the cursor on a time. */
  scrub(time: number): void;
}

type Drag = 'select' | 'pan' | 'scrub';

/** Zoom and pan by mouse, pen, fingers and wheel. The keyboard's way is in chart-keys.ts. */
export class Gestures {
  readonly #stage: GestureStage;
  readonly #fingers = new Map<number, number>();
  #drag: { kind: Drag; id: number; x: number; window: Window; hasMoved: boolean } | undefined;
  #pinch: { window: Window; times: readonly [number, number] } | undefined;
  #wanted: Window | undefined;
  #wheelTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(stage: GestureStage) {
    this.#stage = stage;
  }

  /** A pointer went down, moved, or went up; another event is none of ours. */
  point(event: PointerEvent): void {
    if (event.type === 'pointerdown') this.#handleDown(event);
    else if (event.type === 'pointermove') this.#handleMove(event);
    else if (event.type === 'pointerup') this.#handleUp(event);
    else if (event.type === 'pointercancel') {
      this.#fingers.delete(event.pointerId);
      this.cancel();
    }
  }

  /** Gives up what is going on. Says whether something was. */
  cancel(): boolean {
    const isActive = this.#drag?.hasMoved || this.#pinch !== undefined || this.#wanted !== undefined;
    clearTimeout(this.#wheelTimer);
    this.#drag = undefined;
    this.#pinch = undefined;
    this.#wanted = undefined;
    this.#stage.select(null);
    if (isActive) this.#stage.preview(null);
    return isActive ?? false;
  }

  #handleDown(event: PointerEvent): void {
    const { window } = this.#stage;
    if (window === undefined || event.button !== 0 || this.#stage.area === undefined) return;
    const isTouch = event.pointerType === 'touch';
    if (isTouch) this.#fingers.set(event.pointerId, event.clientX);
    if (this.#fingers.size === 2) {
      this.#beginPinch(window);
      return;
    }
    const kind: Drag = isTouch ? (this.#stage.isZoomed ? 'pan' : 'scrub') : event.shiftKey ? 'pan' : 'select';
    this.#drag = { kind, id: event.pointerId, x: event.clientX, window, hasMoved: false };
  }

  #handleMove(event: PointerEvent): void {
    if (this.#fingers.has(event.pointerId)) this.#fingers.set(event.pointerId, event.clientX);
    if (this.#pinch !== undefined) {
      this.#movePinch();
      return;
    }
    const [drag, area] = [this.#drag, this.#stage.area];
    if (drag === undefined || area === undefined || drag.id !== event.pointerId) return;
    if (!drag.hasMoved && Math.abs(event.clientX - drag.x) < STILL_PX) return;
    if (!drag.hasMoved) this.#capture(event.pointerId);
    drag.hasMoved = true;
    if (drag.kind === 'select') this.#stage.select(spanOf(drag.x, event.clientX, area));
    else if (drag.kind === 'scrub') this.#stage.scrub(timeAt(event.clientX, area, drag.window));
    else {
      const { from, to } = drag.window;
      const shift = ((drag.x - event.clientX) / area.width) * (to - from);
      this.#preview({ from: from + shift, to: to + shift });
    }
  }

  #handleUp(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    const [drag, area] = [this.#drag, this.#stage.area];
    if (this.#pinch !== undefined) {
      this.#pinch = undefined;
      this.#drag = undefined;
      this.#commit();
      return;
    }
    if (drag === undefined || drag.id !== event.pointerId) return;
    this.#drag = undefined;
    this.#stage.select(null);
    if (!drag.hasMoved || area === undefined) {
      if (drag.kind !== 'select' && area !== undefined)
        this.#stage.scrub(timeAt(event.clientX, area, drag.window));
      return;
    }
    if (drag.kind === 'select') {
      const [left, right] = spanOf(drag.x, event.clientX, area);
      if (right - left < STILL_PX) return;
      const time = (x: number): number => timeAt(x + area.left, area, drag.window);
      this.#stage.commit(between(time(left), time(right)));
    } else this.#commit();
  }

  /** The wheel was turned; only with control is it about the chart. */
  turn(event: WheelEvent): void {
    const [area, window] = [this.#stage.area, this.#wanted ?? this.#stage.window];
    // A pinch on a trackpad comes as a wheel with the control key.
    if (!(event.ctrlKey || event.metaKey) || area === undefined || window === undefined) return;
    event.preventDefault();
    const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
    this.#preview(zoomed(window, Math.exp(px * WHEEL_SPEED), timeAt(event.clientX, area, window)));
    clearTimeout(this.#wheelTimer);
    this.#wheelTimer = setTimeout(() => this.#commit(), WHEEL_REST_MS);
  }

  /** A pointer that is up already, because the gesture was waited for, cannot be held. */
  #capture(pointerId: number): void {
    try {
      this.#stage.target?.setPointerCapture(pointerId);
    } catch {
      // What it did is taken all the same.
    }
  }

  #beginPinch(window: Window): void {
    const area = this.#stage.area;
    const [one, other] = [...this.#fingers.values()];
    if (area === undefined || one === undefined || other === undefined) return;
    this.#drag = undefined;
    this.#stage.select(null);
    this.#pinch = { window, times: [timeAt(one, area, window), timeAt(other, area, window)] };
  }

  /** The times that the fingers took hold of stay under them. */
  #movePinch(): void {
    const [pinch, area] = [this.#pinch, this.#stage.area];
    const [one, other] = [...this.#fingers.values()];
    if (pinch === undefined || area === undefined || one === undefined || other === undefined) return;
    const distance = other - one;
    const [start, end] = pinch.times;
    const length = ((end - start) / distance) * area.width;
    // Fingers that cross, or lie on each other, say nothing.
    if (!(Math.abs(distance) > STILL_PX && length > 0)) return;
    const from = start - ((one - area.left) / area.width) * length;
    this.#preview({ from, to: from + length });
  }

  #preview(window: Window): void {
    this.#wanted = window;
    this.#stage.preview(window);
  }

  #commit(): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted !== undefined) this.#stage.commit(wanted);
  }
}

function timeAt(x: number, area: DOMRect, { from, to }: Window): number {
  const share = Math.min(1, Math.max(0, (x - area.left) / area.width));
  return from + share * (to - from);
}

function spanOf(one: number, other: number, { left, width }: DOMRect): [number, number] {
  const inside = (x: number): number => Math.min(width, Math.max(0, x - left));
  const [a, b] = [inside(one), inside(other)];
  return [Math.min(a, b), Math.max(a, b)];
}
