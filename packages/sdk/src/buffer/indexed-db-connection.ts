import { createStore } from 'idb-keyval';
import type { Db, DbObjectStore, DbRequest, DbTransaction } from './indexed-db-types.ts';
import { closedStore, storeError } from './store-messages.ts';

const OBJECT_STORE = 'buffer';

/** Another tab has taken a number that this one meant to use: nothing was written. */
export class Outrun extends Error {}

/** A transaction that the browser ended, not one of its requests: the connection went away under it. */
class LostConnection extends Error {}

/**
 * The connection to one database, opened by idb-keyval with the first use and again when the browser or another tab has
 * closed it. Every step is one transaction.
 */
export class IndexedDbConnection {
  readonly #name: string;
  #opening: Promise<Db> | null = null;
  #isClosed = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** @throws NexusError `storage_denied` | `storage_failed` */
  async open(): Promise<void> {
    await this.#database();
  }

  /**
   * Runs `work` in a transaction and resolves once that is complete: all of it is stored, or nothing. `work` may wait for
   * requests of this store and for nothing else.
   */
  async transact<T>(
    mode: 'readonly' | 'readwrite',
    doing: string,
    work: (store: DbObjectStore) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#once(mode, work).catch((error: unknown) => {
        if (!isConnectionLost(error) || this.#isClosed) throw error;
        this.#opening = null;
        return this.#once(mode, work);
      });
    } catch (error) {
      if (nameOf(error) === 'ConstraintError') throw new Outrun();
      throw isQuota(error) || error instanceof Outrun ? error : storeError('storage_failed', doing, error);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    (await this.#opening?.catch(() => null))?.close();
  }

  async #once<T>(mode: 'readonly' | 'readwrite', work: (store: DbObjectStore) => Promise<T>): Promise<T> {
    const db = await this.#database();
    // What the browser promises by default differs; a page that crashes loses nothing either way.
    const transaction = db.transaction(OBJECT_STORE, mode, { durability: 'relaxed' });
    const ended = completion(transaction);
    try {
      const result = await work(transaction.objectStore(OBJECT_STORE));
      if (mode === 'readwrite') {
        // Everything is asked for: no need to wait for the answers before it is sealed.
        transaction.commit();
        await ended;
      }
      return result;
    } catch (error) {
      abort(transaction);
      // The reason why the whole transaction failed says more than that one of its requests was aborted.
      const reason = await ended.then(
        () => error,
        (why: unknown) => why,
      );
      throw nameOf(error) === 'AbortError' ? reason : error;
    }
  }

  #database(): Promise<Db> {
    if (this.#isClosed) return Promise.reject(closedStore());
    if (this.#opening) return this.#opening;
    const opening = openDatabase(this.#name);
    const forget = (): void => {
      if (this.#opening === opening) this.#opening = null;
    };
    opening.then((db) => {
      db.addEventListener('close', forget);
      // A tab that deletes the database or brings a newer one must not wait for this one to go away.
      db.onversionchange = () => {
        forget();
        db.close();
      };
    }, forget);
    this.#opening = opening;
    return opening;
  }
}

/** The result of one request. */
export function result<T>(request: DbRequest<T>): Promise<T> {
  const answer = new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // Whoever asks ahead may fail before he comes to wait for it.
  answer.catch(() => {});
  return answer;
}

/** True when the device has no room for a transaction. */
export function isQuota(error: unknown): boolean {
  return nameOf(error) === 'QuotaExceededError';
}

/** idb-keyval makes the database and its object store; the transactions are ours, for what they promise is not said there. */
async function openDatabase(name: string): Promise<Db> {
  try {
    const use = createStore(name, OBJECT_STORE);
    return await use('readonly', (store) => store.transaction.db as unknown as Db);
  } catch (error) {
    const isBroken = nameOf(error) === 'NotFoundError' || nameOf(error) === 'VersionError';
    throw storeError(isBroken ? 'storage_failed' : 'storage_denied', 'open the offline buffer', error);
  }
}

function completion(transaction: DbTransaction): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new LostConnection('The connection was closed.'));
  });
  // Whoever has failed already does not wait for it.
  ended.catch(() => {});
  return ended;
}

function abort(transaction: DbTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}

function isConnectionLost(error: unknown): boolean {
  return error instanceof LostConnection || nameOf(error) === 'InvalidStateError';
}

function nameOf(error: unknown): string {
  return (error as { name?: string } | null)?.name ?? '';
}
