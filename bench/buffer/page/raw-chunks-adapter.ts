import type { Reading } from '@nexus-mfg/sdk';
import type { OpenAdapter } from './adapter.ts';

/**
 * As little as IndexedDB lets one do: one value a burst, the number of its first reading as its key, and the next number
 * in memory. It is right for one tab only, has no bound, and asks nothing of what it reads.
 */
export const openRawChunks: OpenAdapter = async (name) => {
  const opening = indexedDB.open(name);
  opening.onupgradeneeded = () => opening.result.createObjectStore('chunks');
  const db = await result(opening);
  const begin = (mode: IDBTransactionMode): IDBObjectStore =>
    db.transaction('chunks', mode, { durability: 'relaxed' }).objectStore('chunks');
  const keys = (await result(begin('readonly').getAllKeys())) as number[];
  const last = keys.at(-1);
  const tail = last === undefined ? [] : ((await result(begin('readonly').get(last))) as Reading[]);
  let first = keys[0] ?? 0;
  let next = (last ?? 0) + tail.length;
  return {
    enqueue: async (readings) => {
      const store = begin('readwrite');
      store.put(readings, next);
      next += readings.length;
      await completion(store.transaction);
    },
    take: async (max) => {
      const range = IDBKeyRange.bound(first, first + max, false, true);
      const taken = ((await result(begin('readonly').getAll(range))) as Reading[][]).flat();
      first += taken.length;
      const store = begin('readwrite');
      store.delete(range);
      await completion(store.transaction);
      return taken;
    },
    count: async () => next - first,
    close: async () => db.close(),
  };
};

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
