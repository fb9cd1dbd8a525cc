import { IndexedDbStore } from '../../../packages/sdk/src/buffer/indexed-db-store.ts';
import type { OpenAdapter } from './adapter.ts';

/** Ours: the ring that `telemetry.record` writes to. */
export const openRing: OpenAdapter = async (name) => {
  const store = new IndexedDbStore(name);
  const { ring } = await store.open('bench', { capacity: 1_000_000, onNotice: () => {} });
  return {
    enqueue: async (readings) => {
      await ring.append(readings, Date.now());
    },
    take: async (max) => {
      const entries = await ring.peek(max);
      await ring.settle(entries.at(-1)?.seq ?? 0, []);
      return entries.map(({ reading }) => reading);
    },
    count: async () => (await ring.stats()).pending,
    close: () => store.close(),
  };
};
