import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MACHINE_A, TENANT_A } from '../support/actors.ts';
import { inWorld, type World } from '../support/world.ts';

interface Part {
  name: string;
  score: number;
  reason: string;
  at: string;
}
interface Health extends Record<string, unknown> {
  score: number | null;
  parts: Part[];
}

const MINUTE = 60_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

async function health(world: World): Promise<Health> {
  const rows = await world.owner<Health>(
    `select m.health_score::float8 as score, l.health_parts as parts
     from public.machines m join public.machine_latest l on l.machine_id = m.id where m.id = '${MACHINE_A}'`,
  );
  assert.ok(rows[0]);
  return rows[0];
}

async function judge(world: World, metadata: object, reading: object): Promise<Health> {
  await world.owner(`update public.machines set metadata = $1 where id = '${MACHINE_A}'`, [
    JSON.stringify(metadata),
  ]);
  const batch = [{ machine_id: MACHINE_A, timestamp: ago(0), ...reading }];
  await world.as('maintenanceA', 'select public.record_readings($1)', { params: [JSON.stringify(batch)] });
  return health(world);
}

/** Two days of a steady machine: 40 to 44 °C and 0.01 to 0.012 kWh in each hour, up to an hour ago. */
async function learned(world: World, hours = 48): Promise<void> {
  await world.owner(`update public.machines set status = 'running' where id = '${MACHINE_A}'`);
  await world.owner(
    `insert into public.telemetry (tenant_id, machine_id, "timestamp", temperature, power_kwh)
     select '${TENANT_A}', '${MACHINE_A}', date_bin('1 hour', now(), 'epoch') - n * interval '10 minutes', 40 + n % 5, 0.01 + n % 3 * 0.001
     from generate_series(1, $1::int * 6) n on conflict do nothing`,
    [hours],
  );
  await world.owner('select private.run_upkeep()');
}

const part = (found: Health, name: string): Part | undefined => found.parts.find((one) => one.name === name);

describe('health by vibration and limits', () => {
  const zones: [string, object, number, [number, number]][] = [
    ['A is good', {}, 1, [95, 100]],
    ['B is acceptable', {}, 2, [80, 95]],
    ['C is unsatisfactory', {}, 3.5, [50, 80]],
    ['D is damaging', {}, 6, [0, 50]],
    ['far beyond D is nothing left', {}, 50, [0, 0]],
    ['C of a medium machine is A or B of a large one', { machineClass: 'large' }, 3.5, [80, 95]],
    ['B of a medium machine is C of a small one', { machineClass: 'small' }, 2, [50, 80]],
  ];
  for (const [what, metadata, vibration, [low, high]] of zones) {
    it(`vibration zone ${what}`, () =>
      inWorld(async (world) => {
        const { score, parts } = await judge(world, metadata, { vibration });
        assert.ok(score !== null && score >= low && score <= high, `${score}`);
        assert.match(parts[0]?.reason ?? '', new RegExp(`${vibration}.*mm/s`));
      }));
  }
  it('takes the borders of ISO 20816-3 exactly', () =>
    inWorld(async (world) => {
      for (const [machineClass, borders] of Object.entries({
        large: [2.3, 4.5, 7.1],
        medium: [1.4, 2.8, 4.5],
        small: [0.71, 1.8, 4.5],
      })) {
        for (const [i, score] of [95, 80, 50].entries()) {
          const found = await judge(world, { machineClass }, { vibration: borders[i] });
          assert.equal(found.parts[0]?.score, score, `${machineClass} ${borders[i]}`);
        }
      }
    }));
  it('does not judge vibration in g, temperature in an unknown unit, nor rpm', () =>
    inWorld(async (world) => {
      const metadata = { vibrationUnit: 'g', temperatureUnit: 'unknown' };
      assert.deepEqual(
        await judge(world, metadata, { vibration: 1, temperature: 200, rpm: 5, power_kwh: 1 }),
        {
          score: null,
          parts: [],
        },
      );
    }));
  it('judges temperature against the limit of the machine, 90 °C by default', () =>
    inWorld(async (world) => {
      assert.equal((await judge(world, {}, { temperature: 60 })).score, 100);
      const hot = await judge(world, { temperatureLimit: 60 }, { temperature: 65 });
      assert.ok(hot.score !== null && hot.score < 50);
      assert.match(hot.parts[0]?.reason ?? '', /above the limit of 60 °C/);
    }));
  it('is never in a better state than its worst part, which comes first', () =>
    inWorld(async (world) => {
      const { score, parts } = await judge(world, {}, { vibration: 4.6, temperature: 20 });
      assert.deepEqual(
        parts.map(({ name }) => name),
        ['vibration', 'temperature'],
      );
      assert.ok(score !== null && score < 50, `${score}`);
    }));
  it('says of each part when it was measured', () =>
    inWorld(async (world) => {
      const timestamp = ago(3000);
      const found = await judge(world, {}, { vibration: 1, timestamp });
      assert.equal(new Date(found.parts[0]?.at ?? '').toISOString(), timestamp);
    }));
});

