/** Older Supabase projects grant everything in `public` to the API roles by default. The wall must not depend on that. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openEngine } from '../../src/engine/choose.ts';
import { type Database, SUPABASE_DIR } from '../../src/index.ts';
import { applyMigrations, readMigrations } from '../../src/platform/migrations.ts';
import { ensurePlatform } from '../../src/platform/platform.ts';

const INVARIANTS = await readFile(new URL('./support/invariants.sql', import.meta.url), 'utf8');
let database: Database;

before(async () => {
  database = await openEngine({
    dataDir: 'memory',
    engine: process.env.NEXUS_TEST_ENGINE === 'postgres' ? 'postgres' : 'pglite',
  });
  await ensurePlatform(database);
  await database.exec(`
    grant all on schema public to anon, authenticated, service_role;
    alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
    alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
    alter default privileges in schema public grant all on functions to anon, authenticated, service_role;`);
  await applyMigrations(database, await readMigrations(join(SUPABASE_DIR, 'migrations')));
});
after(() => database?.close());

describe('on a project with the old default grants', () => {
  it('the catalog breaks no invariant', async () => {
    assert.deepEqual(await database.query(INVARIANTS), []);
  });
  it('a table that is added later is closed until it is granted', async () => {
    await database.exec('create table public.later (id int)');
    const rows = await database.query(
      `select role from unnest(array['anon', 'authenticated', 'service_role']) as role
       where has_table_privilege(role, 'public.later', 'select, insert, update, delete, truncate')`,
    );
    assert.deepEqual(rows, []);
  });
  it('no function that the project made is open to anon, but the one for the brand before sign-in', async () => {
    const rows = await database.query(
      `select p.pronamespace::regnamespace || '.' || p.proname as name from pg_proc p
       where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('anon', p.oid, 'execute')
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
       order by 1`,
    );
    assert.deepEqual(rows, [{ name: 'private.branding_for' }, { name: 'public.branding_for' }]);
  });
});
