/** Whether the screen is kept on; `unsupported` where browsers have no means for it (pages without https, among others). */
export type WakeLockState = 'on' | 'off' | 'unsupported';

/** A browser that has refused (battery) is asked again so much later, for months if need be. */
const ASK_AGAIN_MS = 30_000;

/**
 * Keeps the screen on. Browsers let go whenever the page is out of sight, and sometimes refuse: it is asked for again
 * when the page is back, and in a while at one of the next `look`s.
 */
export class ScreenWakeLock {
  readonly #onChange: () => void;
  #lock: WakeLockSentinel | undefined;
  #isWanted = false;
  #isAsking = false;
  /** Running time of the page. */
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): WakeLockState {
    if (!('wakeLock' in navigator)) return 'unsupported';
    return this.#lock === undefined ? 'off' : 'on';
  }

  /** Says whether it is wanted, and sees to it. */
  look(isWanted: boolean): void {
    this.#isWanted = isWanted;
    const isVisible = document.visibilityState === 'visible';
    if (!isVisible) this.#refusedAt = Number.NEGATIVE_INFINITY;
    const isRefused = performance.now() - this.#refusedAt < ASK_AGAIN_MS;
    if (!isWanted) void this.#lock?.release();
    else if (this.#lock === undefined && isVisible && !isRefused) void this.#ask();
  }

  async #ask(): Promise<void> {
    if (this.#isAsking || !('wakeLock' in navigator)) return;
    this.#isAsking = true;
    try {
      const lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => this.#set(undefined), { once: true });
      this.#set(lock);
      if (!this.#isWanted) await lock.release();
    } catch {
      this.#refusedAt = performance.now();
    } finally {
      this.#isAsking = false;
    }
  }

  #set(lock: WakeLockSentinel | undefined): void {
    this.#lock = lock;
    this.#onChange();
  }
}
