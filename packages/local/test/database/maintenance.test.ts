/** That the embedded stack really runs every job of the database's upkeep. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../src/index.ts';
import { scheduleMaintenance } from '../../src/maintenance.ts';
import { MACHINE_B, TENANT_B } from './support/actors.ts';

let database: Database;
before(async () => {
  database = await openDatabase({
    dataDir: 'memory',
    engine: process.env.NEXUS_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite',
  });
});
after(() => database?.close());

describe('scheduleMaintenance', () => {
  it('runs each job at the start, and waits for what runs when it is stopped', async () => {
    await database.query(`update private.plan_limits set raw_retention_days = 20 where plan_tier = 'Pro'`);
    await database.query(
      `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
       values ($1, $2, now() - interval '21 days', 1), ($1, $2, now() - interval '1 day', 2)`,
      [TENANT_B, MACHINE_B],
    );
    await database.query('update public.telemetry set rpm = 7 where rpm = 2');
    await database.query(`drop table partitions.telemetry_${lastMonthAhead()}`);

    const failures: unknown[] = [];
    const stop = scheduleMaintenance(database, (error) => failures.push(error));
    // The jobs stand in a queue of their own; the last of them leaves a mark.
    while ((await database.query('select from private.rewritten_months')).length === 0) {
      await new Promise((done) => setTimeout(done, 20));
    }
    await stop();

    assert.deepEqual(failures, []);
    assert.deepEqual(await database.query('select rpm from public.telemetry'), [{ rpm: 7 }]);
    const rollups = await database.query('select rpm_max from public.telemetry_hourly order by hour');
    assert.deepEqual(rollups, [{ rpm_max: 1 }, { rpm_max: 7 }]);
    const [made] = await database.query<{ name: string | null }>('select to_regclass($1)::text as name', [
      `partitions.telemetry_${lastMonthAhead()}`,
    ]);
    assert.ok(made?.name);
  });
});

/** The last month that is made ahead, as partitions are named. */
function lastMonthAhead(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 3, 1))
    .toISOString()
    .slice(0, 7)
    .replace('-', '_');
}
