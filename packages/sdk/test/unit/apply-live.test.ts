import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyJournal, applyLiveEvent, shareMachines } from '../../src/cache/apply-live.ts';
import type { MachineRecord } from '../../src/data/data-service.ts';
import { liveReading, machine } from '../support/memory-data-service.ts';

const at = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const reading = (machineId: string, seconds: number, rpm: number) => ({
  machineId,
  timestamp: at(seconds),
  rpm,
  healthScore: rpm,
  healthParts: [],
});

describe('applyLiveEvent', () => {
  const list: readonly MachineRecord[] = [
    machine('a', { latest: { machineId: 'a', timestamp: at(100), rpm: 1 } }),
    machine('b'),
  ];

  it('puts the newest reading in and leaves the other machines alone', () => {
    const next = applyLiveEvent(list, {
      type: 'readings',
      readings: [reading('a', 105, 7), reading('a', 103, 6)],
    });
    assert.equal(next[0]?.latest?.rpm, 7);
    assert.equal(next[0]?.healthScore, 7);
    assert.ok(next[0]?.latest && !('healthScore' in next[0].latest));
    assert.equal(next[1], list[1]);
  });

  it('ignores readings that are older and machines that are not known', () => {
    const readings = [reading('a', 99, 9), reading('x', 200, 9)];
    assert.equal(applyLiveEvent(list, { type: 'readings', readings }), list);
  });

  it('takes the health of a reading that has aged, and keeps the reading', () => {
    const at = (list[0] as MachineRecord).latest?.timestamp ?? '';
    const healthParts = [{ name: 'age', score: 79, reason: 'Old.', at }];
    const aged = { machineId: 'a', timestamp: at, rpm: 1, healthScore: 79, healthParts };
    const next = applyLiveEvent(list, { type: 'readings', readings: [aged] });
    assert.equal(next[0]?.healthScore, 79);
    assert.equal(next[0]?.latest, list[0]?.latest, 'when it was heard does not change');
    assert.equal(applyLiveEvent(next, { type: 'readings', readings: [structuredClone(aged)] }), next);
  });

  it('inserts in order of names as people count, and deletes', () => {
    const named = [machine('1', { name: 'Press 2' }), machine('2', { name: 'Press 10' })];
    const next = applyLiveEvent(named, {
      type: 'machines',
      change: 'insert',
      machines: [machine('3', { name: 'Press 9' }), machine('4', { name: 'Press 1' })],
    });
    assert.deepEqual(
      next.map((one) => one.name),
      ['Press 1', 'Press 2', 'Press 9', 'Press 10'],
    );
    assert.deepEqual(
      applyLiveEvent(next, { type: 'machines', change: 'delete', machineIds: ['1', '4', 'x'] }).map(
        (one) => one.id,
      ),
      ['3', '2'],
    );
    assert.equal(applyLiveEvent(next, { type: 'machines', change: 'delete', machineIds: ['x'] }), next);
  });

  it('changes several at once, orders anew when a name changed, and leaves the others alone', () => {
    const named = ['Press 1', 'Press 2', 'Press 3'].map((name, index) => machine(String(index), { name }));
    const next = applyLiveEvent(named, {
      type: 'machines',
      change: 'update',
      machines: [machine('0', { name: 'Press 9' }), machine('1', { name: 'Press 2', status: 'fault' })],
    });
    assert.deepEqual(
      next.map((one) => [one.name, one.status]),
      [
        ['Press 2', 'fault'],
        ['Press 3', 'running'],
        ['Press 9', 'running'],
      ],
    );
    assert.equal(next[1], named[2]);
  });

  it('never lets an older row or an older reading win', () => {
    const known = [
      machine('a', {
        updatedAt: at(50),
        latest: { machineId: 'a', timestamp: at(100), rpm: 1 },
        healthScore: 3,
      }),
    ];
    const older = machine('a', { updatedAt: at(40), name: 'Old' });
    assert.equal(applyLiveEvent(known, { type: 'machines', change: 'update', machines: [older] }), known);
    const newer = machine('a', {
      updatedAt: at(60),
      status: 'fault',
      latest: { machineId: 'a', timestamp: at(90) },
      healthScore: 99,
    });
    const next = applyLiveEvent(known, { type: 'machines', change: 'update', machines: [newer] });
    assert.equal(next[0]?.status, 'fault');
    assert.equal(next[0]?.latest?.timestamp, at(100));
    assert.equal(next[0]?.healthScore, 3);
  });

  it('keeps the list when an echo says what is known', () => {
    const echo = structuredClone(list[0] as MachineRecord);
    assert.equal(applyLiveEvent(list, { type: 'machines', change: 'update', machines: [echo] }), list);
  });
});

describe('applyJournal', () => {
  it('brings what happened during a read into its answer', () => {
    const read = [machine('b'), machine('a')];
    const next = applyJournal(read, [
      { type: 'readings', readings: [liveReading('a', 0, 4)] },
      { type: 'machines', change: 'delete', machineIds: ['b'] },
      { type: 'resync' },
    ]);
    assert.equal(next.length, 1);
    assert.equal(next[0]?.latest?.vibration, 4);
  });
});

describe('shareMachines', () => {
  it('keeps the objects of machines that say the same, and the list when all do', () => {
    const before = [machine('a'), machine('b')];
    assert.equal(shareMachines(before, structuredClone(before)), before);
    const after = [machine('a'), machine('b', { name: 'Renamed' })];
    const shared = shareMachines(before, after) as MachineRecord[];
    assert.equal(shared[0], before[0]);
    assert.equal(shared[1]?.name, 'Renamed');
  });
});
