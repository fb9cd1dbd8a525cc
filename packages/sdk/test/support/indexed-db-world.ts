import type { BufferStore } from '../../src/buffer/buffer-store.ts';
import { IndexedDbStore } from '../../src/buffer/indexed-db-store.ts';
import type { StoreKind, StoreWorld } from './buffer-world.ts';

let made = 0;

/** A database that nobody has used, deleted when the world is closed. */
export function openIndexedDbWorld(): StoreWorld & { name: string } {
  made += 1;
  const name = `nexus-test-${made}-${crypto.randomUUID()}`;
  const stores: BufferStore[] = [];
  return {
    name,
    connect: async () => {
      const store = new IndexedDbStore(name);
      stores.push(store);
      return store;
    },
    close: async () => {
      for (const store of stores) await store.close();
      await deleteDatabase(name);
    },
  };
}

export const indexedDbKind: StoreKind = {
  name: 'IndexedDB',
  isDurable: true,
  isShared: true,
  openWorld: async () => openIndexedDbWorld(),
};

/** Resolves once the database is gone, and everybody who had it open has let go of it. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
