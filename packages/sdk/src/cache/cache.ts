import { CancelledError, type QueryClient } from '@tanstack/query-core';
import type { DataService } from '../data/data-service.ts';
import { NexusError } from '../errors/nexus-error.ts';
import type { Membership, Session } from '../types/index.ts';
import { raceAbort } from '../util/abort.ts';
import { nexusKeys, type Scope } from './keys.ts';
import { membershipQuery } from './query-options.ts';

/** What {@link Cache.read} takes: the options of one query. */
interface ReadOptions<TData> {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<TData>;
  staleTime: number;
}

/**
 * The cache of one instance: TanStack Query's client, and who is signed in. Wiped when the session ends or becomes
 * another person's, because shop-floor terminals are shared.
 */
export class Cache {
  readonly client: QueryClient;
  readonly data: DataService;
  readonly #waiting: Map<string, number> = new Map();
  readonly #unsubscribe: () => void;
  #userId: string | null | undefined;

  constructor(client: QueryClient, data: DataService) {
    this.client = client;
    this.data = data;
    this.#userId = userIdOf(data.session.value);
    this.#unsubscribe = data.session.subscribe((session) => {
      const userId = userIdOf(session);
      const isOther = userId !== this.#userId;
      this.#userId = userId;
      if (isOther) this.wipe();
    });
  }

  /** Forgets every value; reads under way end with `aborted`. */
  wipe(): void {
    void this.client.cancelQueries();
    this.client.clear();
  }

  /** The signed-in person's id, waiting for the stored session to be looked up. @throws NexusError `not_signed_in` */
  async userId(doing: string, signal?: AbortSignal): Promise<string> {
    const session = await raceAbort(settledSession(this.data), doing, signal);
    if (session) return session.userId;
    throw new NexusError('not_signed_in', `Could not ${doing}: nobody is signed in.`, {
      hint: 'Sign in first: nexus.session.signIn({ email, password }).',
    });
  }

  /** The signed-in person's membership, from the cache when it is there. */
  async membership(doing: string, signal?: AbortSignal): Promise<Membership> {
    const userId = await this.userId(doing, signal);
    return this.read(membershipQuery(this.data, userId), doing, signal);
  }

  /** Whose entries to read and write. */
  async scope(doing: string, signal?: AbortSignal): Promise<Scope> {
    const { userId, tenant } = await this.membership(doing, signal);
    return { userId, tenantId: tenant.id };
  }

  /**
   * Reads through the cache. Callers of the same thing at the same time share one request; each can give up alone,
   * and the request is stopped when the last one has.
   */
  async read<TData>(options: ReadOptions<TData>, doing: string, signal?: AbortSignal): Promise<TData> {
    const key = JSON.stringify(options.queryKey);
    this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + 1);
    try {
      return await raceAbort(this.client.fetchQuery(options), doing, signal);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      throw new NexusError('aborted', `Could not ${doing}: the session ended meanwhile.`, { cause: error });
    } finally {
      const left = (this.#waiting.get(key) ?? 1) - 1;
      if (left > 0) this.#waiting.set(key, left);
      else this.#waiting.delete(key);
      if (left === 0 && signal?.aborted) this.#stopUnwatched(options.queryKey);
    }
  }

  /** Marks what is known of the scope's things as outdated; what is being watched is read again at once. */
  async invalidateUser(userId: string): Promise<void> {
    await this.client.invalidateQueries({ queryKey: nexusKeys.user(userId) });
  }

  close(): void {
    this.#unsubscribe();
    this.wipe();
  }

  #stopUnwatched(queryKey: readonly unknown[]): void {
    const query = this.client.getQueryCache().find({ queryKey, exact: true });
    if (query && query.getObserversCount() === 0) void this.client.cancelQueries({ queryKey, exact: true });
  }
}

/** Null when signed out; undefined until the stored session has been looked up. */
export function userIdOf(session: Session | null | undefined): string | null | undefined {
  return session ? session.userId : session;
}

function settledSession(data: DataService): Promise<Session | null> {
  const now = data.session.value;
  if (now !== undefined) return Promise.resolve(now);
  return new Promise((resolve) => {
    const unsubscribe = data.session.subscribe((session) => {
      if (session === undefined) return;
      unsubscribe();
      resolve(session);
    });
  });
}
