/** Many sessions at one rate, one idempotency key, one secret. PGlite has one session only, so this runs on PostgreSQL, where that can run. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Database, Session } from '../../src/index.ts';
import { ACCOUNTS, type Actor, MACHINE_A, TENANT_A } from './support/actors.ts';
import { hostAccount } from './support/embedding.ts';
import { openSessions } from './support/recorder.ts';

let database: Database | undefined;

before(async () => {
  database = await openSessions();
});
after(() => database?.close());

interface Outcome {
  readonly code: string;
  readonly answer?: unknown;
}

/** Runs a statement as an actor in a transaction of its own, which stays open `heldMs` longer, so that others meet it. */
async function act(
  db: Database,
  actor: Actor,
  expression: string,
  params: readonly unknown[] = [],
  heldMs = 30,
): Promise<Outcome> {
  const sub = ACCOUNTS[actor] ?? '';
  const role = actor === 'service_role' ? actor : 'authenticated';
  try {
    const answer = await db.transaction(async (session: Session) => {
      await session.query(
        `select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true)`,
        [JSON.stringify(sub === '' ? { role } : { sub, role }), sub],
      );
      await session.exec(`set local role ${role}`);
      const [row] = await session.query<{ a: unknown }>(`select ${expression} as a`, params);
      if (heldMs > 0) await session.exec(`select pg_sleep(${heldMs / 1_000})`);
      return row?.a;
    });
    return { code: 'done', answer };
  } catch (error) {
    return { code: (error as { code: string }).code };
  }
}

const tally = (outcomes: readonly Outcome[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { code } of outcomes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

const testOnPostgres = (what: string, work: (db: Database) => Promise<void>): void =>
  void it(what, async (test: TestContext) => {
    if (!database) return test.skip('PostgreSQL cannot run here');
    await work(database);
  });

describe('200 AI requests at once', () => {
  const begin = (db: Database, who: Actor): Promise<Outcome> =>
    act(db, 'service_role', `public.begin_ai_request($1, 'ask', 'model-1')`, [ACCOUNTS[who]], 0);
  const many = (db: Database, people: readonly Actor[]): Promise<Outcome[]> =>
    Promise.all(Array.from({ length: 200 }, (_, n) => begin(db, people[n % people.length] ?? 'adminB')));
  const counted = async (db: Database): Promise<unknown> =>
    (
      await db.query(
        `select (select count(*)::int from public.ai_requests) as noted, (select coalesce(sum(requests), 0)::int from private.ai_usage) as month,
         (select coalesce(sum(requests), 0)::int from private.ai_rates where user_id is null) as tenant,
         (select coalesce(sum(requests), 0)::int from private.ai_rates where user_id is not null) as members`,
      )
    )[0];
  const anew = async (
    db: Database,
    user: number | null,
    tenant: number | null,
    month: number | null,
  ): Promise<void> => {
    await db.query('delete from public.ai_requests');
    await db.query('delete from private.ai_usage');
    await db.query('delete from private.ai_rates');
    await db.query('update private.ai_rate_limits set max_user_minute = $1, max_tenant_minute = $2', [
      user,
      tenant,
    ]);
    await db.query('update private.plan_limits set max_ai_requests_month = $1', [month]);
  };

  testOnPostgres("of one member: exactly the member's limit passes", async (db) => {
    await anew(db, 17, 1_000, null);
    assert.deepEqual(tally(await many(db, ['salesB'])), { done: 17, NX018: 183 });
    assert.deepEqual(await counted(db), { noted: 17, month: 17, tenant: 17, members: 17 });
  });
  testOnPostgres(
    "of four members: exactly the tenant's limit passes, and nobody waits in a circle",
    async (db) => {
      await anew(db, 100, 33, null);
      assert.deepEqual(tally(await many(db, ['salesB', 'ceoB', 'adminB', 'maintenanceB'])), {
        done: 33,
        NX018: 167,
      });
      assert.deepEqual(await counted(db), { noted: 33, month: 33, tenant: 33, members: 33 });
    },
  );
  testOnPostgres(
    'at the quota of the month: exactly the quota passes, and the refused take nothing of the rate',
    async (db) => {
      await anew(db, 100, 150, 21);
      assert.deepEqual(tally(await many(db, ['salesB', 'ceoB'])), { done: 21, NX007: 179 });
      assert.deepEqual(await counted(db), { noted: 21, month: 21, tenant: 21, members: 21 });
    },
  );
});

describe('one idempotency key at once', () => {
  const open = (db: Database, slug: string, key: string): Promise<Outcome> =>
    act(db, 'platformAdmin', 'public.open_tenant_once($1, $2)', [
      key,
      { name: 'At Once', slug, plan_tier: 'Pro', admin_email: 'first@once.example' },
    ]);

  testOnPostgres('opens one tenant, and answers it to all', async (db) => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => open(db, 'at-once', 'once-000001')));
    assert.deepEqual(tally(outcomes), { done: 5 });
    const answers = outcomes.map(
      ({ answer }) => answer as { tenant_id: string; invitation_id: string; is_new: boolean },
    );
    assert.equal(new Set(answers.map(({ tenant_id }) => tenant_id)).size, 1);
    assert.equal(new Set(answers.map(({ invitation_id }) => invitation_id)).size, 1);
    assert.equal(answers.filter(({ is_new }) => is_new).length, 1);
    assert.equal((await db.query(`select from public.tenants where slug = 'at-once'`)).length, 1);
    assert.equal(
      (await db.query(`select from public.invitations where email = 'first@once.example'`)).length,
      1,
    );
  });
  testOnPostgres('for two requests opens the first', async (db) => {
    const outcomes = await Promise.all(['one-a', 'one-b'].map((slug) => open(db, slug, 'once-000002')));
    assert.deepEqual(tally(outcomes), { done: 1, 23505: 1 });
    assert.equal((await db.query(`select from public.tenants where slug in ('one-a', 'one-b')`)).length, 1);
  });
  testOnPostgres('is free again for who waited, when the first fails', async (db) => {
    const first = db
      .transaction(async (session) => {
        await session.query(
          `insert into private.tenant_openings (caller_id, idempotency_key, request_hash) values ($1, 'once-000003', 'x')`,
          [ACCOUNTS.platformAdmin],
        );
        await session.exec('select pg_sleep(0.1)');
        throw new Error('as if the connection were lost');
      })
      .catch(() => 'failed');
    await new Promise((later) => setTimeout(later, 30));
    const { code, answer } = await open(db, 'after-all', 'once-000003');
    assert.deepEqual([await first, code, (answer as { is_new: boolean }).is_new], ['failed', 'done', true]);
  });
  testOnPostgres('undone while the first admin joins: never a member without a tenant', async (db) => {
    const { answer } = await open(db, 'undone', 'once-000004');
    const { tenant_id } = answer as { tenant_id: string };
    await db.query(
      `insert into auth.users (id, aud, role, email, email_confirmed_at) values ($1, 'authenticated', 'authenticated', 'first@once.example', now())`,
      [ACCOUNTS.stranger],
    );
    const [joined, undone] = await Promise.all([
      act(
        db,
        'stranger',
        `public.accept_invitation((select id from public.invitations where tenant_id = '${tenant_id}'))`,
      ),
      act(db, 'service_role', 'public.undo_tenant_opening($1)', [tenant_id]),
    ]);
    const [left] = await db.query<{ tenants: number; members: number }>(
      `select (select count(*)::int from public.tenants where id = $1) as tenants, (select count(*)::int from public.user_profiles where tenant_id = $1) as members`,
      [tenant_id],
    );
    assert.equal(left?.tenants, left?.members, JSON.stringify([joined, undone]));
    assert.equal(undone?.answer, left?.tenants === 0);
  });
});

