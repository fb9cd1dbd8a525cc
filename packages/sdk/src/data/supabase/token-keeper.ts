import { NexusError } from '../../errors/nexus-error.ts';
import { closedInstance } from '../../errors/session-errors.ts';
import { ObservableValue } from '../../observable/observable.ts';
import type { Session } from '../../types/index.ts';
import { backoffMs } from '../../util/backoff.ts';
import { Deadline } from '../../util/deadline.ts';
import { quietTimer } from '../../util/time-limit.ts';

/** Renewed so long before its end, and up to half of it earlier so that many tabs do not come in step. */
const RENEW_BEFORE_MS = 60_000;
/** A token with less left might end on its way to the server. */
const USABLE_MS = 5_000;
/** Even a token that lives for seconds is not renewed more often. */
const MIN_DELAY_MS = 1_000;
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** A token, whose it is, and for how long it is good. */
export interface Grant {
  accessToken: string;
  userId: string;
  email: string;
  /** From now on. Found out without trusting that this device and the server agree on the time. */
  goodForMs: number;
}

/**
 * Gets a new token: null when nobody is signed in (any more), a rejection when that could not be found out.
 * @param refused the token that the server did not take any more
 */
export type ObtainGrant = (refused: string | null, signal: AbortSignal) => Promise<Grant | null>;

/**
 * Keeps one token good: gets it when it is first needed, renews it before it ends, shares one request among all who
 * wait, and goes on trying after failures. While the old token is good, nobody notices a failed renewal.
 */
export class TokenKeeper {
  /** Undefined until it is known who is signed in. */
  readonly current: ObservableValue<Session | null | undefined> = new ObservableValue<
    Session | null | undefined
  >(undefined);
  readonly #obtain: ObtainGrant;
  #token: string | null = null;
  #goodUntil: Deadline = new Deadline(0);
  #refused: string | null = null;
  #asking: Promise<void> | null = null;
  #giveUp: AbortController = new AbortController();
  /** Whether anybody has asked for anything yet. Before that nothing is sent. */
  #isUsed = false;
  #isClosed = false;
  #failures = 0;
  #pause: { error: unknown; until: Deadline } | null = null;
  #cancelTimer: () => void = () => {};

  constructor(obtain: ObtainGrant) {
    this.#obtain = obtain;
  }

  /** The token when it is good, else null. */
  get goodToken(): string | null {
    return this.#token !== null && this.#goodUntil.leftMs > USABLE_MS ? this.#token : null;
  }

  /** The token at hand, good or not. */
  get heldToken(): string | null {
    return this.#token;
  }

  /**
   * A good token, or null when nobody is signed in. Rejects with why there is none at the moment.
   * @param doing ends the sentence "Could not …"
   * @throws NexusError `session_changed` when somebody else is signed in by the time that there is one
   */
  async token(doing: string): Promise<string | null> {
    this.requireOpen(doing);
    if (!this.#isUsed) {
      this.#isUsed = true;
      this.#planRenewal();
    }
    if (this.goodToken !== null) return this.#token;
    const asker = this.current.value?.userId;
    await this.#settle(doing);
    const now = this.current.value?.userId;
    // What one person began is not sent as another one.
    if (asker !== undefined && now !== undefined && now !== asker) throw sessionChanged(doing);
    return this.#token;
  }

  /** Waits for an answer. Where that was given up because somebody signed in or out meanwhile, that counts. */
  async #settle(doing: string): Promise<void> {
    const { signal } = this.#giveUp;
    try {
      await this.#ask();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    this.requireOpen(doing);
  }

  /** Gets a new token, together with whoever asks meanwhile. In the pause after a failure it fails as that did. */
  #ask(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    if (this.#asking) return this.#asking;
    if (this.#pause && this.#pause.until.leftMs > 0) return Promise.reject(this.#pause.error);
    this.#cancelTimer();
    const { signal } = this.#giveUp;
    const asking = this.#obtain(this.#refused, signal)
      .then(
        (grant) => {
          // What comes after a sign-out, or after somebody else signed in, comes too late.
          if (!signal.aborted) this.take(grant);
        },
        (error: unknown) => {
          if (!signal.aborted) this.#fail(error);
          throw error;
        },
      )
      .finally(() => {
        if (this.#asking === asking) this.#asking = null;
      });
    this.#asking = asking;
    return asking;
  }

  /** False when nobody is signed in. @param refused the token that the server refused; another one is at hand already */
  async renew(refused: string | undefined): Promise<boolean> {
    this.#isUsed = true;
    if (refused !== undefined && this.goodToken !== null && this.#token !== refused) return true;
    this.#refused = refused ?? null;
    if (refused !== undefined && this.#token === refused) this.#goodUntil = new Deadline(0);
    // Somebody knows that a new one is needed: the pause after a failure is for those who do not.
    this.#pause = null;
    await this.#settle('renew the session');
    return this.#token !== null;
  }

  /** Tries again what waits, and renews what ended while the device slept. */
  wake(): void {
    this.#pause = null;
    if (!this.#isUsed) return;
    if (this.#token !== null && this.#goodUntil.leftMs > RENEW_BEFORE_MS) return;
    // Who wants to know how it went asks for the token.
    this.#ask().catch(() => {});
  }

  /** Takes over a token from elsewhere, or that nobody is signed in. What is under way is given up. */
  take(grant: Grant | null): void {
    if (this.#isClosed) return;
    this.#stop();
    this.#failures = 0;
    this.#pause = null;
    this.#refused = null;
    this.#token = grant?.accessToken ?? null;
    if (!grant) {
      this.current.set(null);
      return;
    }
    const { userId, email, goodForMs } = grant;
    this.#goodUntil = new Deadline(goodForMs);
    if (this.#isUsed) this.#planRenewal();
    this.current.set({ userId, email, expiresAt: new Date(Date.now() + goodForMs).toISOString() });
  }

  /** For good: who waits is told, nothing is asked for any more, and nobody signs in here. */
  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  /** @throws NexusError `aborted` */
  requireOpen(doing: string): void {
    if (!this.#isClosed) return;
    throw closedInstance(doing);
  }

  /** Gives up what is under way and what is planned. */
  #stop(): void {
    this.#giveUp.abort();
    this.#giveUp = new AbortController();
    this.#asking = null;
    this.#cancelTimer();
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    const pauseMs = backoffMs(this.#failures, FIRST_RETRY_MS, MAX_RETRY_MS);
    this.#pause = { error, until: new Deadline(pauseMs) };
    this.#schedule(pauseMs + 1);
  }

  #planRenewal(): void {
    if (this.#token === null) return;
    const goodForMs = this.#goodUntil.leftMs;
    const marginMs = Math.min(RENEW_BEFORE_MS * (1 + Math.random() / 2), goodForMs / 2);
    this.#schedule(Math.max(MIN_DELAY_MS, goodForMs - marginMs));
  }

  #schedule(delayMs: number): void {
    this.#cancelTimer();
    this.#cancelTimer = quietTimer(() => {
      this.#ask().catch(() => {});
    }, delayMs);
  }
}

function sessionChanged(doing: string): NexusError {
  return new NexusError('session_changed', `Could not ${doing}: somebody else is signed in by now.`, {
    hint: 'Ask again, as whoever is signed in now.',
  });
}
