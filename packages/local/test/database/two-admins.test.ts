/** Two sessions at one limit, one name, one member. PGlite has one session only, so this runs on PostgreSQL, where that can run. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Database, Session } from '../../src/index.ts';
import { ACCOUNTS, type Actor, TENANT_A, TENANT_B } from './support/actors.ts';
import { openSessions } from './support/recorder.ts';

let database: Database | undefined;

before(async () => {
  database = await openSessions();
});
after(() => database?.close());

/** Runs a statement as an actor in a transaction of its own, which stays open for a moment, so that two of them meet. */
async function act(
  db: Database,
  actor: Actor,
  sql: string,
  params: readonly unknown[] = [],
): Promise<string> {
  const sub = ACCOUNTS[actor] ?? '';
  const role = actor === 'service_role' ? actor : 'authenticated';
  try {
    await db.transaction(async (session: Session) => {
      await session.query(
        `select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true)`,
        [JSON.stringify(sub === '' ? { role } : { sub, role }), sub],
      );
      await session.exec(`set local role ${role}`);
      await session.query(sql, params);
      await session.exec('select pg_sleep(0.05)');
    });
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const testOnPostgres = (what: string, work: (db: Database) => Promise<void>): void =>
  void it(what, async (test: TestContext) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    await work(database);
  });

describe('two at once', () => {
  testOnPostgres('insert machines at the limit: only as many as there is room for', async (db) => {
    await db.query(`update private.plan_limits set max_machines = 26 where plan_tier = 'Pro'`);
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        act(
          db,
          i % 2 === 0 ? 'adminB' : 'maintenanceB',
          `insert into public.machines (name) values ('At once ${i}')`,
        ),
      ),
    );
    assert.deepEqual(outcomes.sort(), ['NX007', 'NX007', 'NX007', 'NX007', 'done', 'done']);
    const rows = await db.query(`select from public.machines where tenant_id = '${TENANT_B}'`);
    assert.equal(rows.length, 26);
  });
  testOnPostgres('join at the limit of members: only as many as there is room for', async (db) => {
    await db.query(`update private.plan_limits set max_members = 6 where plan_tier = 'Pro'`);
    const joining = [1, 2, 3].map((n) => `d4000000-0000-4000-8000-00000000010${n}`);
    for (const id of joining) {
      await db.query(
        `insert into auth.users (id, aud, role, email) values ($1, 'authenticated', 'authenticated', $2)`,
        [id, `${id}@example.com`],
      );
    }
    const join = `insert into public.user_profiles (id, tenant_id, role) values ($1, '${TENANT_B}', 'sales')`;
    const outcomes = await Promise.all(joining.map((id) => act(db, 'service_role', join, [id])));
    assert.deepEqual(outcomes.sort(), ['NX007', 'NX007', 'done']);
  });
  testOnPostgres('begin AI requests at the quota: counted once each, none too many', async (db) => {
    await db.query(`update private.plan_limits set max_ai_requests_month = 3 where plan_tier = 'Pro'`);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () =>
        act(db, 'service_role', `select public.begin_ai_request($1, 'summarize', 'model-1')`, [
          ACCOUNTS.salesB,
        ]),
      ),
    );
    assert.deepEqual(outcomes.filter((outcome) => outcome === 'done').length, 3);
    assert.ok(outcomes.every((outcome) => outcome === 'done' || outcome === 'NX007'));
    assert.equal((await db.query('select from public.ai_requests')).length, 3);
    assert.deepEqual(await db.query('select requests from private.ai_usage'), [{ requests: 3 }]);
  });
  testOnPostgres('claim the same host names, in any order: one has them, without a deadlock', async (db) => {
    const claim = 'update public.tenants set hostnames = $2 where id = $1';
    const outcomes = await Promise.all([
      act(db, 'service_role', claim, [TENANT_A, '{a.example.com,b.example.com}']),
      act(db, 'service_role', claim, [TENANT_B, '{b.example.com,a.example.com}']),
    ]);
    assert.deepEqual(outcomes.sort(), ['23505', 'done']);
    assert.equal((await db.query('select from private.tenant_hostnames')).length, 2);
  });
  testOnPostgres('accept the same invitation, or one that is being revoked: never both', async (db) => {
    const guest = ACCOUNTS.stranger;
    await db.query(
      `insert into auth.users (id, aud, role, email, email_confirmed_at) values ($1, 'authenticated', 'authenticated', 'guest@example.com', now())`,
      [guest],
    );
    await act(db, 'adminA', `select public.invite_member('guest@example.com', 'sales')`);
    const [invitation] = await db.query<{ id: string }>('select id from public.invitations');
    const outcomes = await Promise.all([
      act(db, 'adminA', 'select public.revoke_invitation($1)', [invitation?.id]),
      act(db, 'stranger', 'select public.accept_invitation()'),
      act(db, 'stranger', 'select public.accept_invitation()'),
    ]);
    assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 1, outcomes.join());
    const [left] = await db.query<{ revoked: boolean; accepted: boolean }>(
      'select revoked_at is not null as revoked, accepted_at is not null as accepted from public.invitations',
    );
    assert.notEqual(left?.revoked, left?.accepted);
    assert.equal(
      (await db.query('select from public.user_profiles where id = $1', [guest])).length,
      left?.accepted ? 1 : 0,
    );
  });
  testOnPostgres('two master admins remove each other: one stays', async (db) => {
    await db.query(`update public.user_profiles set role = 'master_admin' where id = $1`, [ACCOUNTS.ceoA]);
    const outcomes = await Promise.all([
      act(db, 'adminA', 'select public.remove_member($1)', [ACCOUNTS.ceoA]),
      act(db, 'ceoA', 'select public.remove_member($1)', [ACCOUNTS.adminA]),
    ]);
    assert.deepEqual(outcomes.sort(), ['NX001', 'done']);
    const rows = await db.query(
      `select from public.user_profiles where tenant_id = '${TENANT_A}' and role = 'master_admin'`,
    );
    assert.equal(rows.length, 1);
  });
  testOnPostgres(
    'a sealing key is retired while a tenant seals for it: never a key that nothing opens',
    async (db) => {
      await db.query(`select public.add_sealing_key('k1', $1)`, [`${'A'.repeat(42)}E`]);
      const sealed = `nexus-hpke-v1.k1.${'b'.repeat(42)}M.${'c'.repeat(60)}`;
      await db.query(`update public.user_profiles set role = 'master_admin' where id = $1`, [
        ACCOUNTS.maintenanceA,
      ]);
      const outcomes = await Promise.all([
        act(db, 'maintenanceA', 'select public.set_api_key($1, $2)', [sealed, 'abcd']),
        act(db, 'service_role', `select public.retire_sealing_key('k1')`),
      ]);
      assert.deepEqual(outcomes.sort(), ['NX012', 'done']);
      const rows = await db.query(
        `select from public.tenants t join private.sealing_keys k on k.key_id = t.api_key_key_id where k.status = 'retired'`,
      );
      assert.deepEqual(rows, []);
    },
  );
  testOnPostgres('begin a request with a prompt and stop keeping prompts: none is left', async (db) => {
    await db.query('update private.plan_limits set max_ai_requests_month = null');
    await db.query('update public.tenants set keeps_ai_prompts = true where id = $1', [TENANT_B]);
    const begin = `select public.begin_ai_request($1, 'ask', 'm', false, 'SECRET PROMPT')`;
    const outcomes = await Promise.all([
      act(db, 'service_role', begin, [ACCOUNTS.adminB]),
      // While the first is still open.
      new Promise((later) => setTimeout(later, 20)).then(() =>
        act(db, 'adminB', 'select public.keep_ai_prompts(false)'),
      ),
    ]);
    assert.deepEqual(outcomes, ['done', 'done']);
    assert.deepEqual(await db.query('select from public.ai_requests where prompt is not null'), []);
  });
});
