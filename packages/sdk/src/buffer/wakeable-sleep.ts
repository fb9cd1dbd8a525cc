import { MAX_TIMER_MS } from '../util/time-limit.ts';

/**
 * How strong a reason to try again is: `more` there is more to send; `maybe` something has changed for the better (network,
 * session); `now` a person asked for it.
 */
export type WakeReason = 'more' | 'maybe' | 'now';

const STRENGTH: Readonly<Record<WakeReason, number>> = { more: 0, maybe: 1, now: 2 };

/** A wait that ends with its time or with a reason that is strong enough. */
export class WakeableSleep {
  #wake: ((reason: WakeReason) => void) | null = null;
  #missed: WakeReason | null = null;

  /** A reason that comes while nobody sleeps keeps the next sleep from beginning. */
  wake(reason: WakeReason): void {
    if (this.#wake) this.#wake(reason);
    else if (!this.#missed || STRENGTH[reason] > STRENGTH[this.#missed]) this.#missed = reason;
  }

  /** What came before says nothing about what is tried now. */
  forget(): void {
    this.#missed = null;
  }

  /** @param atLeast the weakest reason that ends it early */
  sleep(ms: number, atLeast: WakeReason, signal: AbortSignal): Promise<void> {
    const missed = this.#missed;
    this.#missed = null;
    if (signal.aborted || (missed && STRENGTH[missed] >= STRENGTH[atLeast])) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(end, Math.min(ms, MAX_TIMER_MS));
      signal.addEventListener('abort', end, { once: true });
      this.#wake = (reason) => {
        if (STRENGTH[reason] >= STRENGTH[atLeast]) end();
      };
    });
  }
}
