import { describe, it } from 'node:test';
import { MemoryStore } from '../../src/buffer/memory-store.ts';
import { bufferStoreContract } from '../contract/buffer-store-contract.ts';
import { bufferStoreModel } from '../contract/buffer-store-model.ts';
import type { StoreKind } from '../support/buffer-world.ts';

const kind: StoreKind = {
  name: 'memory',
  isDurable: false,
  isShared: false,
  openWorld: async () => ({ connect: async () => new MemoryStore(), close: async () => {} }),
};

bufferStoreContract({ describe, it }, kind);
bufferStoreModel({ describe, it }, kind, 150);
