/** Upkeep while gateways record. It takes several sessions, so this runs on PostgreSQL, where that can run. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Database } from '../../src/index.ts';
import { machinesOfA, openSessions, record } from './support/recorder.ts';

let database: Database | undefined;
let machines: string[] = [];

before(async () => {
  database = await openSessions();
  if (database) machines = await machinesOfA(database);
});
after(() => database?.close());

const START = Date.now() - 3 * 3_600_000;
const batch = (n: number): unknown[] =>
  machines.map((machine_id, i) => ({
    machine_id,
    timestamp: new Date(START + n * 60_000 + i).toISOString(),
    vibration: 1 + ((n * 7 + i) % 30) / 10,
    rpm: n,
  }));

/** Roll-ups that are not what the readings say. */
const wrongHours = (db: Database): Promise<unknown[]> =>
  db.query(
    `with truth as (
       select tenant_id, machine_id, date_bin('1 hour', "timestamp", 'epoch') as hour, min(vibration) as low, max(vibration) as high,
         count(vibration)::int as n, sum(rpm::float8) as rpm
       from public.telemetry group by 1, 2, 3)
     select hour from truth full join public.telemetry_hourly h using (tenant_id, machine_id, hour)
     where (low, high, n) is distinct from (vibration_min, vibration_max, vibration_count) or abs(rpm - rpm_sum) > 1e-6`,
  );

describe('upkeep beside recording', () => {
  it('repairs the very hours that are being recorded, and loses none of their readings', async (test) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    const db = database;
    let isRecording = true;
    const upkeep = (async (): Promise<number> => {
      let runs = 0;
      while (isRecording) {
        await db.query(
          `insert into private.dirty_hours (tenant_id, machine_id, hour)
           select tenant_id, machine_id, hour from public.telemetry_hourly on conflict do nothing`,
        );
        await db.query('select private.run_upkeep()');
        runs += 1;
      }
      return runs;
    })();
    const recorders = [0, 1].map(async (lane) => {
      for (let n = lane; n < 120; n += 2) await record(db, batch(n));
    });
    await Promise.all(recorders);
    isRecording = false;
    assert.ok((await upkeep) > 1);
    assert.deepEqual(await db.query('select count(*)::int as n from public.telemetry'), [
      { n: 120 * machines.length },
    ]);
    assert.deepEqual(await wrongHours(db), []);
  });
  it('drops, deletes and rewrites beside recorders and an edit of all machines, without a deadlock', async (test) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    const db = database;
    await db.query(
      `insert into public.telemetry (tenant_id, machine_id, "timestamp", rpm)
       select tenant_id, id, date_trunc('month', now()) - interval '20 days' + n * interval '1 minute', n
       from generate_series(1, 20) n cross join public.machines`,
    );
    await db.query(
      `select private.ensure_telemetry_partitions(now() - interval '700 days', now() - interval '600 days')`,
    );
    await db.query('update private.plan_limits set raw_retention_days = least(raw_retention_days, 500)');
    const kinds: [times: number, task: (n: number) => Promise<unknown>][] = [
      [40, (n) => record(db, batch(200 + n))],
      [10, () => db.query('select private.run_maintenance()')],
      [5, () => db.query('select private.delete_expired_readings()')],
      [3, () => db.query('select private.rewrite_closed_month()')],
    ];
    // Spread evenly, so that each kind meets the others.
    const tasks = kinds
      .flatMap(([times, task]) =>
        Array.from({ length: times }, (_, n) => ({ at: n / times, run: () => task(n) })),
      )
      .sort((one, other) => one.at - other.at);
    // One person edits all machines, again and again; the recorders lock them in another order.
    const edits = async (): Promise<void> => {
      for (let n = 0; n < 15; n += 1) {
        await db.query('update public.machines set status = $1', [n % 2 ? 'running' : 'idle']);
      }
    };
    const results = await Promise.allSettled([edits(), ...tasks.map(({ run }) => run())]);
    const failures = results.flatMap((result) => {
      if (result.status === 'fulfilled') return [];
      const { message, detail, where } = result.reason as {
        message: string;
        detail?: string;
        where?: string;
      };
      return [[message, detail, where]];
    });
    assert.deepEqual(failures, []);
    await db.query('select private.run_upkeep()');
    const passedOver = `select from public.machines m join public.machine_latest l on l.machine_id = m.id
       where m.health_score is distinct from l.health_score`;
    assert.deepEqual(await db.query(passedOver), []);
    assert.deepEqual(await wrongHours(db), []);
  });
});
