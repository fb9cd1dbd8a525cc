import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../../local/src/index.ts';
import { DEMO_TENANTS, ROLE_PERMISSIONS } from '../../src/data/simulated/accounts.ts';
import { demoFleet } from '../../src/data/simulated/fleet.ts';
import { judgeHealth } from '../../src/data/simulated/health.ts';
import type { HealthPart, MachineMetadata } from '../../src/types/index.ts';

/** The simulated world repeats rules and seed of the database; here the two are held side by side. */
describe('the simulated world and the database', () => {
  let db: Database;
  before(async () => {
    db = await openDatabase({ dataDir: 'memory' });
  });
  after(() => db?.close());

  it('judge health alike', async () => {
    const metadatas: MachineMetadata[] = [
      {},
      { machineClass: 'small', temperatureLimit: 75 },
      { machineClass: 'large', temperatureLimit: 110 },
      { vibrationUnit: 'g' },
      { temperatureUnit: 'unknown' },
      { vibrationUnit: 'g', temperatureUnit: 'unknown' },
    ];
    const vibrations = [undefined, 0, 0.71, 1.1, 1.4, 2.33, 2.8, 4.5, 6.25, 9, 40];
    const temperatures = [undefined, -5, 40, 67.5, 72.25, 81, 85.5, 90, 97, 112.5, 200];
    const cases = metadatas.flatMap((metadata) =>
      vibrations.flatMap((vibration) =>
        temperatures.map((temperature) => ({
          metadata,
          ...(vibration === undefined ? {} : { vibration }),
          ...(temperature === undefined ? {} : { temperature }),
        })),
      ),
    );
    const rows = await db.query<{ parts: HealthPart[]; score: string | number | null }>(
      `select parts, private.combine_health(parts) as score
       from jsonb_array_elements(cast($1::text as jsonb)) with ordinality as c (v, n),
         lateral private.judge_health(v -> 'metadata', (v ->> 'vibration')::real, (v ->> 'temperature')::real) as parts
       order by n`,
      [JSON.stringify(cases)],
    );
    assert.equal(rows.length, cases.length);
    for (const [index, { metadata, ...metrics }] of cases.entries()) {
      const row = rows[index];
      const own = judgeHealth(metrics, metadata);
      const what = JSON.stringify({ metadata, metrics, own, row });
      assert.equal(own.parts.length, row?.parts.length, what);
      assert.equal(own.score === null, row?.score === null, what);
      // The last decimal may be rounded the other way: binary fractions here, decimals there.
      assert.ok(Math.abs((own.score ?? 0) - Number(row?.score ?? 0)) < 0.11, what);
      for (const [place, part] of own.parts.entries()) {
        assert.equal(part.name, row?.parts[place]?.name, what);
        assert.ok(Math.abs(part.score - (row?.parts[place]?.score ?? -1)) < 0.11, what);
        assert.equal(
          part.reason.replace(/[\d.]+/g, '#'),
          row?.parts[place]?.reason.replace(/[\d.]+/g, '#'),
          what,
        );
      }
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
