import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { machine } from '../support/memory-data-service.ts';
import { LastingMemoryStore, openPage } from '../support/offline-world.ts';
import { RecordingServer, readingsOf, unreachable } from '../support/recording-server.ts';
import { until } from '../support/waiting.ts';

describe('two instances', () => {
  it('with stores of their own in one process both send', async () => {
    const server = new RecordingServer('ann');
    const first = openPage({ server, name: 'same-server' });
    await first.buffer.record(readingsOf('a', 2));
    await first.buffer.flush();
    const second = openPage({ server, name: 'same-server', store: new LastingMemoryStore() });
    await second.buffer.record(readingsOf('b', 3));
    await until(second.board.observable, ({ lastFlushAt }) => lastFlushAt !== null);
    assert.equal(server.stored.size, 5);
    await second.buffer.close();
    await first.buffer.close();
  });
});

describe('a tab that does not send itself', () => {
  const asBrowser = async (body: () => Promise<void>): Promise<void> => {
    Object.assign(globalThis, { document: {} });
    try {
      await body();
    } finally {
      Reflect.deleteProperty(globalThis, 'document');
    }
  };

  it('hears what keeps it from being sent', () =>
    asBrowser(async () => {
      const leader = openPage();
      leader.server.batchError = () => unreachable();
      await leader.buffer.record(readingsOf('m', 1));
      await until(leader.board.observable, ({ state }) => state === 'offline');
      const follower = openPage({ server: leader.server, store: leader.store });
      await follower.buffer.record(readingsOf('m', 1, 1));
      await until(follower.board.observable, ({ state }) => state === 'follower');
      await assert.rejects(follower.buffer.flush(AbortSignal.timeout(3_000)), {
        code: 'network_unreachable',
      });
      leader.server.batchError = () => null;
      await follower.buffer.flush(AbortSignal.timeout(3_000));
      assert.equal(leader.server.stored.size, 2);
      await follower.buffer.close();
      await leader.buffer.close();
    }));

  it('does not wait for a conflict that only a person can settle', () =>
    asBrowser(async () => {
      const leader = openPage();
      leader.server.machines = [machine('m1', { name: 'Theirs' })];
      await leader.buffer.edit({
        kind: 'machine.update',
        targetId: 'm1',
        changes: { name: 'Mine' },
        base: { name: 'One' },
      });
      await leader.buffer.flush();
      const follower = openPage({ server: leader.server, store: leader.store });
      // In its first moment it does not know yet whether it will send itself.
      await follower.buffer.flush(AbortSignal.timeout(3_000));
      assert.equal(follower.board.value.pendingEdits, 1);
      await follower.buffer.close();
      await leader.buffer.close();
    }));

  it('sends what was asked for when the other one is closed meanwhile', () =>
    asBrowser(async () => {
      const leader = openPage();
      leader.server.batchError = () => unreachable();
      await leader.buffer.record(readingsOf('m', 1));
      const follower = openPage({ server: leader.server, store: leader.store });
      await follower.buffer.owner('look');
      await until(follower.board.observable, ({ state }) => state === 'follower');
      await leader.buffer.close();
      leader.server.batchError = () => null;
      await follower.buffer.flush(AbortSignal.timeout(3_000));
      assert.equal(leader.server.stored.size, 1);
      await follower.buffer.close();
    }));
});
