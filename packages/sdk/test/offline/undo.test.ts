import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BufferDesk, openBufferDesk } from '../../src/buffer/buffer-desk.ts';
import { MemoryStore } from '../../src/buffer/memory-store.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import type { EditKind, PendingEdit } from '../../src/types/index.ts';
import { machine } from '../support/memory-data-service.ts';
import { type OfflineWorld, openPage } from '../support/offline-world.ts';
import { unreachable } from '../support/recording-server.ts';

interface Setting {
  page: OfflineWorld;
  desk: BufferDesk;
  undone: PendingEdit[];
  restore: () => void;
  keep: (changes: object, base: object, kind?: EditKind) => Promise<PendingEdit>;
}

/** A page without network, on which everything is kept. */
function setUp(options: Parameters<typeof openPage>[0] = {}): Setting {
  const page = openPage(options);
  page.server.machines = [machine('m1', { name: 'One' })];
  const { getMachine, createMachine } = page.server;
  page.server.getMachine = async () => Promise.reject(unreachable());
  page.server.createMachine = async () => Promise.reject(unreachable());
  page.server.connect('offline');
  const undone: PendingEdit[] = [];
  return {
    page,
    undone,
    desk: openBufferDesk(page.buffer, (edit) => undone.push(edit)),
    restore: () => {
      Object.assign(page.server, { getMachine, createMachine });
      page.server.connect('online');
    },
    keep: (changes, base, kind = 'machine.update') =>
      page.buffer.edit({
        kind,
        targetId: kind === 'machine.create' ? 'new' : 'm1',
        changes: { ...changes },
        base: { ...base },
      }),
  };
}

describe('taking an edit back', () => {
  it('either keeps it from being sent or says that it was', async () => {
    // In memory there are no locks between tabs, but the steps of this page can come between each other.
    const { page, desk, keep, restore } = setUp({ store: new MemoryStore() });
    const edit = await keep({ name: 'Uno' }, { name: 'One' });
    restore();
    const flushed = page.buffer.flush();
    const isUndone = await desk.undo(edit.id).then(
      () => true,
      () => false,
    );
    await flushed;
    assert.equal(page.server.machines[0]?.name, isUndone ? 'One' : 'Uno');
    await page.buffer.close();
  });

  it('is no reason for a later edit of the same field to be in conflict', async () => {
    const { page, desk, keep, restore } = setUp();
    const first = await keep({ name: 'Uno', status: 'fault' }, { name: 'One', status: 'running' });
    await keep({ name: 'Eins' }, { name: 'Uno' });
    await keep({ name: 'Ichi', status: 'idle' }, { name: 'Eins', status: 'fault' });
    await desk.undo(first.id);
    assert.deepEqual(
      (await desk.edits()).map(({ base }) => base),
      [{ name: 'One' }, { name: 'Eins', status: 'running' }],
    );
    restore();
    await page.buffer.flush();
    assert.deepEqual(await desk.edits(), []);
    assert.equal(page.server.machines[0]?.name, 'Ichi');
    await page.buffer.close();
  });

  it('of a new machine takes back what was changed about it', async () => {
    const { page, desk, keep, restore } = setUp();
    const created = await keep({ id: 'new', name: 'New' }, {}, 'machine.create');
    await page.buffer.edit({
      kind: 'machine.update',
      targetId: 'new',
      changes: { name: 'Neu' },
      base: { name: 'New' },
    });
    await keep({ name: 'Uno' }, { name: 'One' });
    await desk.undo(created.id);
    assert.deepEqual(
      (await desk.edits()).map(({ targetId }) => targetId),
      ['m1'],
    );
    restore();
    await page.buffer.flush();
    assert.deepEqual(await desk.quarantined(), []);
    await page.buffer.close();
  });
});

describe('an edit that is refused', () => {
  it('is no reason for a later edit of the same field to be in conflict', async () => {
    const { page, desk, keep, restore } = setUp();
    await keep({ name: 'Bad' }, { name: 'One' });
    await keep({ name: 'Good' }, { name: 'Bad' });
    page.server.faults.push({ error: new NexusError('validation_failed', 'Refused.') });
    restore();
    await page.buffer.flush();
    assert.deepEqual(await desk.edits(), []);
    assert.equal(page.server.machines[0]?.name, 'Good');
    await page.buffer.close();
  });
});

describe('settling a conflict', () => {
  const conflicted = async (): Promise<Setting & { id: string }> => {
    const setting = setUp();
    const { id } = await setting.keep({ name: 'Mine' }, { name: 'One' });
    setting.page.server.changeElsewhere('m1', { name: 'Theirs' });
    setting.restore();
    await setting.page.buffer.flush();
    return { ...setting, id };
  };

  it('needs a word that can be understood', async () => {
    const { page, desk, id } = await conflicted();
    await assert.rejects(desk.resolve(id, 'their' as never), { code: 'validation_failed' });
    assert.equal((await desk.edits()).length, 1);
    await page.buffer.close();
  });

  it('is told once that an edit was given up', async () => {
    const { page, desk, id, undone } = await conflicted();
    await desk.resolve(id, 'theirs');
    assert.deepEqual(
      undone.map(({ base }) => base),
      [{ name: 'Theirs' }],
    );
    await page.buffer.close();
  });

  it('is refused where there is none: another tab has settled it', async () => {
    const { page, desk, keep } = setUp();
    const { id } = await keep({ name: 'Mine' }, { name: 'One' });
    await assert.rejects(desk.resolve(id, 'theirs'), { code: 'not_found' });
    assert.equal((await desk.edits()).length, 1);
    await page.buffer.close();
  });
});

describe('the quarantine', () => {
  it('keeps, when all is tried again, the notes of which nothing can be sent', async () => {
    const { page, desk } = setUp();
    const { buffer } = await page.buffer.owner('look');
    await buffer.quarantine.add({
      at: 0,
      refusedAt: 0,
      code: 'record_corrupted',
      message: 'Lost.',
      reading: null,
      edit: null,
    });
    assert.equal(await desk.retry(), 0);
    assert.equal((await desk.quarantined()).length, 1);
    assert.equal(await desk.retry(['unknown']), 0);
    assert.equal(await desk.discard(['unknown']), 0);
    assert.equal(await desk.discard(), 1);
    await page.buffer.close();
  });
});
