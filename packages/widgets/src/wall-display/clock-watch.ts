/** How far the clock may move against the running time without having been set. */
const DRIFT_MS = 5_000;
/** Timers of a page that is to be seen do not come later than this. */
const LATE_MS = 30_000;

/** What may have happened between two looks at the clock. */
export type ClockEvent = 'sleep' | 'set';

/**
 * Tells from two clocks, that of the day and that of the page, what has happened to the device. Some systems stop the
 * page's clock during a sleep: then a sleep looks like a clock set forward, and is taken for what happens more often.
 */
export class ClockWatch {
  #day: number | undefined;
  #page = 0;

  /**
   * @param day - Epoch ms.
   * @param page - Running time of the page, ms.
   * @param isHidden - A hidden page's timers may be late for no other reason.
   */
  look(day: number, page: number, isHidden: boolean): ClockEvent | undefined {
    const [before, passed] = [this.#day, page - this.#page];
    this.#day = day;
    this.#page = page;
    if (before === undefined) return undefined;
    const drift = day - before - passed;
    if (drift < -DRIFT_MS) return 'set';
    if (drift > DRIFT_MS || (passed > LATE_MS && !isHidden)) return 'sleep';
    return undefined;
  }
}
