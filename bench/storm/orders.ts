import type { Dice } from './dice.ts';
import type { Order } from './page/protocol.ts';

/** Part of the readings that is kept back until every fault has happened, and then goes in bursts as the rest did. */
const RESERVE = 0.1;
/** Readings in the largest burst, at most. */
const MAX_BURST = 400;

/** When a tab dies: before it can know that its readings are safe, or as soon as it does. */
export type Moment = 'burst' | 'acknowledged';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Hands one tab's readings out, in order and in bursts, and knows which of them are safe. */
export class Orders {
  readonly total: number;
  /** Readings before this number are safe. */
  acknowledged = 0;
  /** So far it goes, so that no tab is through before the last act; further only for who waits for a burst. */
  limit = 0;
  /** Rejections of the SDK, by code. */
  readonly rejections: Map<string, number> = new Map();
  readonly #dice: Dice;
  readonly #pauseMs: number;
  readonly #isPlayed: () => boolean;
  readonly #started: Promise<void>;
  #start: () => void = () => {};
  #awaited: { which: Moment; heard: () => void } | null = null;

  /**
   * @param pauseMs the longest pause between two bursts
   * @param isPlayed whether every fault has happened
   */
  constructor(total: number, pauseMs: number, dice: Dice, isPlayed: () => boolean) {
    this.total = total;
    this.#pauseMs = pauseMs;
    this.#dice = dice;
    this.#isPlayed = isPlayed;
    this.#started = new Promise((resolve) => {
      this.#start = resolve;
    });
  }

  /** Until now nothing is ordered. */
  start(): void {
    this.#start();
  }

  /** Resolves in the middle of a burst, or just after one was acknowledged; at once when there is no more. */
  moment(which: Moment): Promise<void> {
    if (this.acknowledged === this.total) return Promise.resolve();
    return new Promise((resolve) => {
      this.#awaited = { which, heard: resolve };
    });
  }

  async next(): Promise<Order | null> {
    await this.#started;
    await pause(this.#dice.between(0, this.#pauseMs));
    while (this.acknowledged >= this.limit && this.acknowledged < this.total && !this.#awaited)
      await pause(10);
    const from = this.acknowledged;
    const left = this.total - from;
    if (left === 0) return null;
    this.#tell('burst');
    const isReserve = left <= this.total * RESERVE && !this.#isPlayed();
    const count = isReserve ? 1 : Math.min(left, this.#burst());
    return { from, count, calls: count > 1 ? this.#dice.between(1, 4) : 1 };
  }

  /** Mostly a few, sometimes many: what a gateway sends that has been collecting. */
  #burst(): number {
    const kind = this.#dice.next();
    const most = Math.min(MAX_BURST, Math.max(20, Math.ceil(this.total / 50)));
    if (kind < 0.4) return this.#dice.between(1, 5);
    return kind < 0.9
      ? this.#dice.between(6, Math.ceil(most / 3))
      : this.#dice.between(Math.ceil(most / 3), most);
  }

  acknowledge(before: number): void {
    this.acknowledged = Math.max(this.acknowledged, before);
    this.#tell('acknowledged');
  }

  async reject(code: string): Promise<void> {
    this.rejections.set(code, (this.rejections.get(code) ?? 0) + 1);
    await pause(100);
  }

  #tell(which: Moment): void {
    if (this.#awaited?.which !== which) return;
    this.#awaited.heard();
    this.#awaited = null;
  }
}
