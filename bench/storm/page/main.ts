// A tab in the storm: records what it is told to, and says what is safe.
import { createNexus, isNexusError, type Reading } from '@nexus-mfg/sdk';
import { readingAt } from '../readings.ts';
import { MemoryQueue } from './memory-queue.ts';
import type { StormHost, StormPage } from './protocol.ts';

declare global {
  function stormHost(method: string, ...given: unknown[]): Promise<unknown>;
  var stormPage: StormPage;
}

const host = new Proxy({} as StormHost, {
  get:
    (_, method: string) =>
    (...given: unknown[]) =>
      stormHost(method, ...given),
});

const { tab, way, url, publishableKey, plant, editedMachine, isLive } = await host.setting();
const nexus = createNexus({ url, publishableKey });
const queue = new MemoryQueue((batch) => nexus.telemetry.send(batch));

const record = async (batch: readonly Reading[]): Promise<void> => {
  if (way === 'memory') queue.add(batch);
  else await nexus.telemetry.record(batch);
};

globalThis.stormPage = {
  signIn: async (email, password) => {
    await nexus.session.signIn({ email, password });
  },
  userId: () => {
    const session = nexus.session.current.value;
    return session ? session.userId : session;
  },
  status: () => nexus.buffer.status.value,
  waiting: () => {
    const { pendingReadings, pendingEdits } = nexus.buffer.status.value;
    return way === 'memory' ? queue.length : pendingReadings + pendingEdits;
  },
  renew: async () => {
    await nexus.session.refresh();
  },
  rename: async (name) => {
    await nexus.machines.update(editedMachine, { name });
  },
};

// As a dashboard does; the edits are laid over this list.
if (isLive) nexus.machines.subscribe(() => {}, { onError: () => {} });

/** Until there is nothing more to record. What was not acknowledged is ordered again. */
async function work(): Promise<void> {
  for (;;) {
    const order = await host.next();
    if (!order) return;
    const { from, count, calls, thenFreezes } = order;
    const all = Array.from({ length: count }, (_, index) => readingAt(plant, tab, from + index));
    const size = Math.ceil(count / calls);
    const batches = Array.from({ length: calls }, (_, index) => all.slice(index * size, (index + 1) * size));
    try {
      await Promise.all(batches.filter(({ length }) => length > 0).map(record));
      const told = host.acknowledge(from + count);
      while (thenFreezes) {
        // Until somebody kills it. What was not stored yet is not stored any more.
      }
      await told;
    } catch (error) {
      await host.rejected(isNexusError(error) ? error.code : 'foreign', String(error));
    }
  }
}

await work();
