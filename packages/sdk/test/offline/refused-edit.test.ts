import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import type { Nexus } from '../../src/nexus.ts';
import type { Machine } from '../../src/types/index.ts';
import { machine } from '../support/memory-data-service.ts';
import { LastingMemoryStore } from '../support/offline-world.ts';
import { RecordingServer, unreachable } from '../support/recording-server.ts';
import { Recorder, until } from '../support/waiting.ts';

describe('a Nexus whose waiting edit is refused', () => {
  let nexus: Nexus;
  let server: RecordingServer;
  let store: LastingMemoryStore;
  const heard = (): Recorder<readonly Machine[]> => {
    const recorder = new Recorder<readonly Machine[]>();
    nexus.machines.subscribe(recorder.listen);
    return recorder;
  };
  const names = (machines: readonly Machine[]): string => machines.map(({ name }) => name).join();
  const cut = (): (() => void) => {
    const { getMachine, createMachine, updateMachine } = server;
    const unreached = async (): Promise<never> => Promise.reject(unreachable());
    Object.assign(server, { getMachine: unreached, createMachine: unreached, updateMachine: unreached });
    server.connect('offline');
    return () => {
      Object.assign(server, { getMachine, createMachine, updateMachine });
      server.connect('online');
    };
  };
  beforeEach(() => {
    server = new RecordingServer('ann');
    server.machines = [machine('m1', { name: 'One' }), machine('m2', { name: 'Two' })];
    server.connect('online');
    store = new LastingMemoryStore();
    nexus = createNexus({ data: server, buffer: { store }, staleAfterMs: 1e15 });
  });
  afterEach(() => nexus.close());

  it('shows the machine again as the server has it', async () => {
    const lists = heard();
    await lists.next((machines) => names(machines) === 'One,Two');
    const restore = cut();
    await nexus.machines.update('m1', { name: 'Uno' });
    await lists.next((machines) => names(machines) === 'Two,Uno');
    server.faults.push({ error: new NexusError('permission_denied', 'No right.') });
    const from = lists.calls.length;
    restore();
    await until(
      nexus.buffer.status,
      ({ quarantined, pendingEdits }) => quarantined === 1 && pendingEdits === 0,
    );
    await lists.next((machines) => names(machines) === 'One,Two', from);
  });

  it('shows a machine no more that could not be created', async () => {
    const lists = heard();
    await lists.next((machines) => machines.length === 2);
    const restore = cut();
    await nexus.machines.create({ name: 'Ten' });
    await lists.next((machines) => machines.length === 3);
    server.faults.push({ error: new NexusError('plan_limit', 'Too many.') });
    const from = lists.calls.length;
    restore();
    await until(nexus.buffer.status, ({ quarantined }) => quarantined === 1);
    await lists.next((machines) => machines.length === 2, from);
  });

  it('shows it right also where another tab has given it up', async () => {
    const lists = heard();
    await lists.next((machines) => names(machines) === 'One,Two');
    cut();
    await nexus.machines.update('m1', { name: 'Uno' });
    await lists.next((machines) => names(machines) === 'Two,Uno');
    const from = lists.calls.length;
    // What another tab's undo leaves behind, which this tab finds when it counts.
    const outbox = await store.open('ann/tenant-a', { capacity: 10, onNotice: () => {} });
    const edits = await outbox.outbox.all();
    await outbox.outbox.delete(edits.map(({ id }) => id));
    await nexus.telemetry.record([{ machineId: 'm1', timestamp: '2026-01-01T00:00:00Z', rpm: 1 }]);
    await lists.next((machines) => names(machines) === 'One,Two', from);
  });
});

describe('an edit of a machine of which others wait', () => {
  it('goes behind those that wait from before, also when the page has only just begun', async () => {
    const server = new RecordingServer('ann');
    server.machines = [machine('m1', { name: 'One' })];
    const store = new LastingMemoryStore();
    const { getMachine, updateMachine } = server;
    const before = createNexus({ data: server, buffer: { store } });
    await before.machines.list();
    Object.assign(server, {
      getMachine: async () => Promise.reject(unreachable()),
      updateMachine: async () => Promise.reject(unreachable()),
    });
    await before.machines.update('m1', { name: 'First' });
    await before.close();
    Object.assign(server, { getMachine, updateMachine });
    // The list has not been read on this page, and the buffer is not open yet.
    const next = createNexus({ data: server, buffer: { store } });
    await next.machines.update('m1', { name: 'Second' });
    await next.buffer.flush();
    assert.deepEqual(
      server.changes.map(({ params }) => (params as { name: string }).name),
      ['First', 'Second'],
    );
    assert.deepEqual(await next.buffer.edits(), []);
    await next.close();
  });

  it('leaves out fields that are given as undefined', async () => {
    const server = new RecordingServer('ann');
    server.machines = [machine('m1', { name: 'One', type: 'pump' })];
    const nexus = createNexus({ data: server });
    await nexus.machines.list();
    server.connect('offline');
    const params = { name: 'Uno', type: undefined } as never;
    const { name, type } = await nexus.machines.update('m1', params);
    assert.deepEqual([name, type], ['Uno', 'pump']);
    await nexus.buffer.flush();
    await nexus.close();
  });
});
