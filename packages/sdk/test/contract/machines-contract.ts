import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MachineRecord } from '../../src/data/machine-record.ts';
import { rejectsWith } from '../support/waiting.ts';
import { MINUTE, type Suite, UNKNOWN_ID } from './suite.ts';

/** Machines: reading, creating, changing and deleting them. */
export function machinesContract(suite: Suite): void {
  describe('machines', () => {
    it('lists all of the own tenant and reads each alone', async () => {
      const service = await suite.signedIn('reader');
      const machines = await service.listMachines();
      assert.ok(machines.length >= 24, `${machines.length} machines`);
      assert.equal(new Set(machines.map((machine) => machine.id)).size, machines.length);
      const first = machines[0] as MachineRecord;
      const alone = await service.getMachine(first.id);
      assert.deepEqual(
        { ...alone, latest: null, healthScore: null, healthParts: [] },
        { ...first, latest: null, healthScore: null, healthParts: [] },
      );
    });

    it("keeps the other tenant's machines out of sight and out of reach", async () => {
      const at = suite.clock();
      const [own, stranger] = await Promise.all([suite.signedIn('admin'), suite.signedIn('stranger')]);
      const foreign = (await stranger.listMachines())[0] as MachineRecord;
      assert.ok(!(await own.listMachines()).some((machine) => machine.id === foreign.id));
      await rejectsWith(own.getMachine(foreign.id), 'not_found');
      await rejectsWith(
        own.updateMachine(foreign.id, { name: 'Mine now' }),
        'not_found',
        'permission_denied',
      );
      const range = { from: at(-MINUTE), to: at(0) };
      await rejectsWith(own.series({ machineId: foreign.id, ...range }), 'not_found');
      const { stored, refused } = await own.recordReadings([
        { machineId: foreign.id, timestamp: at(0), rpm: 9 },
      ]);
      assert.equal(stored, 0);
      assert.equal(refused[0]?.code, 'unknown_machine');
      assert.equal((await stranger.getMachine(foreign.id)).name, foreign.name);
    });

    it('creates and changes', async () => {
      const service = await suite.signedIn('admin');
      const created = await service.createMachine({
        name: 'Press of the contract',
        type: 'press',
        status: 'idle',
        gridPositionX: 3,
        gridPositionY: 4,
        metadata: { machineClass: 'large', line: 'B' },
      });
      assert.equal(created.latest, null);
      assert.equal(created.healthScore, null);
      assert.equal(created.metadata.line, 'B');
      const changed = await service.updateMachine(created.id, { status: 'running' });
      assert.equal(changed.status, 'running');
      assert.equal(changed.name, created.name);
      assert.equal(changed.gridPositionX, 3);
      assert.equal((await service.getMachine(created.id)).status, 'running');
    });

    it('empties what null is given for, and only that', async () => {
      const service = await suite.signedIn('gateway');
      const { id } = await service.createMachine({
        name: 'To be emptied',
        type: 'press',
        gridPositionX: 3,
        gridPositionY: 4,
      });
      const changed = await service.updateMachine(id, { type: null, gridPositionX: null });
      assert.deepEqual([changed.type, changed.gridPositionX, changed.gridPositionY], [null, null, 4]);
      assert.equal((await service.getMachine(id)).type, null);
    });

    it('refuses what is taken, empty, unknown or not allowed', async () => {
      const [admin, reader] = await Promise.all([suite.signedIn('admin'), suite.signedIn('reader')]);
      const machine = await suite.newMachine(admin);
      await rejectsWith(
        admin.createMachine({ name: 'Twin', externalId: machine.externalId as string }),
        'conflict',
      );
      await rejectsWith(admin.createMachine({ name: '' }), 'validation_failed');
      await rejectsWith(admin.getMachine(UNKNOWN_ID), 'not_found');
      await rejectsWith(admin.updateMachine(UNKNOWN_ID, { name: 'Nobody' }), 'not_found');
      await rejectsWith(reader.createMachine({ name: 'Not mine to make' }), 'permission_denied');
      await rejectsWith(reader.updateMachine(machine.id, { name: 'No' }), 'permission_denied');
    });

    it('takes an id of its own, once', async () => {
      const service = await suite.signedIn('gateway');
      const id = crypto.randomUUID();
      const created = await service.createMachine({ id, name: 'Named here' });
      assert.equal(created.id, id);
      await rejectsWith(service.createMachine({ id, name: 'Named here' }), 'conflict');
      assert.equal((await service.getMachine(id)).name, 'Named here');
      await rejectsWith(service.createMachine({ id: 'not-a-uuid', name: 'Broken' }), 'validation_failed');
    });

    it('changes only what has not changed since it was read, and tells what is there now', async () => {
      const service = await suite.signedIn('gateway');
      const read = await suite.newMachine(service);
      const mine = await service.updateMachine(read.id, { name: 'First' }, { ifUpdatedAt: read.updatedAt });
      assert.equal(mine.name, 'First');
      assert.notEqual(mine.updatedAt, read.updatedAt);
      const late = service.updateMachine(read.id, { name: 'Second' }, { ifUpdatedAt: read.updatedAt });
      const error = await rejectsWith(late, 'conflict');
      const { theirs } = error.details as { theirs: MachineRecord };
      assert.deepEqual([theirs.id, theirs.name, theirs.updatedAt], [read.id, 'First', mine.updatedAt]);
      assert.equal((await service.getMachine(read.id)).name, 'First');
      await rejectsWith(
        service.updateMachine(UNKNOWN_ID, { name: 'Nobody' }, { ifUpdatedAt: read.updatedAt }),
        'not_found',
      );
      const reader = await suite.signedIn('reader');
      await rejectsWith(
        reader.updateMachine(read.id, { name: 'No' }, { ifUpdatedAt: mine.updatedAt }),
        'permission_denied',
      );
    });

    it('deletes a machine without readings, and nobody else does', async () => {
      const at = suite.clock();
      const [gateway, reader, stranger] = await Promise.all([
        suite.signedIn('gateway'),
        suite.signedIn('reader'),
        suite.signedIn('stranger'),
      ]);
      const machine = await suite.newMachine(gateway);
      await rejectsWith(reader.deleteMachine(machine.id), 'permission_denied');
      await rejectsWith(stranger.deleteMachine(machine.id), 'not_found');
      await rejectsWith(gateway.deleteMachine(UNKNOWN_ID), 'not_found');
      await rejectsWith(suite.fresh().deleteMachine(machine.id), 'not_signed_in');
      await gateway.deleteMachine(machine.id);
      await rejectsWith(gateway.getMachine(machine.id), 'not_found');
      await rejectsWith(gateway.deleteMachine(machine.id), 'not_found');

      const busy = await suite.newMachine(gateway);
      await gateway.recordReadings([{ machineId: busy.id, timestamp: at(-1_000), rpm: 5 }]);
      await rejectsWith(gateway.deleteMachine(busy.id), 'validation_failed');
      assert.equal((await gateway.getMachine(busy.id)).name, busy.name);
    });

    it('sends nothing as somebody else', async () => {
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
      const at = suite.clock();
      const as = { asUserId: UNKNOWN_ID };
      const reading = { machineId: machine.id, timestamp: at(-1_000), rpm: 5 };
      await rejectsWith(service.createMachine({ name: 'No' }, as), 'session_changed');
      await rejectsWith(service.updateMachine(machine.id, { name: 'No' }, as), 'session_changed');
      await rejectsWith(service.recordReadings([reading], as), 'session_changed');
      const own = { asUserId: service.session.value?.userId as string };
      assert.equal((await service.updateMachine(machine.id, { name: 'Yes' }, own)).name, 'Yes');
      assert.equal((await service.getMachine(machine.id)).latest, null);
    });

    it('stops at the limit of the plan, and says which plan lifts it', async () => {
      const { admin } = await suite.openTenant('Basic');
      for (let count = 0; count < 25; count++) await admin.createMachine({ name: `Machine ${count}` });
      const error = await rejectsWith(admin.createMachine({ name: 'One too many' }), 'plan_limit');
      const { limit, used, allowed, plan, lifted_by } = error.details ?? {};
      assert.deepEqual([limit, used, allowed, plan, lifted_by], ['machines', 25, 25, 'Basic', 'Pro']);
      assert.equal((await admin.listMachines()).length, 25);
    });
  });
}