describe('health by what is usual', () => {
  it('learns the range of the last 28 days from complete hours, after a shift', () =>
    inWorld(async (world) => {
      await learned(world, 7);
      assert.deepEqual(await world.owner('select hours, temperature_high from private.machine_baselines'), [
        { hours: 7, temperature_high: null },
      ]);
      await world.owner(`update private.machine_baselines set learned_at = now() - interval '11 minutes'`);
      await learned(world, 48);
      const [usual] = await world.owner<Record<string, number>>('select * from private.machine_baselines');
      assert.deepEqual(
        [
          usual?.hours,
          usual?.temperature_low,
          usual?.temperature_high,
          usual?.power_kwh_low,
          usual?.power_kwh_high,
        ],
        [48, 40, 44, 0.01, 0.012],
      );
    }));
  it('is not moved by a fault of a day', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", temperature)
         select '${TENANT_A}', '${MACHINE_A}', date_bin('1 hour', now(), 'epoch') - n * interval '1 hour', case when n <= 24 then 80 else 42 end
         from generate_series(1, 27 * 24) n`,
      );
      await world.owner('select private.learn_baselines()');
      assert.deepEqual(await world.owner('select temperature_high as high from private.machine_baselines'), [
        { high: 42 },
      ]);
    }));
  it('judges heat beyond the usual range, far below the limit', () =>
    inWorld(async (world) => {
      await learned(world);
      assert.equal(part(await judge(world, {}, { temperature: 43 }), 'temperature')?.score, 100);
      const warm = part(await judge(world, {}, { temperature: 46 }), 'temperature');
      assert.ok(warm && warm.score < 80 && warm.score > 50, `${warm?.score}`);
      assert.match(warm.reason, /46\.0 °C: above its usual 40\.0 to 44\.0 °C/);
      const hot = await judge(world, {}, { temperature: 60 });
      assert.ok((hot.score ?? 100) < 50);
      // Cold is a machine at rest.
      assert.equal(part(await judge(world, {}, { temperature: 5 }), 'temperature')?.score, 100);
    }));
  it('judges energy in both directions, never as critical, and not of a machine at rest', () =>
    inWorld(async (world) => {
      await learned(world);
      assert.equal(part(await judge(world, {}, { power_kwh: 0.011 }), 'power')?.score, 100);
      for (const [power_kwh, word] of [
        [0.03, 'above'],
        [0.001, 'below'],
      ] as const) {
        const found = part(await judge(world, {}, { power_kwh }), 'power');
        assert.ok(found && found.score >= 50 && found.score < 80, `${power_kwh}: ${found?.score}`);
        assert.match(
          found.reason,
          new RegExp(`${power_kwh} kWh an interval: ${word} its usual 0.01 to 0.012 kWh`),
        );
      }
      await world.owner(`update public.machines set status = 'idle' where id = '${MACHINE_A}'`);
      assert.equal(part(await judge(world, {}, { power_kwh: 0.001 }), 'power'), undefined);
    }));
  it('judges a machine that never took any energy, and spoils nobody else', () =>
    inWorld(async (world) => {
      await world.owner(`update public.machines set status = 'running' where id = '${MACHINE_A}'`);
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", power_kwh)
         select '${TENANT_A}', '${MACHINE_A}', date_bin('1 hour', now(), 'epoch') - n * interval '1 hour', 0 from generate_series(1, 10) n`,
      );
      const [done] = await world.owner<{ u: object }>('select private.run_upkeep() as u');
      assert.ok(
        Object.values(done?.u ?? {}).every((amount) => typeof amount === 'number'),
        JSON.stringify(done),
      );
      assert.equal(part(await judge(world, {}, { power_kwh: 0 }), 'power')?.score, 100);
      assert.equal(part(await judge(world, {}, { power_kwh: 1 }), 'power')?.score, 50);
    }));
  it('learns a metric from hours that have it', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.telemetry (tenant_id, machine_id, "timestamp", temperature, power_kwh)
         select '${TENANT_A}', '${MACHINE_A}', date_bin('1 hour', now(), 'epoch') - n * interval '1 hour', 40, case when n = 1 then 1 end
         from generate_series(1, 12) n`,
      );
      await world.owner('select private.learn_baselines()');
      assert.deepEqual(
        await world.owner('select temperature_high, power_kwh_high from private.machine_baselines'),
        [{ temperature_high: 40, power_kwh_high: null }],
      );
    }));
  it('survives whatever a machine can send', () =>
    inWorld(async (world) => {
      const extremes = [-1_000_000, -1e-30, 0, 1e-30, 1, 1_000_000];
      const sql = extremes.flatMap((low) =>
        extremes.flatMap((high) => extremes.map((value) => [low, high, value])),
      );
      await world.owner(
        `select private.judge_power(sent, 'running', row(null, null, now(), 9, low, high, low, high)::private.machine_baselines, now()),
           private.judge_temperature(sent, '{}', row(null, null, now(), 9, low, high, low, high)::private.machine_baselines, now()),
           private.judge_vibration(abs(sent), '{}', now())
         from jsonb_array_elements($1::text::jsonb) as e, lateral (select (e ->> 0)::real as low, (e ->> 1)::real as high, (e ->> 2)::real as sent) v`,
        [JSON.stringify(sql)],
      );
    }));
  it('does not judge energy before anything is learned', () =>
    inWorld(async (world) => {
      assert.deepEqual((await judge(world, {}, { power_kwh: 5 })).parts, []);
    }));
});

describe('health and what is missing', () => {
  it('keeps the last judgement of a metric that the newest reading lacks for 15 minutes', () =>
    inWorld(async (world) => {
      const first = ago(14 * MINUTE);
      await judge(world, {}, { vibration: 3.5, timestamp: first });
      const kept = await judge(world, {}, { temperature: 40, timestamp: ago(MINUTE) });
      assert.deepEqual(kept.parts.map(({ name }) => name).sort(), ['temperature', 'vibration']);
      assert.equal(new Date(part(kept, 'vibration')?.at ?? '').toISOString(), first);
      await world.owner(
        `update public.machine_latest set health_parts = jsonb_set(health_parts, '{0,at}', to_jsonb(now() - interval '20 minutes'))`,
      );
      const dropped = await judge(world, {}, { temperature: 40 });
      assert.deepEqual(
        dropped.parts.map(({ name }) => name),
        ['temperature'],
      );
    }));
  it('goes by age once the newest reading is older than 15 minutes, and ends after a day', () =>
    inWorld(async (world) => {
      const stages: [number, number | undefined][] = [
        [14, undefined],
        [30, 79],
        [120, 70],
        [900, 60],
      ];
      for (const [minutes, score] of stages) {
        await world.owner('delete from public.machine_latest');
        const found = await judge(world, {}, { vibration: 0.1, timestamp: ago(minutes * MINUTE) });
        assert.equal(part(found, 'age')?.score, score, `${minutes} minutes`);
        assert.equal(found.parts[0]?.name, score === undefined ? 'vibration' : 'age');
      }
      await world.owner('delete from public.machine_latest');
      const old = await judge(world, {}, { vibration: 0.1, timestamp: ago(1500 * MINUTE) });
      assert.equal(old.score, null);
      assert.deepEqual(
        old.parts.map(({ name }) => name),
        ['age'],
      );
    }));
  it('ages a silent machine by upkeep, with one broadcast a stage', () =>
    inWorld(async (world) => {
      await judge(world, {}, { vibration: 0.1 });
      const sent = async (): Promise<number> =>
        (await world.owner(`select from realtime.messages where event = 'readings' and inserted_at >= now()`))
          .length;
      const before = await sent();
      await world.owner('select private.run_upkeep()');
      assert.equal(await sent(), before);
      const scores: (number | null)[] = [];
      for (const age of ['20 minutes', '2 hours', '7 hours', '2 days']) {
        await world.owner(`update public.machine_latest set "timestamp" = now() - $1::interval`, [age]);
        await world.owner('select private.run_upkeep()');
        await world.owner('select private.run_upkeep()');
        scores.push((await health(world)).score);
      }
      assert.equal(await sent(), before + 4);
      assert.ok(scores[0] !== null && (scores[0] ?? 0) < 80);
      assert.ok((scores[1] ?? 0) < (scores[0] ?? 0) && (scores[2] ?? 0) < (scores[1] ?? 0));
      assert.equal(scores[3], null);
    }));
  it('is computed, not typed in, by no one who signs in', () =>
    inWorld(async (world) => {
      for (const actor of ['adminA', 'maintenanceA', 'ceoA'] as const) {
        await world.refused('42501', actor, 'update public.machines set health_score = 100');
        await world.refused('42501', actor, `update public.machine_latest set health_parts = '[]'`);
      }
    }));
});
