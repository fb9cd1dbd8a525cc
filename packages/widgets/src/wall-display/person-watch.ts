import type { ReactiveController, ReactiveControllerHost } from 'lit';

const EVENTS = ['pointermove', 'pointerdown', 'wheel', 'touchstart', 'keydown', 'keyup'] as const;

/**
 * Whether somebody is at the display: moves, touches, types. A pointer that only lies there, and a focus that was left
 * somewhere in the evening, are nobody.
 */
export class PersonWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onArrival: () => void;
  /** Running time of the page: the clock of the day may be set meanwhile. */
  #at = Number.NEGATIVE_INFINITY;

  constructor(host: ReactiveControllerHost & HTMLElement, onArrival: () => void) {
    this.#host = host;
    this.#onArrival = onArrival;
    host.addController(this);
  }

  /** Whether something was done within the last `withinMs`. */
  isNear(withinMs: number): boolean {
    return performance.now() - this.#at < withinMs;
  }

  readonly touch = (): void => {
    const wasNear = this.isNear(1_000);
    this.#at = performance.now();
    if (!wasNear) this.#onArrival();
  };

  hostConnected(): void {
    for (const type of EVENTS) this.#host.addEventListener(type, this.touch, { passive: true });
  }

  hostDisconnected(): void {
    for (const type of EVENTS) this.#host.removeEventListener(type, this.touch);
  }
}
