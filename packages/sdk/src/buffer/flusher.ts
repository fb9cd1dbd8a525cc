import { isNexusError, NexusError } from '../errors/nexus-error.ts';
import type { BufferState } from '../types/index.ts';
import { backoffMs } from '../util/backoff.ts';
import type { EditSender } from './edit-sender.ts';
import { failureKind } from './failure-kind.ts';
import type { ReadingSender, SentBatch } from './reading-sender.ts';
import { withTabLock } from './tab-lock.ts';
import { WakeableSleep, type WakeReason } from './wakeable-sleep.ts';

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;
/** A missing right or a suspended tenant is looked at again now and then. */
const BARRED_MS = 300_000;
/** Another tab may have put something in without being heard. */
const LOOK_MS = 30_000;
/** A lock that is not given within this time is another tab's. */
const FOLLOWER_AFTER_MS = 100;

/** What a {@link Flusher} tells. */
interface FlusherListener {
  state(state: BufferState, nextTryAt: number | null): void;
  sent(batch: SentBatch): void;
  /** An edit is done, refused or in conflict. */
  editsChanged(): void;
}

/** What a {@link Flusher} is made from. */
export interface FlusherParts {
  readings: ReadingSender;
  edits: EditSender;
  /** Of all tabs that share the store, the one that holds the lock of this name sends. */
  lockName: string;
  isShared: boolean;
  listener: FlusherListener;
  now: () => number;
}

/** Somebody who waits for the ring and the outbox to be empty. */
interface Waiter {
  /** The round that was under way when he asked. */
  after: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Sends what waits of one owner, edits before readings: a reading may be of a machine that was just created.
 *
 * - *follower*: another tab of the browser holds the lock. Ends when that tab does.
 * - *flushing*: one batch after the other is sent, at once as long as the server takes them.
 * - *idle*: nothing waits. More entries, a wish or the next look end it.
 * - *waiting*: the server could not do it now. Ends after a time that doubles with each failure up to a minute, half of
 *   it random; after the server's own `Retry-After`, which only a person may cut short; or when the network comes back.
 * - *offline*: as waiting, and the server was not reached at all.
 * - *stopped*: nobody who may send it is signed in. Ends with a change of the session; of a right, at the next look; as
 *   waiting where the server refuses even new tokens.
 */
export class Flusher {
  readonly #parts: FlusherParts;
  readonly #sleep: WakeableSleep = new WakeableSleep();
  readonly #stop: AbortController = new AbortController();
  readonly #waiters: Set<Waiter> = new Set();
  #rounds = 0;
  #failures = 0;
  #isLeading = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: FlusherParts) {
    this.#parts = parts;
  }

  /** False as long as another tab sends, or it is not known yet. */
  get isLeading(): boolean {
    return this.#isLeading;
  }

  start(): void {
    const { lockName, isShared, listener } = this.#parts;
    const { signal } = this.#stop;
    const timer = setTimeout(() => listener.state('follower', null), FOLLOWER_AFTER_MS);
    const lead = async (): Promise<void> => {
      clearTimeout(timer);
      this.#isLeading = true;
      await this.#lead();
    };
    this.#running = withTabLock(lockName, isShared, lead, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
      })
      .finally(() => clearTimeout(timer));
  }

  wake(reason: WakeReason): void {
    this.#sleep.wake(reason);
  }

  /** Tries now; resolves when nothing waits any more, rejects with what kept it from being sent. */
  drained(): Promise<void> {
    if (this.#stop.signal.aborted) return Promise.reject(closedMeanwhile());
    return new Promise((resolve, reject) => {
      this.#waiters.add({ after: this.#rounds, resolve, reject });
      this.wake('now');
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#rounds += 1;
    this.#tell((waiter) => waiter.reject(closedMeanwhile()));
  }

  async #lead(): Promise<void> {
    const { listener, now } = this.#parts;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      this.#sleep.forget();
      this.#rounds += 1;
      try {
        if (await this.#round(signal)) continue;
        this.#tell((waiter) => waiter.resolve());
        listener.state('idle', null);
        await this.#sleep.sleep(LOOK_MS, 'more', signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#failures += 1;
        const { state, waitMs, atLeast } = this.#afterFailure(error);
        this.#tell((waiter) => waiter.reject(error));
        listener.state(state, now() + waitMs);
        await this.#sleep.sleep(waitMs, atLeast, signal);
      }
    }
  }

  /** One edit or one batch of readings. False when there was nothing to send. */
  async #round(signal: AbortSignal): Promise<boolean> {
    const { readings, edits, listener } = this.#parts;
    if (await edits.sendNext(signal)) return this.#editSent();
    const batch = await readings.sendNext(signal);
    if (!batch) return (await edits.sendPassedBy(signal)) && this.#editSent();
    if (batch.settled > batch.refused) edits.othersTaken();
    this.#failures = 0;
    listener.state('flushing', null);
    listener.sent(batch);
    return true;
  }

  #editSent(): true {
    const { listener } = this.#parts;
    listener.state('flushing', null);
    listener.editsChanged();
    this.#failures = 0;
    return true;
  }

  #afterFailure(error: unknown): { state: BufferState; waitMs: number; atLeast: WakeReason } {
    const kind = failureKind(error);
    const backoff = backoffMs(this.#failures, FIRST_RETRY_MS, MAX_RETRY_MS);
    if (isNexusError(error) && error.code === 'session_expired') {
      // The server refused a token that it had just renewed. That renewal is no reason to try again at once.
      this.#sleep.forget();
      return { state: 'stopped', waitMs: backoff, atLeast: 'maybe' };
    }
    if (kind === 'signed_out' || kind === 'barred') {
      return { state: 'stopped', waitMs: BARRED_MS, atLeast: 'maybe' };
    }
    const asked = isNexusError(error) ? error.details?.retryAfterMs : undefined;
    if (typeof asked === 'number') {
      return { state: 'waiting', waitMs: Math.max(asked, backoff), atLeast: 'now' };
    }
    const isUnreached = isNexusError(error) && error.code === 'network_unreachable';
    return { state: isUnreached ? 'offline' : 'waiting', waitMs: backoff, atLeast: 'maybe' };
  }

  /** Answers those who asked before this round began: what it found says nothing about what came in meanwhile. */
  #tell(call: (waiter: Waiter) => void): void {
    for (const waiter of [...this.#waiters]) {
      if (waiter.after >= this.#rounds) continue;
      this.#waiters.delete(waiter);
      call(waiter);
    }
  }
}

/** For who waits for a buffer that is closed. */
export function closedMeanwhile(): NexusError {
  return new NexusError('aborted', 'Could not send what waits: the session ended meanwhile.', {
    hint: 'It is kept, and sent when the same person is back.',
  });
}
