import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { createNexus } from '../../src/create-nexus.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import type { Nexus } from '../../src/nexus.ts';
import type { Machine, Reading } from '../../src/types/index.ts';
import { liveReading, MemoryDataService, machine } from '../support/memory-data-service.ts';
import { Recorder, until } from '../support/waiting.ts';

const STALE_AFTER_MS = 60_000;

/** Lets every promise, TanStack's zero-delay notification and one frame pass on the faked clock. */
async function settle(ms: number = 20): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  mock.timers.tick(0);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  mock.timers.tick(ms);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  mock.timers.tick(0);
}

describe('machines.subscribe', () => {
  let data: MemoryDataService;
  let nexus: Nexus;
  let heard: Recorder<readonly Machine[]>;

  beforeEach(() => {
    mock.timers.enable({
      apis: ['setTimeout', 'setInterval', 'Date'],
      now: Date.parse('2026-03-01T08:00:00Z'),
    });
    data = new MemoryDataService();
    data.machines = [
      machine('a', { latest: liveReading('a', 10_000) }),
      machine('b', { latest: liveReading('b', 50_000) }),
      machine('c'),
    ];
    nexus = createNexus({ data, staleAfterMs: STALE_AFTER_MS });
    heard = new Recorder();
  });
  afterEach(async () => {
    await nexus.close();
    mock.timers.reset();
  });

  const freshness = (): string[] => (heard.last ?? []).map((one) => one.freshness);

  it('tells the list once it is read, each machine with its freshness', async () => {
    nexus.machines.subscribe(heard.listen);
    await settle();
    assert.equal(heard.calls.length, 1);
    assert.deepEqual(freshness(), ['live', 'live', 'stale']);
  });

  it('turns each machine stale at its own time, with no event and one timer', async () => {
    nexus.machines.subscribe(heard.listen);
    await settle();
    await settle(9_000);
    assert.deepEqual(freshness(), ['live', 'live', 'stale']);
    await settle(1_100);
    await settle();
    assert.deepEqual(freshness(), ['live', 'stale', 'stale']);
    await settle(40_000);
    await settle();
    assert.deepEqual(freshness(), ['stale', 'stale', 'stale']);
    assert.equal(heard.calls.length, 3);
  });

  it('counts age with the clock that readings are dated by, not with this device that is set wrong', async () => {
    for (const clockOffsetMs of [600_000, -600_000]) {
      data.clockOffsetMs = clockOffsetMs;
      data.machines = [
        machine('a', { latest: liveReading('a', 10_000 + clockOffsetMs) }),
        machine('b', { latest: liveReading('b', 70_000 + clockOffsetMs) }),
      ];
      const machines = await nexus.machines.list();
      assert.deepEqual(
        machines.map((one) => one.freshness),
        ['live', 'stale'],
      );
    }
  });

  it('keeps the identity of machines that did not change', async () => {
    nexus.machines.subscribe(heard.listen);
    await settle();
    const before = heard.last;
    data.tell({ type: 'readings', readings: [liveReading('a', 0, 9)] });
    await settle();
    assert.notEqual(heard.last?.[0], before?.[0]);
    assert.equal(heard.last?.[0]?.latest?.vibration, 9);
    assert.equal(heard.last?.[1], before?.[1]);
    assert.equal(heard.last?.[2], before?.[2]);
  });

  it('tells any number of events within a frame once', async () => {
    nexus.machines.subscribe(heard.listen);
    await settle();
    for (let count = 1; count <= 100; count += 1) {
      data.tell({ type: 'readings', readings: [liveReading('a', 1_000 - count, count)] });
    }
    await settle();
    assert.equal(heard.calls.length, 2);
    assert.equal(heard.last?.[0]?.latest?.vibration, 100);
  });

  it('tells nothing when nothing is different', async () => {
    nexus.machines.subscribe(heard.listen);
    await settle();
    data.tell({ type: 'readings', readings: [liveReading('a', 30_000)] });
    data.tell({ type: 'resync' });
    await settle();
    await settle();
    assert.equal(data.calls.listMachines, 2, 'it was read again');
    assert.equal(heard.calls.length, 1);
  });

  it('says offline for all while the connection is down, and what is true again afterwards', async () => {
    nexus.machines.subscribe(heard.listen);
    await settle();
    data.connect('reconnecting');
    await settle();
    assert.deepEqual(freshness(), ['offline', 'offline', 'offline']);
    data.connect('online');
    await settle();
    assert.deepEqual(freshness(), ['live', 'live', 'stale']);
  });

  it('does not lose an event that comes while the list is being read', async () => {
    let open = (): void => {};
    data.gate = new Promise((resolve) => {
      open = resolve;
    });
    nexus.machines.subscribe(heard.listen);
    await settle();
    // The membership is through; the list itself was taken before this event and is still on its way.
    open();
    data.gate = null;
    let openList = (): void => {};
    data.gate = new Promise((resolve) => {
      openList = resolve;
    });
    await settle();
    data.tell({ type: 'readings', readings: [liveReading('a', 0, 42)] });
    openList();
    await settle();
    await settle();
    assert.equal(heard.last?.[0]?.latest?.vibration, 42);
  });

  it('shares one read and one engine subscription, and ends them with the last listener', async () => {
    const second = new Recorder<readonly Machine[]>();
    const stops = [nexus.machines.subscribe(heard.listen), nexus.machines.subscribe(second.listen)];
    await settle();
    assert.equal(data.calls.listMachines, 1);
    assert.equal(data.listenerCount, 1);
    assert.equal(second.last, heard.last);
    for (const stop of stops) stop();
    assert.equal(data.listenerCount, 0);
    data.tell({ type: 'readings', readings: [liveReading('a', 0)] });
    await settle();
    assert.equal(heard.calls.length, 1);
  });

  it('tells a failure after quick retries, goes on trying, and recovers', async () => {
    const errors = new Recorder<unknown>();
    data.failures = [1, 2, 3, 4].map(() => new NexusError('network_unreachable', 'Could not list.'));
    nexus.machines.subscribe(heard.listen, { onError: errors.listen });
    for (let turn = 0; turn < 6; turn += 1) await settle(1_000);
    assert.ok(errors.calls.length >= 1);
    for (let turn = 0; turn < 6; turn += 1) await settle(5_000);
    assert.equal(heard.last?.length, 3);
  });

  it('tells a refusal once and does not ask again until something changes', async () => {
    const errors = new Recorder<unknown>();
    data.failures = [new NexusError('permission_denied', 'No.')];
    nexus.machines.subscribe(heard.listen, { onError: errors.listen });
    for (let turn = 0; turn < 5; turn += 1) await settle(60_000);
    assert.equal(errors.calls.length, 1);
    assert.equal(data.calls.membership, 1);
    data.tell({ type: 'resync' });
    await settle();
    await settle();
    assert.equal(heard.last?.length, 3);
  });

  it('has the list read again for who comes after a failure, and tells that one too', async () => {
    const errors = new Recorder<unknown>();
    data.failures = [
      new NexusError('permission_denied', 'No.'),
      new NexusError('permission_denied', 'Still no.'),
    ];
    nexus.machines.subscribe(() => {}, { onError: () => {} });
    for (let turn = 0; turn < 3; turn += 1) await settle();
    nexus.machines.subscribe(heard.listen, { onError: errors.listen });
    for (let turn = 0; turn < 3; turn += 1) await settle();
    assert.match(String(errors.last), /Still no/);
    nexus.machines.subscribe(heard.listen);
    for (let turn = 0; turn < 3; turn += 1) await settle();
    assert.equal(heard.last?.length, 3);
  });

  it('says with the latest reading how much it can be trusted', async () => {
    assert.equal((await nexus.telemetry.latest('a'))?.freshness, 'live');
    assert.equal(await nexus.telemetry.latest('c'), null);
  });

  it('shows nothing of one person to the next', async () => {
    nexus.machines.subscribe(heard.listen);
    await settle();
    await nexus.session.signOut();
    await settle();
    assert.equal(heard.last?.length, 0);
    assert.equal(nexus.queryClient.getQueryCache().getAll().length, 0);
    data.tenantId = 'tenant-b';
    data.machines = [machine('z')];
    await nexus.session.signIn({ email: 'user-2', password: 'x' });
    await settle();
    await settle();
    assert.deepEqual(
      heard.last?.map((one) => one.id),
      ['z'],
    );
    const keys = JSON.stringify(
      nexus.queryClient
        .getQueryCache()
        .getAll()
        .map((query) => query.queryKey),
    );
    assert.ok(keys.includes('tenant-b') && !keys.includes('tenant-a'), keys);
  });

  it('tells each new reading to telemetry listeners once, those missed in a gap included', async () => {
    const readings = new Recorder<Reading>();
    nexus.telemetry.subscribe({ machineId: 'a' }, readings.listen);
    await settle();
    assert.equal(readings.calls.length, 0, 'what is known already is not new');
    data.tell({ type: 'readings', readings: [liveReading('a', 5_000, 2), liveReading('b', 0, 3)] });
    await settle();
    assert.deepEqual(
      readings.calls.map((one) => one.vibration),
      [2],
    );
    assert.ok(readings.last && !('healthScore' in readings.last));
    data.machines = [machine('a', { latest: liveReading('a', 0, 7) }), machine('b')];
    data.tell({ type: 'resync' });
    await settle();
    await settle();
    assert.deepEqual(
      readings.calls.map((one) => one.vibration),
      [2, 7],
    );
  });
});

