import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus } from '../../src/nexus.ts';
import type { BufferStatus, Machine } from '../../src/types/index.ts';
import { machine } from '../support/memory-data-service.ts';
import { LastingMemoryStore } from '../support/offline-world.ts';
import { RecordingServer, readingsOf, unreachable } from '../support/recording-server.ts';
import { Recorder, until } from '../support/waiting.ts';

const isIdle = ({ state, pendingReadings, pendingEdits }: BufferStatus): boolean =>
  state === 'idle' && pendingReadings + pendingEdits === 0;
const named =
  (id: string, name: string, freshness: Machine['freshness']) =>
  (machines: readonly Machine[]): boolean =>
    machines.some((one) => one.id === id && one.name === name && one.freshness === freshness);

describe('a Nexus without network', () => {
  let nexus: Nexus;
  let server: RecordingServer;
  let store: LastingMemoryStore;
  const reads = ['getMachine', 'listMachines', 'updateMachine', 'createMachine', 'recordReadings'] as const;

  const open = (): void => {
    nexus = createNexus({ data: server, buffer: { store }, staleAfterMs: 1e15 });
  };
  const start = (): void => {
    store = new LastingMemoryStore();
    server = new RecordingServer('ann');
    const latest = { machineId: 'm1', timestamp: new Date().toISOString(), rpm: 1 };
    server.machines = [machine('m1', { name: 'One', latest }), machine('m2', { name: 'Two' })];
    server.connect('online');
    open();
  };
  /** Every call fails until it is called. */
  const cut = (): (() => void) => {
    const kept = reads.map((name) => server[name]);
    for (const name of reads) {
      Object.assign(server, { [name]: async () => Promise.reject(unreachable()) });
    }
    server.connect('offline');
    return () => {
      reads.forEach((name, index) => {
        Object.assign(server, { [name]: kept[index] });
      });
      server.connect('online');
    };
  };
  afterEach(() => nexus.close());

  it('shows an edit at once in every list, marked as buffered, and as live once the server has it', async () => {
    start();
    const heard = new Recorder<readonly Machine[]>();
    nexus.machines.subscribe(heard.listen);
    await heard.next(named('m1', 'One', 'live'));
    const restore = cut();
    const answer = await nexus.machines.update('m1', { name: 'Uno' });
    assert.deepEqual([answer.name, answer.freshness], ['Uno', 'buffered']);
    await heard.next(named('m1', 'Uno', 'buffered'));
    // What is heard meanwhile, with the old name, changes nothing of the edit.
    server.tell({
      type: 'machines',
      change: 'update',
      machines: [machine('m1', { name: 'One', status: 'idle', updatedAt: '2026-05-01T00:00:00.000Z' })],
    });
    await heard.next((machines) =>
      machines.some(({ id, name, status }) => id === 'm1' && name === 'Uno' && status === 'idle'),
    );
    restore();
    await until(nexus.buffer.status, isIdle);
    await heard.next(named('m1', 'Uno', 'live'), heard.calls.length - 1);
    assert.equal(server.machines[0]?.name, 'Uno');
  });

  it('takes an edit back: the list shows again what was', async () => {
    start();
    const heard = new Recorder<readonly Machine[]>();
    nexus.machines.subscribe(heard.listen);
    await heard.next(named('m2', 'Two', 'stale'));
    const restore = cut();
    await nexus.machines.update('m2', { name: 'Due' });
    await heard.next(named('m2', 'Due', 'buffered'));
    const [edit] = await nexus.buffer.edits();
    await nexus.buffer.undo(edit?.id ?? '');
    await heard.next(
      (machines) => machines.some(({ id, name }) => id === 'm2' && name === 'Two'),
      heard.calls.length - 1,
    );
    restore();
    await nexus.buffer.flush();
    assert.deepEqual(server.changes, []);
  });

  it('creates a machine without network, which is there for edits and readings before the server knows it', async () => {
    start();
    const heard = new Recorder<readonly Machine[]>();
    nexus.machines.subscribe(heard.listen);
    await heard.next((machines) => machines.length === 2);
    const restore = cut();
    const created = await nexus.machines.create({ name: 'Ten', type: 'press' });
    assert.equal(created.freshness, 'buffered');
    await nexus.machines.update(created.id, { name: 'Eleven' });
    await nexus.telemetry.record(readingsOf(created.id, 2));
    await heard.next(named(created.id, 'Eleven', 'buffered'));
    assert.equal((await nexus.machines.get(created.id)).name, 'Eleven');
    restore();
    await until(nexus.buffer.status, isIdle);
    assert.equal(server.machines.find(({ id }) => id === created.id)?.name, 'Eleven');
    assert.equal(server.stored.size, 2);
  });

  it('finds edits again after a reload', async () => {
    start();
    await nexus.machines.list();
    const restore = cut();
    await nexus.machines.update('m1', { name: 'Uno' });
    await nexus.close();
    open();
    await until(nexus.buffer.status, ({ pendingEdits }) => pendingEdits === 1);
    restore();
    await until(nexus.buffer.status, isIdle);
    assert.equal(server.machines[0]?.name, 'Uno');
  });

  it('changes at once and keeps nothing when the server can be reached', async () => {
    start();
    await nexus.machines.list();
    const changed = await nexus.machines.update('m1', { name: 'Uno' });
    assert.notEqual(changed.freshness, 'buffered');
    assert.deepEqual(await nexus.buffer.edits(), []);
    await assert.rejects(nexus.machines.update('m9', { name: 'X' }), { code: 'not_found' });
    assert.deepEqual(await nexus.buffer.edits(), []);
  });

  it('keeps an edit whose answer was lost, and does it once', async () => {
    start();
    await nexus.machines.list();
    server.faults.push({ error: unreachable(), isCommitted: true });
    assert.equal((await nexus.machines.update('m1', { name: 'Uno' })).freshness, 'buffered');
    await until(nexus.buffer.status, isIdle);
    assert.equal(server.changes.length, 1);
  });

  it('refuses an edit that could not be stored, instead of keeping it', async () => {
    start();
    await nexus.machines.list();
    cut();
    await assert.rejects(nexus.machines.update('m1', { name: '' }), { code: 'validation_failed' });
    await assert.rejects(nexus.machines.create({ name: 'x'.repeat(300) }), { code: 'validation_failed' });
    assert.deepEqual(await nexus.buffer.edits(), []);
  });

  it('says that it cannot keep an edit of something that it has never read', async () => {
    start();
    await nexus.tenant.current();
    cut();
    await assert.rejects(nexus.machines.update('m1', { name: 'Uno' }), { code: 'network_unreachable' });
  });

  it('puts everything away at sign-out', async () => {
    start();
    await nexus.machines.list();
    cut();
    await nexus.machines.update('m1', { name: 'Uno' });
    await nexus.telemetry.record(readingsOf('m1', 3));
    await nexus.session.signOut();
    assert.equal(nexus.buffer.status.value.pendingReadings, 0);
    assert.equal(nexus.queryClient.getQueryCache().getAll().length, 0);
    await assert.rejects(nexus.telemetry.record(readingsOf('m1', 1)), { code: 'not_signed_in' });
    assert.deepEqual(await store.owners(), [{ owner: 'ann/tenant-a', pending: 4 }]);
  });
});
