import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BufferStore } from '../../src/buffer/buffer-store.ts';
import { fileStore } from '../../src/buffer/file-store.ts';
import type { StoreKind, StoreWorld } from './buffer-world.ts';

/** A folder that nobody has used, removed when the world is closed. */
export async function openFileWorld(): Promise<StoreWorld & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-file-store-'));
  const stores: BufferStore[] = [];
  return {
    folder,
    connect: async () => {
      const store = fileStore(folder);
      stores.push(store);
      return store;
    },
    close: async () => {
      for (const store of stores) await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const fileKind: StoreKind = {
  name: 'files',
  isDurable: true,
  isShared: false,
  openWorld: openFileWorld,
};
