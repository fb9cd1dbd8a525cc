import { QueryObserver, type QueryObserverOptions } from '@tanstack/query-core';
import { backoffMs } from '../util/backoff.ts';
import { type Cache, userIdOf } from './cache.ts';
import { isTransient } from './retry.ts';

const FIRST_RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;

/** What a watched query tells. */
export interface WatchHandlers<TData> {
  onData(data: TData): void;
  onError(error: unknown): void;
  /** Nobody is signed in (any more), or another person is: what was shown must go. */
  onSignedOut(): void;
}

/** The options of the query to watch for this person. */
export type QueryForUser<TData> = (
  userId: string,
) => Promise<QueryObserverOptions<TData, Error, TData, TData>>;

/**
 * Watches one query for whoever is signed in: starts with the session, starts anew when another person signs in,
 * stops at sign-out. After the quick retries of the query itself it goes on trying slowly while the failure is of
 * the kind that passes.
 */
export class WatchedQuery<TData> {
  readonly #cache: Cache;
  readonly #queryFor: QueryForUser<TData>;
  readonly #handlers: WatchHandlers<TData>;
  readonly #unsubscribeSession: () => void;
  #observer: { refetch(): void; stop(): void } | null = null;
  #userId: string | null | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isClosed = false;

  constructor(cache: Cache, queryFor: QueryForUser<TData>, handlers: WatchHandlers<TData>) {
    this.#cache = cache;
    this.#queryFor = queryFor;
    this.#handlers = handlers;
    this.#unsubscribeSession = cache.data.session.subscribe((session) => this.#follow(userIdOf(session)));
    this.#follow(userIdOf(cache.data.session.value));
    // Where the host has to be asked who is signed in, its failure would otherwise be told to nobody.
    cache.data.findSession?.().catch((error: unknown) => {
      if (!this.#isClosed && !this.#userId) this.#handlers.onError(error);
    });
  }

  /** Tries again now, for example because the connection is back. Does nothing unless the last try failed. */
  retryNow(): void {
    if (this.#failures === 0 || this.#isClosed) return;
    clearTimeout(this.#retryTimer);
    if (this.#observer) this.#observer.refetch();
    else if (this.#userId) void this.#start(this.#userId);
  }

  close(): void {
    this.#isClosed = true;
    this.#unsubscribeSession();
    this.#stop();
  }

  #follow(userId: string | null | undefined): void {
    if (userId === this.#userId) return;
    const hadUser = Boolean(this.#userId);
    this.#userId = userId;
    this.#stop();
    if (hadUser || userId === null) this.#handlers.onSignedOut();
    if (userId) void this.#start(userId);
  }

  async #start(userId: string): Promise<void> {
    let options: QueryObserverOptions<TData, Error, TData, TData>;
    try {
      options = await this.#queryFor(userId);
    } catch (error) {
      if (this.#isOutdated(userId)) return;
      this.#fail(error);
      return;
    }
    if (this.#isOutdated(userId) || this.#observer) return;
    const observer = new QueryObserver<TData, Error, TData, TData>(this.#cache.client, options);
    let toldErrorAt = 0;
    const unsubscribe = observer.subscribe((result) => {
      if (result.isError && result.errorUpdatedAt !== toldErrorAt && !result.isFetching) {
        toldErrorAt = result.errorUpdatedAt;
        this.#fail(result.error);
      }
      if (result.isSuccess) {
        this.#failures = 0;
        this.#handlers.onData(result.data);
      }
    });
    this.#observer = { refetch: () => void observer.refetch(), stop: unsubscribe };
    const now = observer.getCurrentResult();
    if (now.isSuccess) this.#handlers.onData(now.data);
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    this.#handlers.onError(error);
    clearTimeout(this.#retryTimer);
    if (isTransient(error)) {
      this.#retryTimer = setTimeout(
        () => this.retryNow(),
        backoffMs(this.#failures, FIRST_RETRY_MS, MAX_RETRY_MS),
      );
    }
  }

  #isOutdated(userId: string): boolean {
    return this.#isClosed || this.#userId !== userId;
  }

  #stop(): void {
    clearTimeout(this.#retryTimer);
    this.#failures = 0;
    this.#observer?.stop();
    this.#observer = null;
  }
}
