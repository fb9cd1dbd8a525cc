import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import { machine } from '../support/memory-data-service.ts';
import { RecordingServer, unreachable } from '../support/recording-server.ts';
import { Recorder } from '../support/waiting.ts';

describe('an edit without network', () => {
  it('is kept also when the live connection has come back meanwhile and the network is gone again', async () => {
    const server = new RecordingServer('ann');
    server.machines = [machine('m1', { name: 'One' })];
    const nexus = createNexus({ data: server });
    const lists = new Recorder<readonly { name: string }[]>();
    nexus.machines.subscribe(lists.listen);
    await lists.next(([first]) => first?.name === 'One');
    server.machines = [machine('m1', { name: 'Changed elsewhere' })];
    server.tell({ type: 'resync' });
    await lists.next(([first]) => first?.name === 'Changed elsewhere');
    // Whatever is asked from now on, nobody answers.
    server.connect('offline');
    server.failures = Array.from({ length: 50 }, unreachable);
    const { name } = await nexus.machines.update('m1', { name: 'Mine' });
    assert.equal(name, 'Mine');
    assert.equal(nexus.buffer.status.value.pendingEdits, 1);
    server.failures = [];
    server.connect('online');
    await nexus.buffer.flush();
    assert.equal(server.machines[0]?.name, 'Mine');
    await nexus.close();
  });
});
