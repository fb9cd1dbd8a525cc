/** Recording from two sessions at once. PGlite has one session only, so this runs on PostgreSQL, where that can run. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Database } from '../../src/index.ts';
import { actAs, machinesOfA, openSessions, record } from './support/recorder.ts';

let database: Database | undefined;
let machines: string[] = [];

before(async () => {
  database = await openSessions();
  if (database) machines = await machinesOfA(database);
});
after(() => database?.close());

/** Every machine once, in an order of its own, so that two batches meet in the middle. */
const batch = (time: number, backwards: boolean): unknown[] => {
  const list = machines.map((machine_id) => ({
    machine_id,
    timestamp: new Date(time).toISOString(),
    vibration: 1,
  }));
  return backwards ? list.reverse() : list;
};

describe('two recorders of the same machines', () => {
  it('never deadlock, and lose and double nothing', async (test) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    const db = database;
    const start = Date.now() - 600_000;
    const answers = await Promise.all(
      [false, true].flatMap((backwards) =>
        Array.from({ length: 40 }, (_, i) =>
          record(db, batch(start + i * 1000 + (backwards ? 500 : 0), backwards)),
        ),
      ),
    );
    assert.ok(answers.every((answer) => answer.stored === machines.length && answer.refused.length === 0));
    const rows = await db.query(
      `select count(*)::int as n, count(distinct (machine_id, "timestamp"))::int as distinct from public.telemetry`,
    );
    assert.deepEqual(rows, [{ n: 80 * machines.length, distinct: 80 * machines.length }]);
    const newest = await db.query(
      `select distinct extract(epoch from max(t."timestamp") - l."timestamp")::int as behind
       from public.telemetry t join public.machine_latest l using (tenant_id, machine_id) group by l.machine_id, l."timestamp"`,
    );
    assert.deepEqual(newest, [{ behind: 0 }]);
  });
  it('send the same batch at once: stored once', async (test) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    const db = database;
    const same = batch(Date.now(), false);
    const answers = await Promise.all([record(db, same), record(db, [...same].reverse()), record(db, same)]);
    assert.equal(
      answers.reduce((sum, answer) => sum + answer.stored, 0),
      machines.length,
    );
    assert.equal(
      answers.reduce((sum, answer) => sum + answer.duplicate, 0),
      2 * machines.length,
    );
  });
  it('need the same new month at once: made once', async (test) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    const db = database;
    const late = Date.now() - 200 * 86_400_000;
    const answers = await Promise.all(
      [0, 1, 2, 3].map((i) => record(db, batch(late + i * 1000, i % 2 === 0))),
    );
    assert.ok(answers.every((answer) => answer.stored === machines.length));
  });
  it('need several old months at once, in different order: no circle', async (test) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    const db = database;
    const of = (months: number[]): unknown[] =>
      months.map((month) => ({
        machine_id: machines[0],
        timestamp: new Date(Date.now() - (220 + month * 31) * 86_400_000).toISOString(),
        rpm: 1,
      }));
    const batches = [[1, 5, 9], [9, 5, 1], [5], [9], [1], [3, 7], [7, 3]];
    const answers = await Promise.all(batches.map((months) => record(db, of(months))));
    assert.ok(answers.every(({ refused }) => refused.length === 0));
  });
  it('and an import of the same machines in another order never deadlock', async (test) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    const db = database;
    const importing = async (): Promise<void> => {
      for (let n = 0; n < 25; n += 1) {
        await db.transaction(async (session) => {
          await actAs(session, 'adminA');
          // As PostgREST writes an upsert: the key is set too, which locks it.
          await session.exec(
            `insert into public.machines (name, external_id) select name, external_id from public.machines
             where external_id is not null order by id desc
             on conflict (tenant_id, external_id) do update set name = excluded.name, external_id = excluded.external_id`,
          );
        });
      }
    };
    const start = Date.now() - 400_000;
    await Promise.all([
      importing(),
      ...[0, 1].map(async (lane) => {
        for (let i = 0; i < 40; i += 1) await record(db, batch(start + i * 1000 + lane * 500, lane === 1));
      }),
    ]);
  });
});
