import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { machine } from '../support/memory-data-service.ts';
import { LastingMemoryStore, openPage } from '../support/offline-world.ts';
import { RecordingServer, readingsOf, unreachable } from '../support/recording-server.ts';
import { until } from '../support/waiting.ts';

const never = new Promise<void>(() => {});
/** Fails after `ms`, which is far more than it may take. */
const soon = async <T>(work: Promise<T>, ms: number = 8_000): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${ms} ms`)), ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
};
const diskFailure = (): NexusError => new NexusError('storage_failed', 'The disk failed.');

describe('leaving', () => {
  it('does not wait for a server that does not answer whose buffer this is', async () => {
    const page = openPage();
    page.server.gate = never;
    const recording = page.buffer.record(readingsOf('m', 1));
    recording.catch(() => {});
    await soon(page.buffer.release());
    await assert.rejects(soon(recording), { code: 'aborted' });
    await soon(page.buffer.close());
  });

  it('does not wait for a store that cannot be opened', async () => {
    const page = openPage({ openStore: () => new Promise(() => {}) });
    const recording = page.buffer.record(readingsOf('m', 1));
    recording.catch(() => {});
    await soon(page.buffer.release());
    await soon(page.buffer.close());
    await assert.rejects(soon(recording), { code: 'aborted' });
    assert.equal(page.board.value.state, 'closed');
  });

  it('does not wait for a request that cannot be stopped', async () => {
    const page = openPage();
    await page.buffer.record(readingsOf('m', 1));
    await page.buffer.flush();
    page.server.recordReadings = () => new Promise(() => {});
    await page.buffer.record(readingsOf('m', 1, 1));
    await soon(page.buffer.release());
    await soon(page.buffer.close());
  });

  it('signs out, whatever the store says', async () => {
    const server = new RecordingServer('ann');
    const store = new LastingMemoryStore();
    const nexus = createNexus({ data: server, buffer: { store } });
    await nexus.telemetry.record(readingsOf('m', 1));
    await nexus.buffer.flush();
    store.owners = async () => Promise.reject(diskFailure());
    await soon(nexus.session.signOut());
    assert.equal(server.session.value, null);
    await soon(nexus.close());
  });

  it('ends recording at once, also for what is recorded while it is under way', async () => {
    const server = new RecordingServer('ann');
    const store = new LastingMemoryStore();
    const nexus = createNexus({ data: server, buffer: { store } });
    await nexus.telemetry.record(readingsOf('m', 1));
    await nexus.buffer.flush();
    const leaving = nexus.session.signOut();
    const late = nexus.telemetry.record(readingsOf('m', 1, 1)).catch(() => {});
    await Promise.all([leaving, late]);
    await assert.rejects(nexus.telemetry.record(readingsOf('m', 1, 2)), { code: 'not_signed_in' });
    await assert.rejects(nexus.buffer.edits(), { code: 'not_signed_in' });
    await nexus.close();
  });

  it('counts what was put away', async () => {
    const page = openPage();
    page.server.batchError = () => unreachable();
    await page.buffer.record(readingsOf('m', 4));
    await page.buffer.release();
    await page.server.signOut();
    assert.equal(page.board.value.putAway, 4);
    assert.equal(page.board.value.pendingReadings, 0);
    // Who has nothing here is told the same.
    await page.server.signIn({ email: 'bob', password: '' });
    await until(page.board.observable, ({ putAway }) => putAway === 4);
    assert.equal(page.board.value.isDurable, true);
    await page.buffer.close();
  });

  it('answers who waits for everything to be sent', async () => {
    const page = openPage();
    page.server.batchError = () => unreachable();
    await page.buffer.record(readingsOf('m', 1));
    const owner = await page.buffer.owner('look');
    await page.buffer.release();
    await assert.rejects(soon(owner.drain(undefined)), { code: 'aborted' });
    await page.buffer.close();
  });

  it('does not show the numbers of one person to the next', async () => {
    const page = openPage();
    page.server.batchError = () => unreachable();
    await page.buffer.record(readingsOf('m', 3));
    const owner = await page.buffer.owner('look');
    const { ring } = owner.buffer;
    await page.server.signIn({ email: 'bob', password: '' });
    await page.buffer.record([{ ...readingsOf('m', 1)[0], machineId: '' } as never]);
    // A record of Ann's that was under way is stored for her, and counted for nobody else.
    await ring.append(readingsOf('m', 1, 9), 0);
    owner.recorded(1);
    assert.equal(page.board.value.pendingReadings, 0);
    await page.buffer.close();
  });

  it('closes once, and every caller waits for the same end', async () => {
    const page = openPage();
    await page.buffer.record(readingsOf('m', 1));
    const first = page.buffer.close();
    await page.buffer.close();
    assert.equal(page.board.value.state, 'closed');
    await first;
  });
});

describe('a store that fails for a while', () => {
  it('is no unhandled rejection, and what waits is sent afterwards', async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listen);
    const page = openPage();
    page.server.machines = [machine('m1')];
    await page.buffer.record(readingsOf('m1', 1));
    const { buffer } = await page.buffer.owner('look');
    const { stats } = buffer.ring;
    buffer.ring.stats = async () => Promise.reject(diskFailure());
    await page.buffer.record(readingsOf('m1', 2, 1));
    await page.buffer.edit({
      kind: 'machine.update',
      targetId: 'm1',
      changes: { name: 'x' },
      base: { name: 'Machine m1' },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    buffer.ring.stats = stats;
    await page.buffer.flush();
    process.off('unhandledRejection', listen);
    assert.deepEqual(unhandled, []);
    assert.equal(page.server.stored.size, 3);
    await page.buffer.close();
  });

  it('is tried again when the network comes back', async () => {
    const before = openPage();
    before.server.batchError = () => unreachable();
    await before.buffer.record(readingsOf('m', 2));
    await before.buffer.close();
    before.server.batchError = () => null;
    let isBroken = true;
    const next = openPage({
      server: before.server,
      store: before.store,
      openStore: async () => (isBroken ? Promise.reject(diskFailure()) : before.store),
    });
    await new Promise((resolve) => setImmediate(resolve));
    isBroken = false;
    next.server.connect('online');
    await until(next.board.observable, ({ lastFlushAt }) => lastFlushAt !== null);
    assert.equal(next.server.stored.size, 2);
    await next.buffer.close();
  });
});
