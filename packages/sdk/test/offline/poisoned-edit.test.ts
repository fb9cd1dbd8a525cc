import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { machine } from '../support/memory-data-service.ts';
import { type OfflineWorld, openPage } from '../support/offline-world.ts';
import { readingsOf, serverError, unreachable } from '../support/recording-server.ts';

const settle = async (): Promise<void> => {
  for (let step = 0; step < 20; step += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('an edit that makes the server fail', () => {
  let page: OfflineWorld;
  /** Time passes until everything that waits has had so many tries. */
  const pass = async (tries: number): Promise<void> => {
    for (let step = 0; step < tries; step += 1) {
      mock.timers.tick(60_000);
      await settle();
    }
  };
  const rename = (targetId: string, name: string, base: string) =>
    page.buffer.edit({ kind: 'machine.update', targetId, changes: { name }, base: { name: base } });
  const open = (): void => {
    page = openPage();
    page.server.machines = [machine('m1', { name: 'One' }), machine('m2', { name: 'Two' })];
    const { updateMachine } = page.server;
    page.server.updateMachine = async (id, ...rest) => {
      if (id === 'm1') throw serverError();
      return updateMachine.call(page.server, id, ...rest);
    };
  };

  beforeEach(() =>
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-03-01T00:00:00Z') }),
  );
  afterEach(async () => {
    await page.buffer.close();
    mock.timers.reset();
  });

  it('does not keep later edits and readings from being sent', async () => {
    open();
    await rename('m1', 'Uno', 'One');
    await rename('m2', 'Due', 'Two');
    await page.buffer.record(readingsOf('m2', 3));
    await pass(6);
    assert.equal(page.server.machines[1]?.name, 'Due');
    assert.equal(page.server.stored.size, 3);
  });

  it('goes to the quarantine once others are taken while it still fails', async () => {
    open();
    await rename('m1', 'Uno', 'One');
    await rename('m1', 'Eins', 'Uno');
    for (let number = 0; number < 12; number += 1) {
      await page.buffer.record(readingsOf('m2', 1, number));
      await pass(2);
    }
    assert.equal(page.server.stored.size, 12);
    const { buffer } = await page.buffer.owner('look');
    const refused = (await buffer.quarantine.all()).map(({ value }) => [
      value.code,
      value.edit?.changes.name,
    ]);
    assert.deepEqual(refused[0], ['server_error', 'Uno']);
  });

  it('stays in the outbox as long as the server takes nothing else either', async () => {
    open();
    page.server.batchError = () => serverError();
    await rename('m1', 'Uno', 'One');
    await page.buffer.record(readingsOf('m2', 2));
    await pass(50);
    await page.buffer.owner('look').then((owner) => owner.count());
    assert.equal(page.board.value.pendingEdits, 1);
    assert.equal(page.board.value.quarantined, 0);
    assert.notEqual(page.board.value.state, 'idle');
  });
});

describe('what is no refusal of the server', () => {
  const rename = (page: OfflineWorld) =>
    page.buffer.edit({
      kind: 'machine.update',
      targetId: 'm1',
      changes: { name: 'Uno' },
      base: { name: 'One' },
    });
  const numbers = async (page: OfflineWorld): Promise<[number, number]> => {
    await page.buffer.owner('look').then((owner) => owner.count());
    return [page.board.value.pendingEdits, page.board.value.quarantined];
  };
  const failing: [string, NexusError][] = [
    // A guest network's page, a filter: nothing that the database said.
    [
      'a 403 of something in between',
      new NexusError('permission_denied', 'No.', { details: { status: 403 } }),
    ],
    [
      'a deadlock',
      new NexusError('conflict', 'Deadlock.', { details: { sourceCode: '40P01', status: 409 } }),
    ],
  ];
  for (const [what, error] of failing) {
    it(`${what} puts no edit into the quarantine`, async () => {
      const page = openPage();
      page.server.machines = [machine('m1', { name: 'One' })];
      page.server.faults.push({ error });
      await rename(page);
      await assert.rejects(page.buffer.flush(), { code: error.code });
      assert.deepEqual(await numbers(page), [1, 0]);
      await page.buffer.flush();
      assert.equal(page.server.machines[0]?.name, 'Uno');
      await page.buffer.close();
    });
  }

  it('a disk that fails after the server took the edit puts it into no quarantine', async () => {
    const page = openPage();
    page.server.machines = [machine('m1', { name: 'One' })];
    const { buffer } = await page.buffer.owner('look');
    const remove = buffer.outbox.delete.bind(buffer.outbox);
    buffer.outbox.delete = async () => {
      buffer.outbox.delete = remove;
      throw new NexusError('storage_failed', 'The disk failed.');
    };
    await rename(page);
    await assert.rejects(page.buffer.flush(), { code: 'storage_failed' });
    await page.buffer.flush();
    assert.deepEqual(await numbers(page), [0, 0]);
    assert.equal(page.server.changes.length, 1);
    await page.buffer.close();
  });

  it('a disk that fails after the server took a reading puts it into no quarantine', async () => {
    const page = openPage();
    const { buffer } = await page.buffer.owner('look');
    const settleRing = buffer.ring.settle.bind(buffer.ring);
    buffer.ring.settle = async () => {
      buffer.ring.settle = settleRing;
      throw new NexusError('storage_failed', 'The disk failed.');
    };
    await page.buffer.record(readingsOf('m', 1));
    await page.buffer.flush().catch(() => page.buffer.flush());
    assert.deepEqual(await numbers(page), [0, 0]);
    assert.equal(page.server.stored.size, 1);
    await page.buffer.close();
  });

  it('a created machine whose answer was lost and that cannot be looked for is not refused', async () => {
    const page = openPage();
    page.server.machines = [machine('new', { name: 'New' })];
    page.server.failures = [];
    const { getMachine } = page.server;
    page.server.getMachine = async () => {
      page.server.getMachine = getMachine;
      throw unreachable();
    };
    await page.buffer.edit({
      kind: 'machine.create',
      targetId: 'new',
      changes: { id: 'new', name: 'New' },
      base: {},
    });
    await assert.rejects(page.buffer.flush(), { code: 'network_unreachable' });
    await page.buffer.flush();
    assert.deepEqual(await numbers(page), [0, 0]);
    await page.buffer.close();
  });
});
