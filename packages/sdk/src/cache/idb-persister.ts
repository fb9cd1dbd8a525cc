import type { QueryClient, QueryKey } from '@tanstack/query-core';
import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import { within } from '../util/within.ts';
import type { Persister } from './cache.ts';
import { nexusKeys } from './keys.ts';

/** Another form of what is kept: what an older page kept is then left alone and read anew. */
const FORM = 2;
/** Older values say too little about the plant as it is. */
const MAX_AGE_MS = 7 * 86_400_000;
/** Live values change every second; a reload may cost the last of them. */
const WRITE_MS = 5_000;
/** A database that does not answer (another tab holds it, a browser's fault) holds up nobody longer than this. */
const PATIENCE_MS = 2_000;
/** Kinds of entries that are kept, by the fourth part of their key. People are read anew each time. */
const KEPT: ReadonlySet<unknown> = new Set(['machines', 'documents', 'qualityImages', 'usage']);

/** One person's entries as they are kept. */
interface Kept {
  form: number;
  /** Epoch ms. */
  at: number;
  entries: KeptEntry[];
}

/** One of them. */
interface KeptEntry {
  key: QueryKey;
  data: unknown;
  /** Epoch ms at which it was read, or last made new by a live event. */
  updatedAt: number;
  /** Whether it was known to be outdated. */
  isInvalidated: boolean;
}

/**
 * Keeps the cache in IndexedDB, one record a person: a page without network begins with what was last known, each value
 * with its age.
 *
 * @param origin the server that the values are from
 * @param client whose entries are kept
 * @returns null where the browser gives no storage
 */
export async function openIdbPersister(origin: string, client: QueryClient): Promise<Persister | null> {
  const store = createStore(`nexus-cache:${origin}`, 'people');
  let isRefused = false;
  // Private modes refuse with the first request only.
  const asked = get('', store).catch(() => {
    isRefused = true;
  });
  await within(asked, PATIENCE_MS);
  return isRefused ? null : new IdbPersister(client, store);
}

class IdbPersister implements Persister {
  readonly #client: QueryClient;
  readonly #store: UseStore;
  readonly #unsubscribe: () => void;
  #userId: string | null = null;
  /** Whose entries are being brought back; null again when he leaves meanwhile. */
  #restoring: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(client: QueryClient, store: UseStore) {
    this.#client = client;
    this.#store = store;
    const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && isKept(query.queryKey, this.#userId)) this.#schedule();
    });
    const onHide = (): void => this.#write();
    const page = globalThis as unknown as EventTarget;
    page.addEventListener('pagehide', onHide);
    this.#unsubscribe = () => {
      unsubscribe();
      page.removeEventListener('pagehide', onHide);
    };
  }

  async restore(userId: string): Promise<void> {
    this.#restoring = userId;
    let kept: Kept | undefined;
    const read = get<Kept>(userId, this.#store).then((value) => {
      kept = value;
    });
    await within(read, PATIENCE_MS);
    // Who has left meanwhile has nothing brought back: it was forgotten for good.
    if (this.#restoring !== userId) return;
    this.#restoring = null;
    this.#userId = userId;
    if (kept?.form !== FORM || Date.now() - kept.at > MAX_AGE_MS) return;
    for (const { key, data, updatedAt, isInvalidated } of kept.entries) {
      const known = this.#client.getQueryState(key);
      // What the page has read or heard meanwhile is newer.
      if (known && known.dataUpdatedAt >= updatedAt) continue;
      this.#client.setQueryData(key, data, { updatedAt });
      if (isInvalidated) this.#client.getQueryCache().find({ queryKey: key, exact: true })?.invalidate();
    }
  }

  async wipe(userId: string): Promise<void> {
    if (this.#userId === userId) this.#userId = null;
    if (this.#restoring === userId) this.#restoring = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // A write under way would bring back what is being forgotten.
    await within(
      this.#writing.then(() => del(userId, this.#store)),
      PATIENCE_MS,
    );
  }

  close(): void {
    this.#unsubscribe();
    this.#write();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#write(), WRITE_MS);
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const userId = this.#userId;
    if (!userId) return;
    const entries = this.#client
      .getQueryCache()
      .findAll({ predicate: ({ queryKey, state }) => state.status === 'success' && isKept(queryKey, userId) })
      .map(({ queryKey: key, state: { data, dataUpdatedAt: updatedAt, isInvalidated } }): KeptEntry => {
        return { key, data, updatedAt, isInvalidated };
      });
    if (entries.length === 0) return;
    const kept: Kept = { form: FORM, at: Date.now(), entries };
    this.#writing = this.#writing
      .then(() => set(userId, kept, this.#store))
      // A full disk costs the next page its head start, no more.
      .catch(() => {});
  }
}

function isKept(queryKey: readonly unknown[], userId: string | null): boolean {
  if (userId === null || queryKey[0] !== 'nexus' || queryKey[1] !== userId) return false;
  return queryKey.length === nexusKeys.membership(userId).length
    ? queryKey[2] === 'membership'
    : KEPT.has(queryKey[3]);
}
