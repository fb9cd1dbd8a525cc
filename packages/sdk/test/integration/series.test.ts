import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Stack } from '../../../local/src/index.ts';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus } from '../../src/nexus.ts';
import { METRICS, type Reading, type TelemetrySeries } from '../../src/types/index.ts';
import { startTestStack, who } from '../support/stack.ts';
import { Recorder, rejectsWith, until } from '../support/waiting.ts';

const COUNT = 10_000;
const BATCH = 5_000;

const iso = (time: number): string => new Date(time).toISOString();

/** Values at the edges of what is taken, as single precision keeps them. */
const ODD: readonly Omit<Reading, 'machineId' | 'timestamp'>[] = [
  { vibration: 0 },
  { vibration: Math.fround(1e-30), temperature: Math.fround(-273.14) },
  { temperature: -40.25, rpm: -120 },
  { vibration: 99_999.5, rpm: 0 },
  { rpm: 9_999_999, power_kwh: Math.fround(-0.1) },
  { power_kwh: Math.fround(1 / 3) },
];

/** The shortest spelling of the number in single precision, which is how it comes back. */
function asStored(value: number): number {
  for (let digits = 1; digits < 10; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return value;
}

/** Bursts, pauses of seconds and of a night, and every kind of odd value. */
function manyReadings(machineId: string, from: number): Reading[] {
  let at = from;
  return Array.from({ length: COUNT }, (_, index) => {
    at += index % 2_500 === 0 ? 9 * 3_600_000 : index % 100 === 0 ? 20_000 : 500 + (index % 3);
    const values =
      index % 10 === 0 ? ODD[(index / 10) % ODD.length] : { vibration: index / 8, temperature: 20 };
    return { machineId, timestamp: iso(at), ...values };
  });
}

const lineOf = ({ timestamp, ...values }: Reading): string =>
  [
    timestamp,
    ...METRICS.map((metric) => (values[metric] === undefined ? '' : asStored(values[metric]))),
  ].join(',');

describe('a machine’s past on the embedded stack', () => {
  let stack: Stack;
  let gateway: Nexus;
  let machineId: string;
  let readings: Reading[];

  before(async () => {
    stack = await startTestStack();
    const { url, publishableKey } = stack;
    gateway = createNexus({ url, publishableKey });
    await gateway.session.signIn(who('gateway', 'alpenwerk'));
    const rows = await stack.db.query(
      `insert into public.machines (tenant_id, name) select id, 'Much used' from public.tenants where slug = 'alpenwerk' returning id`,
    );
    machineId = String((rows[0] as { id: unknown }).id);
    readings = manyReadings(machineId, Date.now() - 3 * 86_400_000);
    for (let start = 0; start < COUNT; start += BATCH) {
      const { stored } = await gateway.telemetry.send(readings.slice(start, start + BATCH));
      assert.equal(stored, BATCH);
    }
  });
  after(async () => {
    await gateway?.close();
    await stack?.stop();
  });

  const range = (): { machineId: string; from: string; to: string } => ({
    machineId,
    from: (readings[0] as Reading).timestamp,
    to: iso(Date.parse((readings.at(-1) as Reading).timestamp) + 1),
  });

  it('exports each of 10,000 readings as it was recorded, and nothing else', async () => {
    const text = await new Response(gateway.telemetry.csv(range())).text();
    const [header, ...lines] = text.split('\r\n');
    assert.equal(header, 'time,vibration,temperature,rpm,power_kwh');
    assert.equal(lines.pop(), '');
    assert.equal(lines.length, COUNT);
    assert.deepEqual(lines, readings.map(lineOf));
  });

  it('exports the points that are asked for', async () => {
    const asked = { ...range(), metrics: ['temperature'] as const, maxPoints: 100 };
    const series = await gateway.telemetry.series(asked);
    const text = await new Response(gateway.telemetry.csv(asked)).text();
    const [header, ...lines] = text.trimEnd().split('\r\n');
    assert.equal(header, 'time,temperature_mean,temperature_min,temperature_max');
    const { mean, min, max } = series.metrics.temperature ?? assert.fail();
    const measured = [...series.times.keys()].filter((index) => !Number.isNaN(mean[index]));
    assert.deepEqual(
      lines,
      measured.map((index) =>
        [iso(series.times[index] as number), mean[index], min[index], max[index]].join(','),
      ),
    );
  });

  it('exports hourly values before what the plan keeps, and readings behind', async () => {
    const keptFrom = Date.parse((readings[6_000] as Reading).timestamp);
    await stack.db.query(`update public.tenants set raw_kept_since = $1 where slug = 'alpenwerk'`, [
      iso(keptFrom),
    ]);
    try {
      const text = await new Response(gateway.telemetry.csv({ ...range(), metrics: ['vibration'] })).text();
      const [header, ...lines] = text.trimEnd().split('\r\n');
      assert.equal(header, 'time,vibration_mean,vibration_min,vibration_max');
      const firstHour = Math.ceil(keptFrom / 3_600_000) * 3_600_000;
      const isSingle = ({ timestamp }: Reading): boolean => Date.parse(timestamp) >= firstHour;
      const single = readings
        .filter((reading) => isSingle(reading) && reading.vibration !== undefined)
        .map(({ timestamp, vibration }) => {
          const value = asStored(vibration as number);
          return `${timestamp},${value},${value},${value}`;
        });
      assert.ok(single.length > 1_000);
      assert.deepEqual(lines.slice(-single.length), single);
      const hours = new Set(
        readings
          .filter((reading) => !isSingle(reading))
          .map(({ timestamp }) => `${timestamp.slice(0, 13)}:00:00.000Z`),
      );
      assert.deepEqual(
        lines.slice(0, -single.length).map((line) => line.split(',')[0]),
        [...hours],
      );
    } finally {
      await stack.db.query(`update public.tenants set raw_kept_since = null where slug = 'alpenwerk'`);
    }
  });

  it('stops in the middle when the reader leaves, and refuses what cannot be', async () => {
    const reader = gateway.telemetry.csv(range()).getReader();
    const { value } = await reader.read();
    assert.ok((value?.length ?? 0) > 0);
    const pending = reader.read();
    await reader.cancel();
    assert.equal((await pending).done, true);
    const giveUp = new AbortController();
    const text = new Response(gateway.telemetry.csv(range(), { signal: giveUp.signal })).text();
    giveUp.abort();
    await rejectsWith(text, 'aborted');
    await rejectsWith(
      new Response(gateway.telemetry.csv({ ...range(), to: 'soon' })).text(),
      'validation_failed',
    );
    const nowhere = '00000000-0000-4000-8000-000000000000';
    await rejectsWith(
      new Response(gateway.telemetry.csv({ ...range(), machineId: nowhere })).text(),
      'not_found',
    );
  });

  it('follows a series: what is known, then each recorded reading, until it is stopped', async () => {
    const told = new Recorder<TelemetrySeries>();
    const errors: unknown[] = [];
    const from = iso(Date.now() - 3 * 86_400_000);
    const stop = gateway.telemetry.follow(
      { machineId, from, metrics: ['rpm'], maxPoints: 4_000 },
      told.listen,
      {
        onError: (error) => errors.push(error),
      },
    );
    await told.next();
    await until(gateway.connection, ({ state }) => state === 'online');
    const timestamp = iso(Date.now());
    await gateway.telemetry.send([{ machineId, timestamp, rpm: 4_711 }]);
    const { metrics } = await told.next((series) => series.metrics.rpm?.max.at(-1) === 4_711);
    assert.equal(metrics.rpm?.mean.length, told.last?.times.length);
    assert.deepEqual(errors, []);
    stop();
    await gateway.session.signOut();
  });
});
