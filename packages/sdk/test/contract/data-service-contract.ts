import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DataService, LiveEvent, MachineRecord } from '../../src/data/data-service.ts';
import type { Reading, SignInParams } from '../../src/types/index.ts';
import { isChange, isEvent, Recorder, rejectsWith, until } from '../support/waiting.ts';

/** One world with two tenants that the suite runs against. */
export interface ContractWorld {
  /** A new engine in this world, signed out. The suite closes it. */
  createService(): DataService;
  /** Epoch ms of the world's clock. */
  now(): number;
  accounts: {
    /** master_admin of tenant A, which is on the plan Enterprise. */
    admin: SignInParams;
    /** A member of tenant A with telemetry.write. */
    gateway: SignInParams;
    /** A member of tenant A with neither machines.write nor telemetry.write, but telemetry.read. */
    reader: SignInParams;
    /** A member of tenant B, which is on the plan Pro. */
    stranger: SignInParams;
    /** An account in no tenant. */
    outsider: SignInParams;
  };
  close(): Promise<void>;
}

const MINUTE = 60_000;
const UNKNOWN_ID = '00000000-0000-4000-8000-00000000dead';

/** What every engine promises. Run it on each: the car must not notice which one is in. */
export function dataServiceContract(engine: string, open: () => Promise<ContractWorld>): void {
  describe(`DataService contract: ${engine}`, () => {
    let world: ContractWorld;
    const opened: DataService[] = [];
    let counter = 0;

    const fresh = (): DataService => {
      const service = world.createService();
      opened.push(service);
      return service;
    };
    const signedIn = async (who: keyof ContractWorld['accounts']): Promise<DataService> => {
      const service = fresh();
      await service.signIn(world.accounts[who]);
      return service;
    };
    const newMachine = (service: DataService): Promise<MachineRecord> => {
      counter += 1;
      return service.createMachine({
        name: `Contract ${counter}`,
        externalId: `contract-${world.now()}-${counter}`,
      });
    };
    /** A time near the one at which the test asked for it: `const at = clock()`, so that all its times fit together. */
    const clock = (): ((offsetMs: number) => string) => {
      const base = Math.floor(world.now() / 1_000) * 1_000;
      return (offsetMs) => new Date(base + offsetMs).toISOString();
    };

    before(async () => {
      world = await open();
    });
    after(async () => {
      await Promise.all(opened.map((service) => service.close()));
      await world?.close();
    });

    describe('session', () => {
      it('is null once it has been looked up and nobody was signed in', async () => {
        assert.equal(await until(fresh().session, (session) => session !== undefined), null);
      });

      it('refuses a wrong password and stays signed out', async () => {
        const service = fresh();
        await rejectsWith(
          service.signIn({ email: world.accounts.admin.email, password: 'wrong-password' }),
          'invalid_credentials',
        );
        assert.equal(await until(service.session, (session) => session !== undefined), null);
      });

      it('signs in, tells its listeners, and signs out', async () => {
        const service = fresh();
        const told = new Recorder<unknown>();
        service.session.subscribe(told.listen);
        const session = await service.signIn(world.accounts.admin);
        assert.equal(session.email, world.accounts.admin.email);
        assert.ok(Date.parse(session.expiresAt) > world.now());
        assert.equal(service.session.value?.userId, session.userId);
        await service.signOut();
        assert.equal(service.session.value, null);
        assert.equal(told.last, null);
        await rejectsWith(service.listMachines(), 'not_signed_in');
      });

      it('answers every call of a stranger to the house with not_signed_in', async () => {
        const at = clock();
        const service = fresh();
        await rejectsWith(service.membership(), 'not_signed_in');
        await rejectsWith(service.listMachines(), 'not_signed_in');
        await rejectsWith(service.getMachine(UNKNOWN_ID), 'not_signed_in');
        await rejectsWith(
          service.recordReadings([{ machineId: UNKNOWN_ID, timestamp: at(0), rpm: 1 }]),
          'not_signed_in',
        );
      });
    });

    describe('membership', () => {
      it('says who, where and what is allowed', async () => {
        const service = await signedIn('admin');
        const membership = await service.membership();
        assert.equal(membership.userId, service.session.value?.userId);
        assert.equal(membership.role, 'master_admin');
        assert.equal(membership.tenant.status, 'Active');
        assert.ok(membership.permissions.includes('members.manage'));
        assert.match(membership.tenant.brand.primaryColor ?? '', /^#[0-9a-f]{6}$/i);
        const stranger = await (await signedIn('stranger')).membership();
        assert.notEqual(stranger.tenant.id, membership.tenant.id);
        // A is on Enterprise, B on Pro; neither resells, and nobody in them operates the platform.
        assert.deepEqual([...membership.features].sort(), ['byok', 'reselling', 'sso', 'white_label']);
        assert.deepEqual(stranger.features, ['white_label']);
        for (const { isReseller, isPlatformAdmin } of [membership, stranger]) {
          assert.deepEqual([isReseller, isPlatformAdmin], [false, false]);
        }
      });

      it('is missing for an account in no tenant', async () => {
        const service = await signedIn('outsider');
        await rejectsWith(service.membership(), 'no_membership');
        await rejectsWith(service.listMachines(), 'no_membership');
      });
    });

    describe('machines', () => {
      it('lists all of the own tenant and reads each alone', async () => {
        const service = await signedIn('reader');
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
        const at = clock();
        const [own, stranger] = await Promise.all([signedIn('admin'), signedIn('stranger')]);
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
        const service = await signedIn('admin');
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

      it('refuses what is taken, empty, unknown or not allowed', async () => {
        const [admin, reader] = await Promise.all([signedIn('admin'), signedIn('reader')]);
        const machine = await newMachine(admin);
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
    });

    describe('recording', () => {
      it('stores, keeps absent metrics absent, and moves the newest reading', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        const result = await service.recordReadings([
          { machineId: machine.id, timestamp: at(-2_000), vibration: 1.5, temperature: 40 },
          { machineId: machine.id, timestamp: at(-1_000), vibration: 1.25 },
        ]);
        assert.deepEqual(result, { stored: 2, duplicate: 0, duplicates: [], refused: [] });
        const { latest, healthScore } = await service.getMachine(machine.id);
        assert.equal(latest?.timestamp, at(-1_000));
        assert.equal(latest?.vibration, 1.25);
        assert.ok(latest && !('temperature' in latest));
        assert.ok(healthScore !== null && healthScore > 0);
      });

      it('is idempotent by machine and time', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        const batch: Reading[] = [{ machineId: machine.id, timestamp: at(-3_000), rpm: 900 }];
        assert.equal((await service.recordReadings(batch)).stored, 1);
        assert.deepEqual(await service.recordReadings(batch), {
          stored: 0,
          duplicate: 1,
          duplicates: [0],
          refused: [],
        });
      });

      it('tells which readings of a batch were there already, in positions of the batch', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        const [known, other] = [-3_000, -2_000].map((offset) => ({
          machineId: machine.id,
          timestamp: at(offset),
          rpm: 900,
        })) as [Reading, Reading];
        await service.recordReadings([known]);
        const broken = { ...other, timestamp: at(-1_000), rpm: Number.NaN };
        const result = await service.recordReadings([broken, other, known, broken, other]);
        assert.deepEqual([result.stored, result.duplicate, result.duplicates], [1, 2, [2, 4]]);
        assert.deepEqual(
          result.refused.map(({ index }) => index),
          [0, 3],
        );
      });

      it('refuses single readings with position and reason, and stores the others', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        const good = { machineId: machine.id, timestamp: at(-4_000), rpm: 1 };
        const { stored, duplicate, refused } = await service.recordReadings([
          { machineId: UNKNOWN_ID, timestamp: at(0), rpm: 1 },
          good,
          { machineId: machine.id, timestamp: at(60 * MINUTE), rpm: 1 },
          { machineId: machine.id, timestamp: at(-5_000), rpm: Number.NaN },
          { machineId: machine.id, timestamp: '1999-01-01T00:00:00.000Z', rpm: 1 },
          { machineId: machine.id, timestamp: at(-6_000) },
        ]);
        assert.equal(stored, 1);
        assert.equal(duplicate, 0);
        assert.deepEqual(
          refused.map(({ index, code }) => [index, code]),
          [
            [0, 'unknown_machine'],
            [2, 'reading_in_future'],
            [3, 'value_out_of_range'],
            [4, 'reading_too_old'],
            [5, 'invalid_reading'],
          ],
        );
        assert.ok(refused.every(({ message }) => message.length > 5));
      });

      it('refuses an empty batch and one from a member without the right', async () => {
        const at = clock();
        const [gateway, reader] = await Promise.all([signedIn('gateway'), signedIn('reader')]);
        await rejectsWith(gateway.recordReadings([]), 'validation_failed');
        const machine = await newMachine(gateway);
        await rejectsWith(
          reader.recordReadings([{ machineId: machine.id, timestamp: at(-1_000), rpm: 1 }]),
          'permission_denied',
        );
      });
    });

    describe('series', () => {
      it('gives every reading when they fit, with gaps as NaN', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        // Ten readings a second apart, a pause of ten seconds, ten more.
        const offsets = Array.from(
          { length: 20 },
          (_, index) => -60_000 + index * 1_000 + (index < 10 ? 0 : 10_000),
        );
        await service.recordReadings(
          offsets.map((offset, index) => ({
            machineId: machine.id,
            timestamp: at(offset),
            rpm: 1_000 + index,
            ...(index === 3 ? {} : { temperature: 50 }),
          })),
        );
        const series = await service.series({
          machineId: machine.id,
          metrics: ['rpm', 'temperature'],
          from: at(-60_000),
          to: at(0),
        });
        assert.deepEqual([series.resolution, series.source], ['raw', 'readings']);
        assert.equal(series.bucketMs, 1_000);
        const { rpm, temperature, vibration } = series.metrics;
        assert.equal(vibration, undefined);
        assert.ok(rpm && temperature);
        assert.equal(series.times.length, 21, 'twenty readings and one gap');
        assert.equal(rpm.mean.length, series.times.length);
        assert.equal(rpm.mean[0], 1_000);
        assert.ok(Number.isNaN(rpm.mean[10]), 'the pause is a gap');
        assert.equal(rpm.mean[20], 1_019);
        assert.ok(Number.isNaN(temperature.mean[3]), 'an absent metric is a gap');
        assert.ok(
          series.times.every((time, index) => index === 0 || time > (series.times[index - 1] as number)),
        );
      });

      it('gives buckets when there are too many, never more than asked for', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        await service.recordReadings(
          Array.from({ length: 120 }, (_, index) => ({
            machineId: machine.id,
            timestamp: at(-120_000 + index * 1_000),
            vibration: index % 10 === 0 ? 5 : 1,
          })),
        );
        const series = await service.series({
          machineId: machine.id,
          metrics: ['vibration'],
          from: at(-120_000),
          to: at(0),
          maxPoints: 12,
        });
        assert.deepEqual([series.resolution, series.source], ['bucket', 'readings']);
        assert.equal(series.times.length, 12);
        assert.equal(series.bucketMs, 10_000);
        const { mean, min, max } = series.metrics.vibration ?? assert.fail('vibration is missing');
        assert.ok(min.every((value) => value === 1) && max.every((value) => value === 5), 'no peak is lost');
        assert.ok(mean.every((value) => Math.abs(value - 1.4) < 1e-6));
      });

      it('gives whole hours of roll-ups for a long range', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        await service.recordReadings(
          Array.from({ length: 40 }, (_, index) => ({
            machineId: machine.id,
            timestamp: at((index - 40) * 30 * MINUTE),
            temperature: index % 2 === 0 ? 40 : 60,
          })),
        );
        const from = at(-20 * 60 * MINUTE - 5_000);
        const series = await service.series({ machineId: machine.id, from, to: at(0), maxPoints: 10 });
        assert.deepEqual([series.resolution, series.source], ['bucket', 'rollup']);
        assert.equal(series.bucketMs % (60 * MINUTE), 0);
        assert.equal(series.times[0], Math.floor(Date.parse(from) / 3_600_000) * 3_600_000);
        assert.ok(series.times.length <= 10);
        const { mean, min, max } = series.metrics.temperature ?? assert.fail('temperature is missing');
        assert.deepEqual([min[1], mean[1], max[1]], [40, 50, 60]);
      });

      it('is empty where nothing was recorded, and refuses a range that is none', async () => {
        const at = clock();
        const service = await signedIn('gateway');
        const machine = await newMachine(service);
        const empty = await service.series({ machineId: machine.id, from: at(-MINUTE), to: at(0) });
        assert.equal(empty.times.length, 0);
        await rejectsWith(
          service.series({ machineId: machine.id, from: at(0), to: at(-MINUTE) }),
          'validation_failed',
        );
        await rejectsWith(
          service.series({ machineId: UNKNOWN_ID, from: at(-MINUTE), to: at(0) }),
          'not_found',
        );
      });
    });

    describe('live', () => {
      it('says resync when it is listening, then what others record and change', async () => {
        const at = clock();
        const [watcher, gateway] = await Promise.all([signedIn('reader'), signedIn('gateway')]);
        const heard = new Recorder<LiveEvent>();
        const stop = watcher.subscribe(heard.listen);
        await heard.next(isEvent('resync'));
        assert.equal(watcher.connection.value.state, 'online');

        const machine = await newMachine(gateway);
        await heard.next(isChange(machine.id, (event) => event.change === 'insert'));
        await gateway.updateMachine(machine.id, { status: 'fault' });
        await heard.next(
          isChange(machine.id, (event) => event.change === 'update' && event.machines[0]?.status === 'fault'),
        );

        const sentAt = Date.now();
        await gateway.recordReadings([{ machineId: machine.id, timestamp: at(-1_000), vibration: 2.5 }]);
        const isIt = isEvent('readings', (event) =>
          event.readings.some((one) => one.machineId === machine.id),
        );
        const event = await heard.next(isIt, 0, 2_000);
        assert.ok(Date.now() - sentAt < 2_000);
        const reading =
          event.type === 'readings' && event.readings.find((one) => one.machineId === machine.id);
        assert.ok(reading && reading.vibration === 2.5 && !('rpm' in reading));
        assert.ok(reading.healthScore !== null);
        assert.deepEqual(
          reading.healthParts.map(({ name, at: measuredAt }) => [name, measuredAt]),
          [['vibration', at(-1_000)]],
        );
        const { healthParts } = await watcher.getMachine(machine.id);
        assert.deepEqual(healthParts, reading.healthParts, 'whoever asks gets the same reasons');

        stop();
        const before = heard.calls.length;
        await gateway.recordReadings([{ machineId: machine.id, timestamp: at(0), vibration: 2.5 }]);
        await gateway.getMachine(machine.id);
        assert.equal(heard.calls.length, before, 'nothing is heard after unsubscribing');
      });

      it('lets two tenants never hear each other', async () => {
        const at = clock();
        const [gateway, stranger, own] = await Promise.all([
          signedIn('gateway'),
          signedIn('stranger'),
          signedIn('reader'),
        ]);
        const [foreign, mine] = [new Recorder<LiveEvent>(), new Recorder<LiveEvent>()];
        const stops = [stranger.subscribe(foreign.listen), own.subscribe(mine.listen)];
        await Promise.all([foreign.next(isEvent('resync')), mine.next(isEvent('resync'))]);
        const machine = await newMachine(gateway);
        await gateway.recordReadings([{ machineId: machine.id, timestamp: at(-1_000), rpm: 5 }]);
        const isIt = isEvent('readings', (event) =>
          event.readings.some((one) => one.machineId === machine.id),
        );
        await mine.next(isIt);
        // The stranger's own channel works, and what came over it before this is not of the other tenant.
        const own2 = await newMachine(stranger).catch(() => null);
        if (own2) await foreign.next(isChange(own2.id));
        assert.ok(!JSON.stringify(foreign.calls).includes(machine.id));
        for (const stop of stops) stop();
      });
    });

    describe('giving up', () => {
      it('rejects with aborted, before and during a call', async () => {
        const service = await signedIn('admin');
        await rejectsWith(service.listMachines({ signal: AbortSignal.abort() }), 'aborted');
        const controller = new AbortController();
        const call = service.listMachines({ signal: controller.signal });
        controller.abort();
        await rejectsWith(call, 'aborted');
        assert.ok((await service.listMachines()).length > 0, 'the engine goes on working');
      });

      it('answers no call after close', async () => {
        const service = await signedIn('admin');
        await service.close();
        await rejectsWith(service.listMachines(), 'aborted');
        assert.throws(() => service.subscribe(() => {}), { code: 'aborted', hint: /createNexus/ });
      });
    });
  });
}
