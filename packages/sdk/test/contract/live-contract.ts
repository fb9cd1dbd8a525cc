import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveEvent } from '../../src/data/data-service.ts';
import { isChange, isEvent, Recorder } from '../support/waiting.ts';
import type { Suite } from './suite.ts';

/** What listeners hear. */
export function liveContract(suite: Suite): void {
  describe('live', () => {
    it('says resync when it is listening, then what others record and change', async () => {
      const at = suite.clock();
      const [watcher, gateway] = await Promise.all([suite.signedIn('reader'), suite.signedIn('gateway')]);
      const heard = new Recorder<LiveEvent>();
      const stop = watcher.subscribe(heard.listen);
      await heard.next(isEvent('resync'));
      assert.equal(watcher.connection.value.state, 'online');

      const machine = await suite.newMachine(gateway);
      await heard.next(isChange(machine.id, (event) => event.change === 'insert'));
      await gateway.updateMachine(machine.id, { status: 'fault' });
      await heard.next(
        isChange(machine.id, (event) => event.change === 'update' && event.machines[0]?.status === 'fault'),
      );

      const sentAt = Date.now();
      await gateway.recordReadings([{ machineId: machine.id, timestamp: at(-1_000), vibration: 2.5 }]);
      const isIt = isEvent('readings', (event) => event.readings.some((one) => one.machineId === machine.id));
      const event = await heard.next(isIt, 0, 2_000);
      assert.ok(Date.now() - sentAt < 2_000);
      const reading = event.type === 'readings' && event.readings.find((one) => one.machineId === machine.id);
      assert.ok(reading && reading.vibration === 2.5 && !('rpm' in reading));
      assert.ok(reading.healthScore !== null);
      assert.deepEqual(
        reading.healthParts.map(({ name, at: measuredAt }) => [name, measuredAt]),
        [['vibration', at(-1_000)]],
      );
      const { healthParts } = await watcher.getMachine(machine.id);
      assert.deepEqual(healthParts, reading.healthParts, 'whoever asks gets the same reasons');

      const short = await suite.newMachine(gateway);
      await gateway.deleteMachine(short.id);
      await heard.next(
        isEvent('machines', (one) => one.change === 'delete' && one.machineIds.includes(short.id)),
      );

      stop();
      const before = heard.calls.length;
      await gateway.recordReadings([{ machineId: machine.id, timestamp: at(0), vibration: 2.5 }]);
      await gateway.getMachine(machine.id);
      assert.equal(heard.calls.length, before, 'nothing is heard after unsubscribing');
    });

    it('lets two tenants never hear each other', async () => {
      const at = suite.clock();
      const [gateway, stranger, own] = await Promise.all([
        suite.signedIn('gateway'),
        suite.signedIn('stranger'),
        suite.signedIn('reader'),
      ]);
      const [foreign, mine] = [new Recorder<LiveEvent>(), new Recorder<LiveEvent>()];
      const stops = [stranger.subscribe(foreign.listen), own.subscribe(mine.listen)];
      await Promise.all([foreign.next(isEvent('resync')), mine.next(isEvent('resync'))]);
      const machine = await suite.newMachine(gateway);
      await gateway.recordReadings([{ machineId: machine.id, timestamp: at(-1_000), rpm: 5 }]);
      const isIt = isEvent('readings', (event) => event.readings.some((one) => one.machineId === machine.id));
      await mine.next(isIt);
      // The stranger's own channel works, and what came over it before this is not of the other tenant.
      const own2 = await suite.newMachine(stranger).catch(() => null);
      if (own2) await foreign.next(isChange(own2.id));
      assert.ok(!JSON.stringify(foreign.calls).includes(machine.id));
      for (const stop of stops) stop();
    });
  });
}
