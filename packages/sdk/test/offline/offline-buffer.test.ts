import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openBufferDesk } from '../../src/buffer/buffer-desk.ts';
import { MemoryStore } from '../../src/buffer/memory-store.ts';
import type { NexusError } from '../../src/errors/nexus-error.ts';
import type { BufferStatus, Reading } from '../../src/types/index.ts';
import { machine } from '../support/memory-data-service.ts';
import { LastingMemoryStore, type OfflineWorld, openPage } from '../support/offline-world.ts';
import { RecordingServer, readingsOf, unreachable } from '../support/recording-server.ts';
import { until } from '../support/waiting.ts';

const isIdle = ({ state, pendingReadings, pendingEdits }: BufferStatus): boolean =>
  state === 'idle' && pendingReadings + pendingEdits === 0;

/** All calls fail until it is called. */
function cut({ server }: OfflineWorld): () => void {
  const unreached = (): NexusError => unreachable();
  server.batchError = unreached;
  server.connect('offline');
  return () => {
    server.batchError = () => null;
    server.connect('online');
  };
}

describe('OfflineBuffer', () => {
  it('keeps readings without network and sends them when it is back', async () => {
    const page = openPage();
    const restore = cut(page);
    const receipt = await page.buffer.record(readingsOf('m', 3));
    assert.deepEqual(receipt, { accepted: 3, dropped: 0, refused: [] });
    const offline = await until(page.board.observable, ({ state }) => state === 'offline');
    assert.equal(offline.pendingReadings, 3);
    assert.ok(offline.oldestAt && offline.nextTryAt && offline.bytes > 0);
    restore();
    const idle = await until(page.board.observable, isIdle);
    assert.equal(page.server.stored.size, 3);
    assert.ok(idle.lastFlushAt && idle.ratePerSecond > 0);
    assert.equal(idle.oldestAt, null);
    await page.buffer.close();
  });

  it('drops the oldest when the ring is full, and counts them', async () => {
    const page = openPage({ capacity: 100 });
    const restore = cut(page);
    await page.buffer.record(readingsOf('m', 80));
    assert.equal((await page.buffer.record(readingsOf('m', 80, 80))).dropped, 60);
    await until(
      page.board.observable,
      ({ dropped, pendingReadings }) => dropped === 60 && pendingReadings === 100,
    );
    restore();
    await until(page.board.observable, isIdle);
    assert.deepEqual([...page.server.stored.values()][0]?.rpm, 60);
    await page.buffer.close();
  });

  it('tells at once of readings that can never be stored, and keeps them in the quarantine', async () => {
    const page = openPage();
    const broken = [
      null,
      { machineId: '', timestamp: '2026-01-01T00:00:00Z', rpm: 1 },
      { machineId: 'm', timestamp: 'yesterday', rpm: 1 },
      { machineId: 'm', timestamp: '2026-01-01T00:00:00Z' },
      { machineId: 'm', timestamp: '2026-01-01T00:00:00Z', rpm: Number.NaN },
    ] as Reading[];
    const { accepted, refused } = await page.buffer.record([...broken, ...readingsOf('m', 1)]);
    assert.equal(accepted, 1);
    assert.deepEqual(
      refused.map(({ index, code }) => [index, code]),
      [
        [0, 'invalid_reading'],
        [1, 'invalid_reading'],
        [2, 'invalid_reading'],
        [3, 'invalid_reading'],
        [4, 'value_out_of_range'],
      ],
    );
    await until(page.board.observable, ({ quarantined }) => quarantined === 5);
    await page.buffer.close();
  });

  it("never sends one person's entries under another one's sign-in, and sends them when he is back", async () => {
    const page = openPage();
    cut(page);
    await page.buffer.record(readingsOf('of-ann', 5));
    await page.buffer.release();
    await page.server.signOut();
    page.server.batchError = () => null;
    await page.server.signIn({ email: 'bob', password: '' });
    await page.buffer.record(readingsOf('of-bob', 2));
    const bob = await until(page.board.observable, (status) => isIdle(status) && status.putAway === 5);
    assert.equal(bob.pendingReadings, 0);
    assert.ok(
      page.server.batches.every(
        ({ userId, readings }) => userId !== 'bob' || readings[0]?.machineId === 'of-bob',
      ),
    );
    await page.buffer.release();
    await page.server.signOut();
    await page.server.signIn({ email: 'ann', password: '' });
    await until(page.board.observable, (status) => isIdle(status) && status.lastFlushAt !== null);
    assert.equal(page.server.stored.size, 7);
    const senders = page.server.batches.filter(({ readings }) => readings[0]?.machineId === 'of-ann');
    assert.ok(senders.every(({ userId }) => userId === 'ann'));
    await page.buffer.close();
  });

  it("puts entries away that were recorded in the person's former tenant", async () => {
    const page = openPage();
    const restore = cut(page);
    await page.buffer.record(readingsOf('of-a', 4));
    await page.buffer.release();
    page.server.tenantId = 'tenant-b';
    const next = openPage({ server: page.server, store: page.store });
    // What the store remembers is tenant a, until the server says otherwise.
    await until(next.board.observable, ({ putAway }) => putAway === 4);
    restore();
    await next.buffer.record(readingsOf('of-b', 1));
    await until(next.board.observable, isIdle);
    assert.deepEqual(
      [...new Set([...page.server.stored.values()].map(({ machineId }) => machineId))],
      ['of-b'],
    );
    await next.buffer.close();
  });

  it('goes on recording when the session ends by itself, stops sending, and resumes with the same person', async () => {
    const page = openPage();
    await page.buffer.record(readingsOf('m', 1));
    await until(page.board.observable, isIdle);
    page.server.session.set(null);
    await page.buffer.record(readingsOf('m', 3, 1));
    const stopped = await until(page.board.observable, ({ state }) => state === 'stopped');
    assert.equal(stopped.pendingReadings, 3);
    await page.server.signIn({ email: 'ann', password: '' });
    await until(page.board.observable, isIdle);
    assert.equal(page.server.stored.size, 4);
    await page.buffer.close();
  });

  it('refuses to record for nobody', async () => {
    const page = openPage({ server: new RecordingServer(null) });
    await assert.rejects(page.buffer.record(readingsOf('m', 1)), { code: 'not_signed_in' });
    await page.buffer.close();
    await assert.rejects(page.buffer.record(readingsOf('m', 1)), { code: 'aborted' });
  });

  it('finds what waits after a reload, without network, for the person in the tenant that he was in', async () => {
    const page = openPage();
    const restore = cut(page);
    await page.buffer.record(readingsOf('m', 6));
    await page.buffer.close();
    page.server.failures = [unreachable(), unreachable()];
    const next = openPage({ server: page.server, store: page.store });
    await next.buffer.record(readingsOf('m', 1, 6));
    assert.equal((await until(next.board.observable, ({ state }) => state === 'offline')).pendingReadings, 7);
    restore();
    await until(next.board.observable, isIdle);
    assert.deepEqual(
      [...next.server.stored.values()].map(({ rpm }) => rpm),
      [0, 1, 2, 3, 4, 5, 6],
    );
    await next.buffer.close();
  });

  it('tells when the clock of the device went back, and keeps the order', async () => {
    let now = Date.parse('2026-06-01T00:00:00Z');
    const page = openPage({ now: () => now });
    const restore = cut(page);
    await page.buffer.record(readingsOf('m', 1));
    now -= 3_600_000;
    await page.buffer.record(readingsOf('m', 1, 1));
    const [notice] = page.board.value.notices;
    assert.equal(notice?.code, 'clock_jumped_back');
    assert.match(notice?.message ?? '', /3600 s/);
    restore();
    await until(page.board.observable, isIdle);
    assert.deepEqual(
      [...page.server.stored.values()].map(({ rpm }) => rpm),
      [0, 1],
    );
    await page.buffer.close();
  });

  it('says so when entries that live in memory only could not be sent before the end', async () => {
    const page = openPage({ store: new MemoryStore() });
    cut(page);
    await page.buffer.record(readingsOf('m', 2));
    await assert.rejects(page.buffer.close(), (error: NexusError) => {
      assert.equal(error.code, 'buffer_not_flushed');
      assert.deepEqual(error.details, { pendingReadings: 2, pendingEdits: 0 });
      return true;
    });
    assert.equal(page.board.value.state, 'closed');
  });

  it('flushes on demand, and says what keeps it from being sent', async () => {
    const page = openPage();
    const restore = cut(page);
    await page.buffer.record(readingsOf('m', 2));
    await assert.rejects(page.buffer.flush(), { code: 'network_unreachable' });
    restore();
    await page.buffer.flush();
    assert.equal(page.server.stored.size, 2);
    const given = AbortSignal.abort();
    await assert.rejects(page.buffer.flush(given), { code: 'aborted' });
    await page.buffer.close();
  });
});

