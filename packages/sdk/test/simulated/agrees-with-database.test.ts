import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../../local/src/index.ts';
import { DEMO_TENANTS, ROLE_PERMISSIONS } from '../../src/data/simulated/accounts.ts';
import { demoFleet } from '../../src/data/simulated/fleet.ts';
import { judgeHealth } from '../../src/data/simulated/health.ts';
import { PLANS } from '../../src/data/simulated/plans.ts';
import { usualRange } from '../../src/data/simulated/usual-range.ts';
import { mix } from '../../src/plant/index.ts';
import type { HealthPart } from '../../src/types/index.ts';
import { AS_OF, healthCases } from '../support/health-cases.ts';

/** The sentence without its numbers. */
const numberless = (reason: string | undefined): string | undefined => reason?.replace(/-?[\d.]+/g, '#');

/** The simulated world repeats rules and seed of the database; here the two are held side by side. */
describe('the simulated world and the database', () => {
  let db: Database;
  before(async () => {
    db = await openDatabase({ dataDir: 'memory' });
  });
  after(() => db?.close());

  it('judge health alike', async () => {
    const cases = healthCases();
    const rows = await db.query<{ parts: HealthPart[]; score: string | number | null }>(
      `select (health).parts as parts, (health).score as score
       from jsonb_array_elements(cast($1::text as jsonb)) with ordinality as c (v, n)
       cross join lateral (
         select private.judge_health(
           jsonb_populate_record(null::public.machines, v),
           jsonb_populate_record(null::public.machine_latest, (v -> 'latest') || jsonb_build_object('health_parts', v -> 'former')),
           jsonb_populate_record(null::private.machine_baselines, jsonb_build_object(
             'temperature_low', v #> '{usual,temperature,0}', 'temperature_high', v #> '{usual,temperature,1}',
             'power_kwh_low', v #> '{usual,power,0}', 'power_kwh_high', v #> '{usual,power,1}')),
           cast($2::text as timestamptz)) as health
         offset 0) as judged
       order by n`,
      [JSON.stringify(cases), new Date(AS_OF).toISOString()],
    );
    assert.equal(rows.length, cases.length);
    const names = new Set<string>();
    for (const [index, given] of cases.entries()) {
      const row = rows[index];
      const own = judgeHealth(given, AS_OF);
      const what = JSON.stringify({ given, own, row });
      assert.equal(own.parts.length, row?.parts.length, what);
      assert.equal(own.score === null, row?.score === null, what);
      // The last decimal may be rounded the other way: binary fractions here, decimals and single precision there.
      assert.ok(Math.abs((own.score ?? 0) - Number(row?.score ?? 0)) < 0.11, what);
      for (const [place, part] of own.parts.entries()) {
        const theirs = row?.parts[place];
        names.add(part.name);
        assert.equal(part.name, theirs?.name, what);
        assert.ok(Math.abs(part.score - (theirs?.score ?? -1)) < 0.11, what);
        assert.equal(numberless(part.reason), numberless(theirs?.reason), what);
        assert.equal(part.at, new Date(theirs?.at ?? '').toISOString(), what);
        if (part.name === 'age') assert.equal(part.reason, theirs?.reason);
      }
    }
    assert.deepEqual([...names].sort(), ['age', 'power', 'temperature', 'vibration']);
  });

  it('learn the same usual range from the same hours', async () => {
    const machines = await db.query<{ tenant_id: string; id: string }>(
      'select tenant_id, id from public.machines order by id limit 4',
    );
    for (const [index, count] of [7, 8, 21, 200].entries()) {
      const hours = Array.from({ length: count }, (_, hour) => {
        const [low, width] = [mix(hour, count) % 60, mix(hour, count, 1) % 30];
        return { temperature: [low, low + width] as const, power: [width / 8, width / 4] as const };
      });
      const { tenant_id, id } = machines[index] ?? assert.fail('there are fewer than four machines');
      await db.query(
        `insert into public.telemetry_hourly
           (tenant_id, machine_id, hour, temperature_min, temperature_max, power_kwh_min, power_kwh_max)
         select cast($1::text as uuid), cast($2::text as uuid), private.hour_of(now()) - n * interval '1 hour',
           (v #>> '{temperature,0}')::real, (v #>> '{temperature,1}')::real, (v #>> '{power,0}')::real, (v #>> '{power,1}')::real
         from jsonb_array_elements(cast($3::text as jsonb)) with ordinality as c (v, n)`,
        [tenant_id, id, JSON.stringify(hours)],
      );
      await db.query(
        `insert into public.machine_latest (tenant_id, machine_id, "timestamp", temperature)
         values (cast($1::text as uuid), cast($2::text as uuid), now(), 50) on conflict do nothing`,
        [tenant_id, id],
      );
      await db.query('delete from private.machine_baselines where machine_id = cast($1::text as uuid)', [id]);
      await db.query('select private.learn_baselines()');
      const [row] = await db.query<Record<string, number | null>>(
        'select * from private.machine_baselines where machine_id = cast($1::text as uuid)',
        [id],
      );
      assert.equal(row?.hours, count);
      const usual = usualRange(hours);
      assert.deepEqual(
        [row?.temperature_low, row?.temperature_high, row?.power_kwh_low, row?.power_kwh_high],
        usual === null ? [null, null, null, null] : [...(usual.temperature ?? []), ...(usual.power ?? [])],
      );
    }
  });

  it('give the roles the same permissions', async () => {
    for (const [role, permissions] of Object.entries(ROLE_PERMISSIONS)) {
      const [row] = await db.query<{ given: string[] }>('select private.role_permissions($1) as given', [
        role,
      ]);
      assert.deepEqual([...permissions].sort(), [...(row?.given ?? [])].sort(), role);
    }
  });

  it('give the plans the same features and limits', async () => {
    const rows = await db.query<Record<string, unknown> & { plan: string; days: number }>(
      `select plan_tier as plan, raw_retention_days as days, rollup_retention_days as "rollupDays",
         max_machines as machines, max_members as members, max_ai_requests_month as "aiRequestsMonth",
         private.plan_features(plan) as features
       from private.plan_limits as plan order by rank`,
    );
    const theirs = rows.map(({ plan, days, rollupDays, machines, members, aiRequestsMonth, features }) => {
      const on = Object.entries(features as Record<string, boolean>).filter(([, isOn]) => isOn);
      const limits = {
        machines,
        members,
        aiRequestsMonth,
        rawRetentionDays: days,
        rollupRetentionDays: rollupDays,
      };
      return [
        plan,
        { retentionMs: days * 86_400_000, features: on.map(([name]) => name).sort(), limits },
      ] as const;
    });
    const own = Object.entries(PLANS).map(([plan, { features, ...rest }]) => {
      return [plan, { ...rest, features: [...features].sort() }] as const;
    });
    assert.deepEqual(own, theirs);
  });

  it('have the same tenants and machines', async () => {
    for (const { id, name, slug, planTier, brand } of DEMO_TENANTS) {
      const [row] = await db.query<Record<string, unknown>>(
        'select name, slug, plan_tier, branding from public.tenants where id = $1',
        [id],
      );
      assert.deepEqual(row, { name, slug, plan_tier: planTier, branding: brand });
      const machines = await db.query<Record<string, unknown>>(
        `select id, external_id as "externalId", name, type, grid_position_x as "gridPositionX",
           grid_position_y as "gridPositionY", metadata
         from public.machines where tenant_id = $1 order by id`,
        [id],
      );
      assert.deepEqual(
        machines,
        demoFleet(slug, id).sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
    }
  });
});
