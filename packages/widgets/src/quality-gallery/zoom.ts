/** How a picture is looked at: scale, and where its middle is moved to in px. */
export interface ZoomState {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

const MOST = 8;
const STEP = 1.5;
const WHEEL = 0.0016;
const FIT: ZoomState = { scale: 1, x: 0, y: 0 };
/** How far a key moves the picture, in px. */
const PAN = 60;

/** Zoom and pan by wheel, drag, two fingers, double click and keys. Two pictures side by side share one. */
export class Zoom {
  readonly #onChange: () => void;
  readonly #pointers: Map<number, { x: number; y: number }> = new Map();
  #state: ZoomState = FIT;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): ZoomState {
    return this.#state;
  }

  fit(): void {
    this.#pointers.clear();
    this.#set(FIT);
  }

  in(): void {
    this.#scaleBy(STEP, { x: 0, y: 0 });
  }

  out(): void {
    this.#scaleBy(1 / STEP, { x: 0, y: 0 });
  }

  readonly handleWheel = (event: WheelEvent): void => {
    event.preventDefault();
    this.#scaleBy(Math.exp(-event.deltaY * WHEEL), fromMiddle(event));
  };

  readonly handleDoubleClick = (event: MouseEvent): void => {
    if (this.#state.scale > 1) this.fit();
    else this.#scaleBy(STEP * STEP, fromMiddle(event));
  };

  readonly handleDown = (event: PointerEvent): void => {
    // A captured pointer clicks what has captured it: the button that loads the picture again would never hear of it.
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };

  readonly handleMove = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (other) {
      const ratio = distance(now, other) / Math.max(1, distance(before, other));
      const { currentTarget } = event;
      const [clientX, clientY] = [(now.x + other.x) / 2, (now.y + other.y) / 2];
      this.#scaleBy(ratio, fromMiddle({ clientX, clientY, currentTarget }));
    } else if (this.#state.scale > 1) {
      this.#move(now.x - before.x, now.y - before.y);
    }
  };

  readonly handleUp = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
  };

  readonly handleKey = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [PAN, 0],
      ArrowRight: [-PAN, 0],
      ArrowUp: [0, PAN],
      ArrowDown: [0, -PAN],
    };
    const move = event.shiftKey ? moves[event.key] : undefined;
    if (move) this.#move(...move);
    else if (event.key === '+' || event.key === '=') this.in();
    else if (event.key === '-') this.out();
    else if (event.key === '0') this.fit();
    else return;
    event.preventDefault();
  };

  #scaleBy(factor: number, at: { x: number; y: number }): void {
    const { scale, x, y } = this.#state;
    const next = Math.min(MOST, Math.max(1, scale * factor));
    if (next === 1) {
      this.#set(FIT);
      return;
    }
    // What is under the pointer stays there.
    const grown = next / scale;
    this.#set({ scale: next, x: at.x - (at.x - x) * grown, y: at.y - (at.y - y) * grown });
  }

  #move(dx: number, dy: number): void {
    const { scale, x, y } = this.#state;
    if (scale > 1) this.#set({ scale, x: x + dx, y: y + dy });
  }

  #set(state: ZoomState): void {
    this.#state = state;
    this.#onChange();
  }
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function fromMiddle(event: { clientX: number; clientY: number; currentTarget: EventTarget | null }): {
  x: number;
  y: number;
} {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}