describe('BufferDesk', () => {
  const open = async (): Promise<{
    page: OfflineWorld;
    restore: () => void;
    desk: ReturnType<typeof openBufferDesk>;
    undone: string[];
  }> => {
    const page = openPage({ store: new LastingMemoryStore() });
    page.server.machines = [machine('m1', { name: 'One' })];
    const undone: string[] = [];
    const restore = cutEverything(page.server);
    return {
      page,
      restore,
      undone,
      desk: openBufferDesk(page.buffer, ({ targetId }) => undone.push(targetId)),
    };
  };
  /** Reads fail as well as writes. */
  const cutEverything = (server: RecordingServer): (() => void) => {
    const { getMachine } = server;
    server.getMachine = async () => {
      throw unreachable();
    };
    server.connect('offline');
    return () => {
      server.getMachine = getMachine;
      server.connect('online');
    };
  };
  const rename = (page: OfflineWorld, name: string, base: string) =>
    page.buffer.edit({ kind: 'machine.update', targetId: 'm1', changes: { name }, base: { name: base } });

  it('lists edits that wait and takes one back', async () => {
    const { page, restore, desk, undone } = await open();
    const edit = await rename(page, 'Uno', 'One');
    assert.equal(page.pending.over(machine('m1', { name: 'One' })).name, 'Uno');
    assert.deepEqual(
      (await desk.edits()).map(({ id, changes }) => [id, changes]),
      [[edit.id, { name: 'Uno' }]],
    );
    await desk.undo(edit.id);
    assert.deepEqual(undone, ['m1']);
    assert.equal(page.pending.has('m1'), false);
    restore();
    await page.buffer.flush();
    assert.equal(page.server.changes.length, 0);
    await assert.rejects(desk.undo(edit.id), { code: 'not_found' });
    await page.buffer.close();
  });

  for (const [whose, name] of [
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ] as const) {
    it(`settles a conflict as ${whose}`, async () => {
      const { page, restore, desk } = await open();
      const edit = await rename(page, 'Mine', 'One');
      page.server.changeElsewhere('m1', { name: 'Theirs' });
      restore();
      await page.buffer.flush();
      const [conflict] = await desk.edits();
      assert.deepEqual([conflict?.state, conflict?.theirs], ['conflict', { name: 'Theirs' }]);
      await desk.resolve(edit.id, whose);
      await page.buffer.flush();
      assert.equal(page.server.machines[0]?.name, name);
      assert.deepEqual(await desk.edits(), []);
      await page.buffer.close();
    });
  }

  it('lists, exports, retries and discards what was refused', async () => {
    const page = openPage();
    const desk = openBufferDesk(page.buffer, () => {});
    page.server.refusal = ({ rpm }) => (rpm !== undefined && rpm < 3 ? 'unknown_machine' : null);
    await page.buffer.record(readingsOf('m', 5));
    await until(page.board.observable, ({ quarantined }) => quarantined === 3);
    const [first, second] = await desk.quarantined();
    assert.deepEqual([first?.code, first?.reading?.rpm, second?.reading?.rpm], ['unknown_machine', 0, 1]);
    const lines = (await desk.export()).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { reading: Reading }).reading.rpm),
      [0, 1, 2],
    );
    page.server.refusal = () => null;
    assert.equal(await desk.retry([first?.id ?? '']), 1);
    await page.buffer.flush();
    assert.equal(page.server.stored.size, 3);
    assert.equal(await desk.discard(), 2);
    assert.deepEqual(await desk.quarantined(), []);
    await until(page.board.observable, ({ quarantined }) => quarantined === 0);
    await page.buffer.close();
  });
});
