/** What a gesture asks for; px of the stage. */
export interface GestureTarget {
  pan(dx: number, dy: number): void;
  zoom(factor: number, atX: number, atY: number): void;
  /** Whether a plain wheel zooms: else it scrolls the page. */
  readonly takesWheel: boolean;
}

/** A finger that trembles does not drag. */
const DRAG_FROM_PX = 5;
const LINE_PX = 16;

/** Drag, pinch and wheel on the plan. */
export class Gestures {
  readonly #target: GestureTarget;
  readonly #pointers: Map<number, { x: number; y: number }> = new Map();
  #start: { x: number; y: number } | undefined;
  /** True from the first step of a drag to the next press: the click that ends it chooses nothing. */
  isDrag = false;

  constructor(target: GestureTarget) {
    this.#target = target;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    // The first finger of a gesture, or the mouse: what is left of an earlier one was let go where nobody heard of it.
    if (event.isPrimary) this.#pointers.clear();
    if (this.#pointers.size === 0) {
      this.isDrag = false;
      this.#start = placeOf(event);
    }
    this.#pointers.set(event.pointerId, placeOf(event));
  };

  readonly move = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    if (event.pointerType === 'mouse' && event.buttons === 0) {
      this.up(event);
      return;
    }
    const now = placeOf(event);
    if (!this.isDrag && this.#pointers.size === 1) {
      const start = this.#start ?? now;
      if (Math.hypot(now.x - start.x, now.y - start.y) < DRAG_FROM_PX) return;
    }
    if (!this.isDrag) {
      this.isDrag = true;
      // From here on the plan gets what happens outside of it too, and no mark is clicked.
      for (const id of this.#pointers.keys()) capture(event.currentTarget, id);
    }
    const [first, second] = this.#pointers.values();
    if (first !== undefined && second !== undefined)
      this.#pinch(before, now, before === first ? second : first);
    else this.#target.pan(before.x - now.x, before.y - now.y);
    this.#pointers.set(event.pointerId, now);
  };

  readonly up = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
  };

  readonly wheel = (event: WheelEvent): void => {
    const isAsked = event.ctrlKey || event.metaKey;
    if (!isAsked && !this.#target.takesWheel) return;
    event.preventDefault();
    const px = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
    // A pinch on a touch pad comes as a wheel with ctrl and small steps.
    const speed = event.ctrlKey && Math.abs(px) < 50 ? 0.01 : 0.002;
    const { x, y } = placeOf(event);
    this.#target.zoom(Math.exp(-px * speed), x, y);
  };

  /** About the finger that rests: so both keep what is under them, and two that move together move the plan. */
  #pinch(before: Point, now: Point, other: Point): void {
    const [distanceBefore, distanceNow] = [distance(before, other), distance(now, other)];
    if (distanceBefore > 0 && distanceNow > 0)
      this.#target.zoom(distanceNow / distanceBefore, other.x, other.y);
  }
}

interface Point {
  x: number;
  y: number;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function placeOf(event: MouseEvent): Point {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function capture(target: EventTarget | null, pointerId: number): void {
  try {
    (target as Element).setPointerCapture(pointerId);
  } catch {
    // The finger has left in the meantime.
  }
}
