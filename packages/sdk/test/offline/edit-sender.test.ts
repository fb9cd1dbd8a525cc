import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OwnerBuffer } from '../../src/buffer/buffer-store.ts';
import { EditSender } from '../../src/buffer/edit-sender.ts';
import { editTargets } from '../../src/buffer/edit-target.ts';
import { MemoryStore } from '../../src/buffer/memory-store.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import type { EditKind, PendingEdit } from '../../src/types/index.ts';
import { machine } from '../support/memory-data-service.ts';
import { RecordingServer, unreachable } from '../support/recording-server.ts';

const never = new AbortController().signal;

interface Setting {
  server: RecordingServer;
  buffer: OwnerBuffer;
  sender: EditSender;
  done: string[];
  keep: (targetId: string, changes: object, base: object, kind?: EditKind) => Promise<string>;
}

async function setUp(): Promise<Setting> {
  const server = new RecordingServer('ann');
  server.machines = [machine('m1', { name: 'One' }), machine('m2', { name: 'Two' })];
  const buffer = await new MemoryStore().open('ann/a', { capacity: 10, onNotice: () => {} });
  const done: string[] = [];
  const sender = new EditSender({
    buffer,
    targets: editTargets(server),
    userId: 'ann',
    now: () => 9_000,
    exclusively: (step) => step(),
    onDone: ({ targetId }) => done.push(targetId),
    onRefused: () => {},
  });
  const keep = (targetId: string, changes: object, base: object, kind: EditKind = 'machine.update') =>
    buffer.outbox.add({
      id: '',
      kind,
      targetId,
      changes: { ...changes },
      base: { ...base },
      editedAt: '2026-01-01T00:00:00.000Z',
      state: 'pending',
      theirs: null,
    });
  return { server, buffer, sender, done, keep };
}

const waiting = async (buffer: OwnerBuffer): Promise<PendingEdit[]> =>
  (await buffer.outbox.all()).map(({ value }) => value);

async function drain(sender: EditSender): Promise<void> {
  for (let step = 0; await sender.sendNext(never); step += 1) assert.ok(step < 50, 'not through');
}

describe('EditSender', () => {
  it('replays edits in their order', async () => {
    const { server, buffer, sender, done, keep } = await setUp();
    await keep('m1', { name: 'Uno' }, { name: 'One' });
    await keep('m2', { name: 'Due' }, { name: 'Two' });
    await keep('m1', { name: 'Eins' }, { name: 'Uno' });
    await drain(sender);
    assert.deepEqual(
      server.changes.map(({ id, params }) => [id, (params as { name: string }).name]),
      [
        ['m1', 'Uno'],
        ['m2', 'Due'],
        ['m1', 'Eins'],
      ],
    );
    assert.deepEqual(done, ['m1', 'm2', 'm1']);
    assert.deepEqual(await waiting(buffer), []);
  });

  it('does once what was done already and whose answer was lost', async () => {
    const { server, buffer, sender, keep } = await setUp();
    await keep('m1', { name: 'Uno' }, { name: 'One' });
    server.faults.push({ error: unreachable(), isCommitted: true });
    await assert.rejects(sender.sendNext(never), { code: 'network_unreachable' });
    assert.equal((await waiting(buffer))[0]?.state, 'pending');
    await drain(sender);
    assert.equal(server.changes.length, 1);
  });

  it('creates a machine once, whatever became of the first answer', async () => {
    const { server, sender, done, keep } = await setUp();
    await keep('new', { name: 'New' }, {}, 'machine.create');
    server.faults.push({ error: unreachable(), isCommitted: true });
    await assert.rejects(sender.sendNext(never));
    await drain(sender);
    assert.equal(server.machines.filter(({ id }) => id === 'new').length, 1);
    assert.deepEqual(done, ['new']);
  });

  it('keeps both versions when somebody else changed the same field', async () => {
    const { server, buffer, sender, done, keep } = await setUp();
    await keep('m1', { name: 'Mine', status: 'fault' }, { name: 'One', status: 'running' });
    await keep('m1', { type: 'press' }, { type: 'pump' });
    await keep('m2', { name: 'Due' }, { name: 'Two' });
    server.changeElsewhere('m1', { name: 'Theirs' });
    await drain(sender);
    const [conflict, later, ...rest] = await waiting(buffer);
    assert.equal(conflict?.state, 'conflict');
    assert.deepEqual(conflict?.changes, { name: 'Mine', status: 'fault' });
    assert.deepEqual(conflict?.theirs, { name: 'Theirs', status: 'running' });
    // A later edit of the same thing waits for the decision; other things do not.
    assert.deepEqual([later?.state, later?.changes], ['pending', { type: 'press' }]);
    assert.equal(rest.length, 0);
    assert.deepEqual(done, ['m2']);
    assert.equal(server.machines[0]?.name, 'Theirs');
  });

  it('is in no conflict with a change of other fields, or with the same change', async () => {
    const { server, sender, keep } = await setUp();
    await keep('m1', { name: 'Mine' }, { name: 'One' });
    await keep('m2', { name: 'Due' }, { name: 'Two' });
    server.changeElsewhere('m1', { status: 'fault' });
    server.changeElsewhere('m2', { name: 'Due' });
    await drain(sender);
    assert.equal(server.machines[0]?.name, 'Mine');
    assert.equal(server.machines[0]?.status, 'fault');
    assert.equal(server.changes.length, 1);
  });

  it('looks again when somebody is faster between the look and the change', async () => {
    const { server, buffer, sender, keep } = await setUp();
    await keep('m1', { name: 'Mine' }, { name: 'One' });
    const { updateMachine } = server;
    let races = 0;
    server.updateMachine = async (...given) => {
      races += 1;
      // First another field, which does not matter; then the same one.
      if (races === 1) server.changeElsewhere('m1', { status: 'fault' });
      if (races === 2) server.changeElsewhere('m1', { name: 'Theirs' });
      return updateMachine.apply(server, given);
    };
    await drain(sender);
    assert.equal((await waiting(buffer))[0]?.state, 'conflict');
    assert.equal(server.machines[0]?.name, 'Theirs');
    assert.equal(server.changes.length, 0);
  });

  it('puts what the server refuses into the quarantine, and the rest goes on', async () => {
    const { server, buffer, sender, done, keep } = await setUp();
    await keep('gone', { name: 'X' }, { name: 'Y' });
    await keep('m1', { name: 'Uno' }, { name: 'One' });
    await keep('m2', { name: 'Due' }, { name: 'Two' });
    server.faults.push({ error: new NexusError('permission_denied', 'No right.') });
    await drain(sender);
    const refused = (await buffer.quarantine.all()).map(({ value }) => [value.edit?.targetId, value.code]);
    assert.deepEqual(refused, [
      ['gone', 'not_found'],
      ['m1', 'permission_denied'],
    ]);
    assert.deepEqual(done, ['m2']);
  });

  it('sends again what a page left as sending when it died', async () => {
    const { server, buffer, sender, keep } = await setUp();
    const id = await keep('m1', { name: 'Uno' }, { name: 'One' });
    const [edit] = await waiting(buffer);
    assert.ok(edit);
    await buffer.outbox.replace(id, { ...edit, state: 'sending' });
    await drain(sender);
    assert.equal(server.machines[0]?.name, 'Uno');
  });
});
