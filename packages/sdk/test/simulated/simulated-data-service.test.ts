import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveEvent } from '../../src/data/data-service.ts';
import {
  DEMO_ACCOUNTS,
  DEMO_PASSWORD,
  SimulatedDataService,
  type SimulatedDataServiceOptions,
  SimulatedWorld,
} from '../../src/simulated.ts';
import { isEvent, Recorder, rejectsWith } from '../support/waiting.ts';

const START = Date.UTC(2026, 4, 12, 9);

/** A service on a clock that stands still until it is moved. */
function still(options: SimulatedDataServiceOptions = {}): SimulatedDataService {
  return new SimulatedDataService({
    now: () => START,
    tickMs: 0,
    signedInAs: 'maintenance@alpenwerk.example',
    ...options,
  });
}

describe('SimulatedDataService', () => {
  it('lets every demo account in with the one password, and nobody else', async () => {
    for (const { email } of DEMO_ACCOUNTS) {
      const service = new SimulatedDataService({ now: () => START, tickMs: 0 });
      const session = await service.signIn({ email, password: DEMO_PASSWORD });
      assert.equal(session.email, email);
    }
    const nobody = new SimulatedDataService({ now: () => START, tickMs: 0 });
    await rejectsWith(
      nobody.signIn({ email: 'admin@elsewhere.example', password: DEMO_PASSWORD }),
      'invalid_credentials',
    );
  });

  it('has two fleets with a few machines in trouble', async () => {
    for (const [email, amount] of [
      ['ceo@alpenwerk.example', 28],
      ['ceo@rio-bravo.example', 24],
    ] as const) {
      const machines = await still({ signedInAs: email }).listMachines();
      assert.equal(machines.length, amount);
      const scores = machines.map(({ healthScore }) => healthScore ?? -1);
      assert.ok(scores.filter((score) => score >= 80).length >= 16, 'most are well');
      assert.ok(
        scores.some((score) => score < 80),
        'some are not',
      );
      assert.ok(machines.every(({ latest }) => latest?.timestamp === new Date(START).toISOString()));
    }
  });

  it('knows what is usual for machines that have a past, and judges energy by it', async () => {
    const machines = await still().listMachines();
    const reasons = machines.flatMap(({ healthParts }) =>
      healthParts.filter(({ name }) => name === 'power').map(({ reason }) => reason),
    );
    assert.ok(reasons.length >= 16, `${reasons.length} machines`);
    assert.ok(reasons.filter((reason) => reason.includes('within its usual')).length >= 16);
    const young = await still({ historyMs: 7 * 3_600_000 }).listMachines();
    assert.ok(young.every(({ healthParts }) => healthParts.every(({ name }) => name !== 'power')));
  });

  it('says less of a machine the longer it is silent, keeps a metric that comes in turn, and tells listeners', async () => {
    const service = still({ signedInAs: 'admin@alpenwerk.example' });
    const at = (offset: number): string => new Date(START + offset).toISOString();
    const { id: machineId } = await service.createMachine({ name: 'Silent' });
    const judged = async (): Promise<[number | null, string[]]> => {
      const { healthScore, healthParts } = await service.getMachine(machineId);
      return [healthScore, healthParts.map(({ name, score }) => `${name} ${score}`)];
    };
    await service.recordReadings([{ machineId, timestamp: at(-600_000), vibration: 1.4 }]);
    await service.recordReadings([{ machineId, timestamp: at(0), temperature: 20 }]);
    assert.deepEqual(await judged(), [96.3, ['vibration 95', 'temperature 100']]);
    const heard = new Recorder<LiveEvent>();
    const stop = service.subscribe(heard.listen);
    service.advance(20 * 60_000);
    assert.deepEqual(await judged(), [79.9, ['age 79', 'vibration 95', 'temperature 100']]);
    const told = heard.calls.filter(
      isEvent('readings', ({ readings }) => readings.some((one) => one.machineId === machineId)),
    );
    assert.equal(told.length, 1, 'once a stage');
    service.advance(25 * 3_600_000);
    assert.deepEqual(await judged(), [null, ['age 0']]);
    stop();
  });

  it('is the same plant for the same seed and time', async () => {
    assert.deepEqual(await still({ seed: 5 }).listMachines(), await still({ seed: 5 }).listMachines());
    assert.notDeepEqual(await still({ seed: 5 }).listMachines(), await still({ seed: 6 }).listMachines());
  });

  it('moves on when its clock is moved, and tells who listens', async () => {
    const service = still();
    const heard = new Recorder<LiveEvent>();
    const stop = service.subscribe(heard.listen);
    await heard.next(isEvent('resync'));
    assert.equal(service.connection.value.state, 'online');
    service.advance(4000);
    const events = heard.calls.filter(isEvent('readings'));
    assert.equal(events.length, 2);
    const [machine] = await service.listMachines();
    assert.equal(machine?.latest?.timestamp, new Date(START + 4000).toISOString());
    stop();
    service.advance(4000);
    assert.equal(heard.calls.filter(isEvent('readings')).length, 2);
  });

  it('runs by itself on a real clock, faster when asked', async () => {
    const service = new SimulatedDataService({
      tickMs: 5,
      speed: 200,
      signedInAs: 'maintenance@rio-bravo.example',
    });
    const heard = new Recorder<LiveEvent>();
    const stop = service.subscribe(heard.listen);
    const first = await heard.next(isEvent('readings'));
    await heard.next((event) => event.type === 'readings' && event !== first);
    stop();
    await service.close();
  });

  it('has a past for charts, the same whether asked as a whole or in parts', async () => {
    const service = still();
    const [machine] = await service.listMachines();
    assert.ok(machine);
    const at = (offset: number): string => new Date(START + offset).toISOString();
    const day = await service.series({ machineId: machine.id, from: at(-86_400_000), to: at(0) });
    assert.equal(day.resolution, 'bucket');
    assert.equal(day.times.length, 600);
    assert.ok(day.metrics.temperature?.mean.every(Number.isFinite));
    const minute = await service.series({ machineId: machine.id, from: at(-60_000), to: at(0) });
    assert.equal(minute.resolution, 'raw');
    assert.deepEqual([minute.times.length, minute.bucketMs], [30, 2000]);
    const half = await service.series({ machineId: machine.id, from: at(-30_000), to: at(0) });
    assert.deepEqual(half.metrics.vibration?.mean, minute.metrics.vibration?.mean.slice(15));
  });

  it('leaves out of a series what the machine does not measure, as a gap and never as zero', async () => {
    const service = still();
    const press = (await service.listMachines()).find(({ type }) => type === 'press');
    assert.ok(press?.latest && !('rpm' in press.latest));
    const from = new Date(START - 60_000).toISOString();
    const series = await service.series({
      machineId: press.id,
      metrics: ['rpm'],
      from,
      to: new Date(START).toISOString(),
    });
    assert.ok(series.metrics.rpm?.mean.every(Number.isNaN));
  });

  it('enforces permissions: sales sees machines without their values and hears no readings', async () => {
    const service = still({ signedInAs: 'sales@alpenwerk.example' });
    const heard = new Recorder<LiveEvent>();
    const stop = service.subscribe(heard.listen);
    await heard.next(isEvent('resync'));
    const machines = await service.listMachines();
    assert.ok(machines.length === 28 && machines.every(({ latest }) => latest === null));
    assert.ok(
      machines.every(({ healthScore, healthParts }) => healthScore !== null && healthParts.length === 0),
    );
    const machineId = machines[0]?.id ?? '';
    const range = { from: new Date(START - 1000).toISOString(), to: new Date(START).toISOString() };
    await rejectsWith(service.series({ machineId, ...range }), 'permission_denied');
    await rejectsWith(service.updateMachine(machineId, { name: 'x' }), 'permission_denied');
    service.advance(4000);
    assert.ok(!heard.calls.some(isEvent('readings')));
    stop();
  });

  it('shuts a suspended tenant out at once, and says so', async () => {
    const world = new SimulatedWorld({ now: () => START, tickMs: 0 });
    const service = new SimulatedDataService({ world, signedInAs: 'admin@alpenwerk.example' });
    const heard = new Recorder<LiveEvent>();
    const stop = service.subscribe(heard.listen);
    world.changeTenant('alpenwerk', { status: 'Suspended' });
    await heard.next(isEvent('tenant'));
    await rejectsWith(service.listMachines(), 'tenant_suspended');
    const { tenant, permissions, features } = await service.membership();
    assert.deepEqual([tenant.status, permissions, features.length], ['Suspended', [], 4]);
    const other = new SimulatedDataService({ world, signedInAs: 'ceo@rio-bravo.example' });
    assert.equal((await other.listMachines()).length, 24);
    stop();
  });

  it('can be cut off and comes back with a resync', async () => {
    const service = still();
    const heard = new Recorder<LiveEvent>();
    const stop = service.subscribe(heard.listen);
    await heard.next(isEvent('resync'));
    service.setOffline(true);
    assert.equal(service.connection.value.state, 'offline');
    await rejectsWith(service.listMachines(), 'network_unreachable');
    const before = heard.calls.length;
    service.advance(10_000);
    assert.equal(heard.calls.length, before, 'nothing arrives while it is cut off');
    service.setOffline(false);
    assert.equal(service.connection.value.state, 'online');
    await heard.next(isEvent('resync'), before);
    assert.equal((await service.listMachines()).length, 28);
    stop();
  });

  it('fails the next calls with the codes that were asked for, in order', async () => {
    const service = still();
    service.failNext('server_error');
    service.failNext('rate_limited');
    await rejectsWith(service.listMachines(), 'server_error');
    await rejectsWith(service.membership(), 'rate_limited');
    assert.equal((await service.listMachines()).length, 28);
  });

  it('can be made to never answer, and be given up then', async () => {
    const service = still();
    service.setLatency(Number.POSITIVE_INFINITY);
    const controller = new AbortController();
    const call = service.listMachines({ signal: controller.signal });
    controller.abort();
    await rejectsWith(call, 'aborted');
  });

  it('ends its session even while it is cut off', async () => {
    const service = still();
    service.setOffline(true);
    await service.signOut();
    assert.equal(service.session.value, null);
  });
});
