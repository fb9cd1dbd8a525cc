import { CancelledError, type QueryClient } from '@tanstack/query-core';
import type { DataService } from '../data/data-service.ts';
import { NexusError } from '../errors/nexus-error.ts';
import { notSignedIn } from '../errors/session-errors.ts';
import type { Membership, Session } from '../types/index.ts';
import { raceAbort } from '../util/abort.ts';
import { nexusKeys, type Scope } from './keys.ts';
import { membershipQuery } from './query-options.ts';
import { isTransient } from './retry.ts';

/** What {@link Cache.read} takes: the options of one query. */
interface ReadOptions<TData> {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<TData>;
  staleTime: number;
}

/** Keeps one person's entries over a reload; see `idb-persister.ts`. */
export interface Persister {
  /** Brings back what was kept of this person. */
  restore(userId: string): Promise<void>;
  /** Forgets what was kept of this person, for good. */
  wipe(userId: string): Promise<void>;
  close(): void;
}

/**
 * The cache of one instance: TanStack Query's client, and who is signed in. Wiped when the session ends or becomes
 * another person's, because shop-floor terminals are shared. The client may be the host's: only entries of ours are
 * touched.
 */
export class Cache {
  readonly client: QueryClient;
  readonly data: DataService;
  readonly #waiting: Map<string, number> = new Map();
  readonly #unsubscribe: () => void;
  readonly #openPersister: (() => Promise<Persister | null>) | null;
  #persister: Promise<Persister | null> | null = null;
  #restored: Promise<void> = Promise.resolve();
  #wiped: Promise<void> = Promise.resolve();
  #userId: string | null | undefined;
  /** Whose membership may be one from before a reload. */
  #restoredUserId: string | null = null;

  constructor(
    client: QueryClient,
    data: DataService,
    openPersister: (() => Promise<Persister | null>) | null = null,
  ) {
    this.client = client;
    this.data = data;
    this.#openPersister = openPersister;
    this.#unsubscribe = data.session.subscribe((session) => this.#follow(userIdOf(session)));
    this.#follow(userIdOf(data.session.value));
  }

  /** Forgets every value of the person, here and on the device; reads under way end with `aborted`. */
  wipe(userId: string | null | undefined = this.#userId): void {
    if (!userId) return;
    const queryKey = nexusKeys.user(userId);
    void this.client.cancelQueries({ queryKey });
    this.client.removeQueries({ queryKey });
    const former = this.#wiped;
    this.#wiped = (async () => {
      await former;
      await (await this.#persister)?.wipe(userId);
    })().catch(() => {
      // A store that can no longer be opened has nothing that could be read either.
    });
  }

  /** Until nothing of who left is on the device any more. */
  wiped(): Promise<void> {
    return this.#wiped;
  }

  #follow(userId: string | null | undefined): void {
    const former = this.#userId;
    if (userId === former) return;
    this.#userId = userId;
    if (former) this.wipe(former);
    if (!userId || !this.#openPersister) return;
    this.#persister ??= this.#openPersister().catch(() => null);
    const opening = this.#persister;
    this.#restored = (async () => {
      await this.#wiped;
      await (await opening)?.restore(userId);
      this.#restoredUserId = userId;
    })().catch(() => {
      // What cannot be brought back is read from the server.
    });
  }

  /** The signed-in person's id, waiting for the stored session to be looked up. @throws NexusError `not_signed_in` */
  async userId(doing: string, signal?: AbortSignal): Promise<string> {
    const session = await raceAbort(findSession(this.data), doing, signal);
    await raceAbort(this.#restored, doing, signal);
    if (session) return session.userId;
    throw notSignedIn(doing);
  }

  /** The signed-in person's membership, from the cache when it is there. */
  async membership(doing: string, signal?: AbortSignal): Promise<Membership> {
    const userId = await this.userId(doing, signal);
    return this.membershipOf(userId, doing, signal);
  }

  /** That of a person who is known to be signed in. */
  async membershipOf(userId: string, doing: string, signal?: AbortSignal): Promise<Membership> {
    await raceAbort(this.#restored, doing, signal);
    const query = membershipQuery(this.data, userId);
    this.#renew(userId, query);
    try {
      return await this.read(query, doing, signal);
    } catch (error) {
      // A gap in the live data asks for it to be read again; without a network what was last known stands.
      const known = this.client.getQueryData<Membership>(nexusKeys.membership(userId));
      if (known && isTransient(error)) return known;
      throw error;
    }
  }

  /** A membership from before a reload answers at once, and is asked for anew meanwhile. */
  #renew(userId: string, { queryKey, queryFn }: ReadOptions<Membership>): void {
    if (this.#restoredUserId !== userId) return;
    this.#restoredUserId = null;
    if (!this.client.getQueryData(queryKey)) return;
    queryFn({ signal: new AbortController().signal })
      .then((membership) => {
        if (this.#userId === userId) this.client.setQueryData(queryKey, membership);
      })
      .catch(() => {});
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

  /** Lets the values go; what is kept on the device stays for the next page. */
  close(): void {
    this.#unsubscribe();
    const userId = this.#userId;
    const letGo = (): void => {
      if (!userId) return;
      const queryKey = nexusKeys.user(userId);
      void this.client.cancelQueries({ queryKey });
      this.client.removeQueries({ queryKey });
    };
    // It writes for the last time what is about to go.
    if (this.#persister) this.#persister.then((persister) => persister?.close()).finally(letGo);
    else letGo();
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

/** Who is signed in, found out where that takes a call: a stored session, the host's callback. */
export function findSession(data: DataService): Promise<Session | null> {
  const now = data.session.value;
  if (now) return Promise.resolve(now);
  if (data.findSession) return data.findSession();
  if (now === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const unsubscribe = data.session.subscribe((session) => {
      if (session === undefined) return;
      unsubscribe();
      resolve(session);
    });
  });
}
