import { createNexus, NexusError, type Reading, type RecordResult } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import { IndexedDbStore } from '../../../packages/sdk/src/buffer/indexed-db-store.ts';
import type { OpenAdapter } from './adapter.ts';

/** A server that is away, or takes everything at once: what is measured is the way to it. */
class SinkDataService extends SimulatedDataService {
  readonly taken: Reading[] = [];
  isAway = true;

  override async recordReadings(readings: readonly Reading[]): Promise<RecordResult> {
    if (this.isAway)
      throw new NexusError('network_unreachable', 'Could not record: the bench keeps it away.');
    for (const reading of readings) this.taken.push(reading);
    return { stored: readings.length, duplicate: 0, duplicates: [], refused: [] };
  }
}

/** What an application calls: `nexus.telemetry.record` without a network, then `nexus.buffer.flush` with one. */
export const openPublicPath: OpenAdapter = async (name) => {
  const store = new IndexedDbStore(name);
  const data = new SinkDataService({ seed: 7, tickMs: 0, signedInAs: 'admin@alpenwerk.example' });
  const nexus = createNexus({ data, buffer: { store, capacity: 1_000_000 }, persistCache: false });
  const waiting = async (): Promise<number> =>
    (await store.owners()).reduce((sum, { pending }) => sum + pending, 0);
  return {
    enqueue: async (readings) => {
      await nexus.telemetry.record(readings);
    },
    takeAll: async () => {
      data.isAway = false;
      await nexus.buffer.flush();
      return data.taken;
    },
    count: waiting,
    close: () => nexus.close(),
  };
};
