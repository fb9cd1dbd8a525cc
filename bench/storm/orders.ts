import type { Dice } from './dice.ts';
import type { Order } from './page/protocol.ts';

/** Part of the readings that is kept back until every fault has happened, and then goes in bursts as the rest did. */
const RESERVE = 0.1;
/** Readings in the largest burst, at most. */
const MAX_BURST = 400;

/** When a tab dies: in the middle of a burst, just after one, or frozen in the step in which it heard that it is safe. */
export type Moment = 'burst' | 'acknowledged' | 'frozen';

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
  /** True when the burst that is under way is the tab's last. */
  #isFreezing = false;
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

  /** Resolves when the moment has come; at once when there are no more bursts. */
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
    const thenFreezes = this.#awaited?.which === 'frozen';
    this.#isFreezing = thenFreezes;
    this.#tell('burst');
    const isReserve = left <= this.total * RESERVE && !this.#isPlayed();
    const count = isReserve ? 1 : Math.min(left, this.#burst());
    return { from, count, calls: count > 1 ? this.#dice.between(1, 4) : 1, thenFreezes };
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
    if (this.#isFreezing) this.#tell('frozen');
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
