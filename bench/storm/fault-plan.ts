import type { Dice } from './dice.ts';

/** What can happen to one request that records. Those `after commit` reached the server, and the client does not know. */
export const FAULTS = [
  'cut before',
  'cut after commit',
  'half an answer',
  'hung up before',
  'hung up after commit',
  'arrived late',
  '500 before',
  '500 after commit',
  '503 before',
  '504 after commit',
  '502 with a page',
  '429',
  '401',
] as const;

/** Never answered: the client's own time limit ends it, after 20 s. For long storms only. */
export const NO_ANSWER = 'no answer after commit';

export type Fault = (typeof FAULTS)[number] | typeof NO_ANSWER;

/** What can happen to a request that renews the session, or that reads or changes a machine. */
export const OTHER_FAULTS = ['cut before', 'cut after commit', '500 before', '503 before'] as const;

/** So many requests that nothing happens to come in between, at most, besides the least calm. */
const MAX_CALM = 3;

/** Which requests something happens to: every kind once, then every kind once more, in an order of its own each time. */
export class FaultPlan {
  readonly #dice: Dice;
  readonly #kinds: readonly Fault[];
  readonly #leastCalm: number;
  #deck: Fault[] = [];
  #calm = 1;
  #dealt = 0;
  #forced: Fault | null = null;

  /** @param leastCalm requests that nothing happens to, after each one that something happened to */
  constructor(dice: Dice, kinds: readonly Fault[], leastCalm: number = 0) {
    this.#dice = dice;
    this.#kinds = kinds;
    this.#leastCalm = leastCalm;
  }

  /** True when every kind has happened. */
  get isPlayed(): boolean {
    return this.#dealt >= this.#kinds.length;
  }

  /** Makes something happen to the next request, out of turn. */
  force(fault: Fault): void {
    this.#forced = fault;
  }

  /** What happens to the next request, or null. */
  next(): Fault | null {
    const forced = this.#forced;
    this.#forced = null;
    if (forced) return forced;
    if (this.#calm > 0) {
      this.#calm -= 1;
      return null;
    }
    this.#calm = this.#leastCalm + this.#dice.between(0, MAX_CALM);
    if (this.#deck.length === 0) this.#deck = this.#dice.shuffled(this.#kinds);
    this.#dealt += 1;
    return this.#deck.pop() ?? null;
  }
}