describe('an embed secret', () => {
  testOnPostgres('that is revoked while it lets members in leaves none of them in', async (db) => {
    for (let round = 0; round < 5; round += 1) {
      const { answer } = await act(
        db,
        'adminA',
        `public.create_embed_secret('At once', '{"boss": "c_level"}')`,
        [],
        0,
      );
      const { id } = answer as { id: string };
      const accounts = [1, 2, 3].map((n) => hostAccount(n).replace(/^e9/, `f${round}`));
      for (const [n, account] of accounts.entries()) {
        await db.query(
          `insert into auth.users (id, aud, role, email, raw_app_meta_data) values ($1, 'authenticated', 'authenticated', $2, $3)`,
          [account, `${round}-${n}@embed.nexus.invalid`, { nexus_embed: TENANT_A }],
        );
      }
      const keep = (account: string): Promise<Outcome> =>
        act(db, 'service_role', `public.keep_embed_member($1, $2, $3, 'c_level')`, [id, account, account], 5);
      const [revoked, ...kept] = await Promise.all([
        act(db, 'adminA', 'public.revoke_embed_secret($1)', [id], 5),
        ...accounts.map(keep),
      ]);
      assert.equal(revoked?.code, 'done');
      assert.ok(
        kept.every(({ code }) => code === 'done' || code === 'NX016'),
        JSON.stringify(kept),
      );
      const open = await db.query(
        `select from public.user_profiles p join auth.users a using (id) where p.id = any ($1::uuid[]) and a.banned_until is null`,
        [accounts],
      );
      assert.equal(open.length, 0);
    }
  });
  testOnPostgres('brings one member, however often at once, with the same first use', async (db) => {
    const { answer } = await act(
      db,
      'adminA',
      `public.create_embed_secret('Twice', '{"boss": "c_level"}')`,
      [],
      0,
    );
    const { id } = answer as { id: string };
    const account = hostAccount(9);
    await db.query(
      `insert into auth.users (id, aud, role, email, raw_app_meta_data) values ($1, 'authenticated', 'authenticated', '9@embed.nexus.invalid', $2)`,
      [account, { nexus_embed: TENANT_A }],
    );
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () =>
        act(db, 'service_role', `public.keep_embed_member($1, 'nine', $2, 'c_level')`, [id, account]),
      ),
    );
    assert.deepEqual(tally(outcomes), { done: 6 });
    assert.equal(
      (await db.query('select from public.embed_members where user_id = $1', [account])).length,
      1,
    );
  });
});

describe('one device token at once', () => {
  testOnPostgres('records one batch once', async (db) => {
    const { answer } = await act(db, 'adminA', `public.create_device_token('Gateway')`, [], 0);
    const { token } = answer as { token: string };
    const batch = JSON.stringify([
      { machine_id: MACHINE_A, timestamp: new Date(Date.now() - 5_000).toISOString(), rpm: 77.5 },
    ]);
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () =>
        act(db, 'service_role', 'public.ingest_readings($1, $2)', [token, batch]),
      ),
    );
    assert.deepEqual(tally(outcomes), { done: 6 });
    const stored = outcomes.map((outcome) => (outcome.answer as { stored: number }).stored);
    assert.equal(
      stored.reduce((sum, one) => sum + one, 0),
      1,
    );
    assert.equal((await db.query('select from public.telemetry where rpm = 77.5')).length, 1);
  });
});
