/** Machines change places at most this often. */
const REARRANGE_MS = 3_000;
/** A pointer that rests on the machines for so long belongs to nobody. */
const POINTER_MS = 30_000;
const KEY_MS = 10_000;
const SCROLL_MS = 1_000;

/**
 * When machines may change places.
 *
 * A new reading is drawn at once, where its machine stands. That it belongs elsewhere by now (another place in the order,
 * another group, out of the filter) waits: for 3 s since the last time, and for nobody to be at it. Whoever points at a
 * machine, goes through them by key or scrolls would otherwise act on one that has just slid under the hand: so not within
 * 30 s after the pointer moved over them, 10 s after a key, 1 s after scrolling. What a person asks for (search, filter,
 * order, groups), and machines that come or go, are done at once.
 */
export class Stillness {
  #arrangedAt = 0;
  #heldUntil = 0;
  #isPointerOver = false;
  #pointerAt = 0;

  /** How many ms from `now` until places may change; 0 for at once. */
  wait(now: number): number {
    const pointer = this.#isPointerOver ? this.#pointerAt + POINTER_MS : 0;
    return Math.max(0, this.#arrangedAt + REARRANGE_MS - now, this.#heldUntil - now, pointer - now);
  }

  arranged(now: number): void {
    this.#arrangedAt = now;
  }

  key(now: number): void {
    this.#hold(now + KEY_MS);
  }

  scroll(now: number): void {
    this.#hold(now + SCROLL_MS);
  }

  pointer(isOver: boolean, now: number): void {
    this.#isPointerOver = isOver;
    this.#pointerAt = now;
  }

  #hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }
}
