import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createLock } from '../../src/engine/lock.ts';
import { EngineError, MigrationError, NewerDataError, openDatabase } from '../../src/index.ts';
import { ENGINE, withFolder } from '../support/test-stack.ts';

/** A `supabase` folder of one's own. */
async function project(folder: string, files: Record<string, string>): Promise<string> {
  const supabaseDir = join(folder, 'supabase');
  await mkdir(join(supabaseDir, 'migrations'), { recursive: true });
  for (const [name, sql] of Object.entries(files)) await writeFile(join(supabaseDir, name), sql);
  return supabaseDir;
}

describe('A database', () => {
  test('ends also when it is told to while a session is lent to a request', { timeout: 30_000 }, async () => {
    const db = await openDatabase({ engine: ENGINE, dataDir: 'memory' });
    const lent = Promise.withResolvers<void>();
    const closing = Promise.withResolvers<void>();
    const request = db.connection.kysely.connection().execute(async () => {
      lent.resolve();
      await closing.promise;
    });
    await lent.promise;
    const closed = db.close();
    closing.resolve();
    await Promise.all([request, closed]);
  });
});

describe('Migrations and seed', () => {
  test('run once, in order, are recorded like the CLI, and stand after a restart', () =>
    withFolder(async (folder) => {
      const supabaseDir = await project(folder, {
        'migrations/20260101000000_first.sql': 'create table public.t (n int); insert into t values (1);',
        'migrations/20260102000000_second.sql': 'insert into public.t values (2);',
        'seed.sql': 'insert into public.t values (3);',
      });
      const options = { engine: ENGINE, dataDir: join(folder, 'data'), supabaseDir };
      for (let start = 0; start < 2; start += 1) {
        const db = await openDatabase(options);
        const rows = await db.query<{ n: number }>('select n from public.t order by n');
        assert.deepEqual(
          rows.map(({ n }) => n),
          [1, 2, 3],
        );
        const recorded = await db.query(
          'select version, name from supabase_migrations.schema_migrations order by 1',
        );
        assert.deepEqual(recorded, [
          { version: '20260101000000', name: 'first' },
          { version: '20260102000000', name: 'second' },
        ]);
        await db.close();
      }
      await assert.rejects(
        openDatabase({ ...options, engine: ENGINE === 'pglite' ? 'postgres' : 'pglite' }),
        (error) => error instanceof EngineError && /was made with --engine/.test(error.message),
      );
    }));

  test('that fail leave nothing of themselves, and say where; data of a newer version is left alone', () =>
    withFolder(async (folder) => {
      const options = { engine: ENGINE, dataDir: join(folder, 'data') };
      const good = { 'migrations/20260101000000_good.sql': 'create table public.t (n int);' };
      const bad = {
        'migrations/20260102000000_bad.sql': 'insert into public.t values (1);\nselect nonsense;',
      };
      const broken = await project(join(folder, 'broken'), { ...good, ...bad });
      await assert.rejects(openDatabase({ ...options, supabaseDir: broken }), (error) => {
        assert.ok(error instanceof MigrationError);
        assert.match(error.message, /^20260102000000_bad\.sql: column "nonsense" does not exist · line 2$/);
        return true;
      });
      const older = await project(join(folder, 'older'), {});
      await assert.rejects(openDatabase({ ...options, supabaseDir: older }), (error) => {
        assert.ok(error instanceof NewerDataError);
        assert.match(error.message, /newer version of Nexus \(migration 20260101000000/);
        return true;
      });
      const db = await openDatabase({ ...options, supabaseDir: await project(join(folder, 'same'), good) });
      assert.deepEqual(await db.query('select n from public.t'), []);
      await db.close();
    }));
});

describe('The database', () => {
  test('gives the same values on every engine, and commits or rolls back as a whole', () =>
    withFolder(async (folder) => {
      const supabaseDir = await project(folder, {});
      const db = await openDatabase({ engine: ENGINE, supabaseDir });
      try {
        const [row] = await db.query(
          `select 9007199254740991::bigint as safe, 9007199254740993::bigint as big, 1.25::numeric as exact,
                  0.1000000000000000055::numeric as long, '2026-11-22 23:00:00.123+00'::timestamptz as time,
                  $1::jsonb as object, $2::jsonb as text, $3::uuid[] as ids, null::text as nothing, $4::timestamptz = now() as is_now`,
          [{ a: [1] }, '"quoted"', ['00000000-0000-4000-8000-000000000001'], new Date(0)],
        );
        assert.deepEqual(row, {
          safe: 9007199254740991,
          big: 9007199254740993n,
          exact: 1.25,
          long: '0.1000000000000000055',
          time: '2026-11-22 23:00:00.123+00',
          object: { a: [1] },
          text: 'quoted',
          ids: ['00000000-0000-4000-8000-000000000001'],
          nothing: null,
          is_now: false,
        });
        await db.exec('create table public.kept (n int)');
        const failing = db.transaction(async (session) => {
          await session.query('insert into public.kept values (1)');
          throw new Error('on purpose');
        });
        await assert.rejects(failing, /on purpose/);
        assert.deepEqual(await db.query('select * from public.kept'), []);
        assert.equal(await db.transaction(async () => 'result'), 'result');
      } finally {
        await db.close();
      }
    }));
});

describe('The lock', () => {
  test('lets one in at a time, in order, and goes on after a failure', async () => {
    const lock = createLock();
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      order.push(`${name} in`);
      await new Promise((done) => setImmediate(done));
      order.push(`${name} out`);
      if (name === 'b') throw new Error('b failed');
    };
    const all = await Promise.allSettled([lock(work('a')), lock(work('b')), lock(work('c'))]);
    assert.deepEqual(order, ['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    assert.deepEqual(
      all.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });

  test('refuses to wait for itself', async () => {
    const lock = createLock();
    await assert.rejects(
      lock(() => lock(async () => 1)),
      /inside its own transaction/,
    );
    assert.equal(await lock(async () => 2), 2);
  });
});
