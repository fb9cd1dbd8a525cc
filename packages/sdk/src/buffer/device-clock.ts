import type { StatusBoard } from './buffer-status.ts';

/** A clock that goes back by more than this is worth telling; less is how clocks are set right. */
const CLOCK_JUMP_MS = 5_000;

/** The device's time. One that goes back is told: order is kept by number, but ages and new readings look wrong. */
export class DeviceClock {
  readonly #read: () => number;
  readonly #board: StatusBoard;
  #lastAt = 0;

  constructor(read: () => number, board: StatusBoard) {
    this.#read = read;
    this.#board = board;
  }

  /** Epoch ms. */
  now(): number {
    const now = this.#read();
    if (now < this.#lastAt - CLOCK_JUMP_MS) {
      this.#board.notice(
        {
          code: 'clock_jumped_back',
          message: `The clock of this device went back by ${Math.round((this.#lastAt - now) / 1_000)} s.`,
          hint: 'Set the clock right: readings keep their order, but carry the times that they were given.',
        },
        now,
      );
    }
    this.#lastAt = now;
    return now;
  }
}
