import { isNexusError } from '../errors/nexus-error.ts';
import type { BufferStore, OwnerBuffer, OwnerOptions, StoreNotice } from './buffer-store.ts';
import { IndexedDbConnection, isQuota, result } from './indexed-db-connection.ts';
import { allRings, itemKey, listRange, ringsAfter } from './indexed-db-keys.ts';
import { IndexedDbList, type ListParts } from './indexed-db-list.ts';
import { IndexedDbRing } from './indexed-db-ring.ts';
import { prepare, presentState } from './indexed-db-state.ts';
import type { DbObjectStore } from './indexed-db-types.ts';
import { MemoryStore } from './memory-store.ts';
import { bufferFull, corruptionNotice, deniedNotice, upgradeNotice } from './store-messages.ts';

/**
 * The store of a page: IndexedDB, or memory where the browser does not let the page store anything (private modes, a
 * frame without an origin), which is told.
 *
 * @param name of the database: one for each project
 * @throws NexusError `storage_failed` when there is a database of that name that is not ours
 */
export async function openBrowserStore(
  name: string,
  onNotice: (notice: StoreNotice) => void,
): Promise<BufferStore> {
  const store = new IndexedDbStore(name);
  try {
    await store.connect();
    return store;
  } catch (error) {
    if (!isNexusError(error) || error.code !== 'storage_denied') throw error;
    onNotice(deniedNotice(error.message));
    return new MemoryStore();
  }
}

/**
 * Keeps what waits for the network in IndexedDB, in one database a project that all tabs share. Numbers are given inside
 * the transaction that uses them, so tabs need no agreement.
 */
export class IndexedDbStore implements BufferStore {
  readonly isDurable = true;
  readonly #connection: IndexedDbConnection;

  /** @param name of the database: one for each project */
  constructor(name: string) {
    this.#connection = new IndexedDbConnection(name);
  }

  /** Opens the database ahead of its first use. @throws NexusError `storage_denied` | `storage_failed` */
  connect(): Promise<void> {
    return this.#connection.open();
  }

  async open(owner: string, { capacity, onNotice }: OwnerOptions): Promise<OwnerBuffer> {
    const connection = this.#connection;
    const { isUpgraded, isRebuilt } = await this.#transact('open the offline buffer', (store) =>
      prepare(store, owner, capacity),
    );
    if (isUpgraded) onNotice(upgradeNotice());
    if (isRebuilt) onNotice(rebuiltNotice());
    const ring = new IndexedDbRing({ connection, owner, capacity, onNotice });
    const parts: ListParts = { connection, owner, onNotice, withRoom: (step) => ring.withRoom(step) };
    return {
      ring,
      outbox: new IndexedDbList('outbox', parts),
      quarantine: new IndexedDbList('quarantine', parts),
    };
  }

  async owners(): Promise<{ owner: string; pending: number }[]> {
    return this.#connection.transact('readonly', 'look for what waits', async (store) => {
      const found: { owner: string; pending: number }[] = [];
      let key = await result(store.getKey(allRings()));
      while (key) {
        const { pending, isEmpty, owner } = await contents(store, String(key[1]));
        if (!isEmpty) found.push({ owner, pending });
        key = await result(store.getKey(ringsAfter(owner)));
      }
      return found;
    });
  }

  async getItem(key: string): Promise<string | null> {
    const value = await this.#connection.transact('readonly', `read ${key}`, (store) =>
      result(store.get(itemKey(key))),
    );
    return typeof value === 'string' ? value : null;
  }

  async setItem(key: string, value: string | null): Promise<void> {
    await this.#transact(`keep ${key}`, async (store) => {
      if (value === null) store.delete(itemKey(key));
      else store.put(value, itemKey(key));
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #transact<T>(doing: string, work: (store: DbObjectStore) => Promise<T>): Promise<T> {
    return this.#connection.transact('readwrite', doing, work).catch((error: unknown) => {
      throw isQuota(error) ? bufferFull(error) : error;
    });
  }
}

async function contents(
  store: DbObjectStore,
  owner: string,
): Promise<{ owner: string; pending: number; isEmpty: boolean }> {
  const [state, edits, refused] = await Promise.all([
    presentState(store, owner),
    result(store.count(listRange('outbox', owner))),
    result(store.count(listRange('quarantine', owner))),
  ]);
  const pending = edits + state.next - state.first;
  return { owner, pending, isEmpty: pending + refused === 0 };
}

function rebuiltNotice(): StoreNotice {
  return corruptionNotice('The record of where the ring buffer begins and ends was lost, and was made anew.');
}
