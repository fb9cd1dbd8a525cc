import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reading } from '../../src/types/index.ts';
import { rejectsWith } from '../support/waiting.ts';
import { MINUTE, type Suite, UNKNOWN_ID } from './suite.ts';

/** Recording readings, and reading the past. */
export function telemetryContract(suite: Suite): void {
  describe('recording', () => {
    it('stores, keeps absent metrics absent, and moves the newest reading', async () => {
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
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
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
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
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
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
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
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
      const at = suite.clock();
      const [gateway, reader] = await Promise.all([suite.signedIn('gateway'), suite.signedIn('reader')]);
      await rejectsWith(gateway.recordReadings([]), 'validation_failed');
      const machine = await suite.newMachine(gateway);
      await rejectsWith(
        reader.recordReadings([{ machineId: machine.id, timestamp: at(-1_000), rpm: 1 }]),
        'permission_denied',
      );
    });
  });

  describe('series', () => {
    it('gives every reading when they fit, with gaps as NaN', async () => {
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
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
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
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
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
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
      const at = suite.clock();
      const service = await suite.signedIn('gateway');
      const machine = await suite.newMachine(service);
      const empty = await service.series({ machineId: machine.id, from: at(-MINUTE), to: at(0) });
      assert.equal(empty.times.length, 0);
      await rejectsWith(
        service.series({ machineId: machine.id, from: at(0), to: at(-MINUTE) }),
        'validation_failed',
      );
      await rejectsWith(service.series({ machineId: UNKNOWN_ID, from: at(-MINUTE), to: at(0) }), 'not_found');
    });
  });
}
