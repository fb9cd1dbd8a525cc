import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueryClient } from '@tanstack/query-core';
import { Cache } from '../../src/cache/cache.ts';
import { machine } from '../support/memory-data-service.ts';
import { openPage } from '../support/offline-world.ts';
import { RecordingServer, readingsOf, unreachable } from '../support/recording-server.ts';
import { until } from '../support/waiting.ts';

/** The server takes its time to say who is where, longer than everything else. */
function slowly(server: RecordingServer): RecordingServer {
  const { membership } = server;
  server.membership = async (options) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return membership.call(server, options);
  };
  return server;
}

describe('a person who is in another tenant by now', () => {
  it('has nothing sent there that was recorded in the former one', async () => {
    const before = openPage();
    before.server.batchError = () => unreachable();
    await before.buffer.record(readingsOf('of-a', 4));
    await before.buffer.close();
    before.server.batchError = () => null;
    before.server.tenantId = 'tenant-b';
    // The network is there: what waits could be sent the moment the page begins.
    const next = openPage({ server: slowly(before.server), store: before.store });
    await until(next.board.observable, ({ putAway }) => putAway === 4);
    await next.buffer.record(readingsOf('of-b', 1));
    await next.buffer.flush();
    assert.deepEqual(
      [...next.server.stored.values()].map(({ machineId }) => machineId),
      ['of-b'],
    );
    assert.equal(next.board.value.putAway, 4);
    await next.buffer.close();
  });

  it('has no edits sent there either', async () => {
    const before = openPage();
    before.server.machines = [machine('m1', { name: 'One' })];
    const { getMachine } = before.server;
    before.server.getMachine = async () => Promise.reject(unreachable());
    await before.buffer.edit({
      kind: 'machine.update',
      targetId: 'm1',
      changes: { name: 'Uno' },
      base: { name: 'One' },
    });
    await before.buffer.close();
    before.server.getMachine = getMachine;
    before.server.tenantId = 'tenant-b';
    const next = openPage({ server: slowly(before.server), store: before.store });
    await until(next.board.observable, ({ putAway }) => putAway === 1);
    await next.buffer.record(readingsOf('of-b', 1));
    await next.buffer.flush();
    assert.deepEqual(next.server.changes, []);
    await next.buffer.close();
  });

  it('is noticed also while the page goes on for hours', async () => {
    let now = Date.parse('2026-06-01T00:00:00Z');
    const page = openPage({ now: () => now });
    await page.buffer.record(readingsOf('of-a', 1));
    await page.buffer.flush();
    page.server.tenantId = 'tenant-b';
    now += 3_600_000;
    await page.buffer.record(readingsOf('of-a', 1, 1));
    await until(page.board.observable, ({ putAway }) => putAway === 1);
    assert.equal(page.server.stored.size, 1);
    await page.buffer.close();
  });
});

describe('a sign-in switch while the membership is asked for', () => {
  it("takes no person's membership for another's", async () => {
    const server = new RecordingServer('ann');
    server.tenantId = 'of-ann';
    const client = new QueryClient();
    const cache = new Cache(client, server);
    // Asked for Ann, but by the time it goes out Bob is signed in.
    await server.signIn({ email: 'bob', password: '' });
    server.tenantId = 'of-bob';
    await assert.rejects(cache.membershipOf('ann', 'send what waits'), { code: 'session_changed' });
    assert.equal(client.getQueryData(['nexus', 'ann', 'membership']), undefined);
    cache.close();
  });
});