describe('reads through the cache', () => {
  it('share one request; each caller can give up alone, and the last one stops it', async () => {
    const data = new MemoryDataService();
    const nexus = createNexus({ data });
    await nexus.tenant.current();
    let open = (): void => {};
    data.gate = new Promise((resolve) => {
      open = resolve;
    });
    const [one, two] = [new AbortController(), new AbortController()];
    const calls = [nexus.machines.list({ signal: one.signal }), nexus.machines.list({ signal: two.signal })];
    await new Promise(setImmediate);
    one.abort();
    await assert.rejects(calls[0] as Promise<unknown>, { code: 'aborted' });
    assert.equal(data.abortedCalls, 0, 'the other caller still waits');
    two.abort();
    await assert.rejects(calls[1] as Promise<unknown>, { code: 'aborted' });
    await new Promise(setImmediate);
    assert.equal(data.abortedCalls, 1);
    assert.equal(data.calls.listMachines, 1);
    open();
    data.gate = null;
    assert.deepEqual(await nexus.machines.list(), []);
    await nexus.close();
  });

  it('wait for the stored session to be looked up, and say not_signed_in when there is none', async () => {
    const data = new MemoryDataService();
    data.session.set(undefined);
    const nexus = createNexus({ data });
    const list = nexus.machines.list();
    data.session.set(null);
    await assert.rejects(list, { code: 'not_signed_in' });
    await nexus.close();
  });

  it('answer from the cache while live events keep it right, and anew after recording', async () => {
    const data = new MemoryDataService();
    data.machines = [machine('a')];
    data.connect('online');
    const nexus = createNexus({ data });
    const heard = new Recorder<readonly Machine[]>();
    nexus.machines.subscribe(heard.listen);
    await heard.next();
    data.tell({ type: 'resync' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const reads = data.calls.listMachines;
    await nexus.machines.list();
    await nexus.machines.get('a');
    assert.equal(data.calls.listMachines, reads);
    assert.equal(data.calls.getMachine, undefined);
    await nexus.telemetry.record(liveReading('a', 0));
    await nexus.machines.list();
    assert.equal(data.calls.listMachines, (reads ?? 0) + 1);
    await nexus.close();
  });

  it('refuse what cannot work before anything is sent', async () => {
    const data = new MemoryDataService();
    const nexus = createNexus({ data });
    const range = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
    await assert.rejects(nexus.telemetry.record([]), { code: 'validation_failed' });
    await assert.rejects(nexus.telemetry.record(Array(5_001).fill(liveReading('a', 0))), {
      code: 'validation_failed',
    });
    await assert.rejects(nexus.telemetry.series({ machineId: 'a', ...range, maxPoints: 5 }), {
      code: 'validation_failed',
    });
    await assert.rejects(nexus.telemetry.series({ machineId: 'a', from: range.to, to: range.from }), {
      code: 'validation_failed',
    });
    await assert.rejects(nexus.session.signIn({ email: ' ', password: 'x' }), { code: 'validation_failed' });
    assert.throws(() => createNexus({ data, staleAfterMs: 0 }), { code: 'validation_failed' });
    assert.throws(() => createNexus({ url: 'localhost:54321', publishableKey: 'x' }), {
      code: 'validation_failed',
    });
    assert.throws(() => createNexus({ url: 'http://localhost', publishableKey: '' }), {
      code: 'validation_failed',
    });
    assert.deepEqual(data.calls, {});
    await nexus.close();
  });

  it('forget everything when the session ends, even when the server cannot be told', async () => {
    const data = new MemoryDataService();
    const nexus = createNexus({ data });
    await nexus.machines.list();
    assert.ok(nexus.queryClient.getQueryCache().getAll().length > 0);
    data.failures = [new NexusError('network_unreachable', 'No network.')];
    await assert.rejects(nexus.session.signOut(), { code: 'network_unreachable' });
    assert.equal(nexus.queryClient.getQueryCache().getAll().length, 0);
    assert.equal(await until(nexus.session.current, (session) => session !== undefined), null);
    await nexus.close();
  });
});
