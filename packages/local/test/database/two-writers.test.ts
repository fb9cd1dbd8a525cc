/** Recording from two sessions at once. PGlite has one session only, so this runs on PostgreSQL, where that can run. */
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
});
