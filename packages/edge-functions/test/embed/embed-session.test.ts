import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  ADMIN,
  ALPENWERK,
  type Answer,
  type FunctionWorld,
  startFunctionWorld,
} from '../support/function-world.ts';

const ROLES = { technician: 'maintenance', director: 'c_level' };
const USER = { id: 'p-17', email: 'mira@portal.example', role: 'technician', fullName: 'Mira Sand' };

let world: FunctionWorld;

interface Secret {
  id: string;
  secret: string;
}

const makeSecret = async (more: object = {}): Promise<Secret> => {
  const { status, body } = await world.rpc(ADMIN, 'create_embed_secret', {
    name: 'Portal',
    role_map: ROLES,
    ...more,
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const exchange = (
  secret: string,
  user: object = USER,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> => world.call('embed-session', { user, ...more }, { bearer: secret, headers });
const accounts = async (): Promise<number> => {
  const [row] = await world.stack.db.query<{ count: number }>(
    'select count(*)::int as count from auth.users',
  );
  return row?.count ?? 0;
};

describe('embed-session', () => {
  before(async () => {
    world = await startFunctionWorld();
  });
  after(() => world?.close());

  it('gives the host’s user a session in the secret’s tenant, and always the same member', async () => {
    const { secret } = await makeSecret();
    const [first, second] = [await exchange(secret), await exchange(secret)];
    assert.equal(first.status, 200);
    assert.equal(first.headers.get('cache-control'), 'no-store');
    assert.deepEqual([first.body.role, second.body.userId], ['maintenance', first.body.userId]);
    assert.ok(first.body.expiresAt > Date.now() / 1_000 + 60);
    const { body: machines } = await world.rest(first.body.accessToken, 'machines?select=tenant_id');
    assert.ok(machines.length > 0);
    assert.ok(machines.every(({ tenant_id: tenant }: { tenant_id: string }) => tenant === ALPENWERK));
    const { body: tenants } = await world.rest(first.body.accessToken, 'tenants?select=id');
    assert.deepEqual(tenants, [{ id: ALPENWERK }]);
  });

  it('lets two pages of a new user in at once', async () => {
    const { secret } = await makeSecret();
    const user = { ...USER, id: 'p-at-once' };
    const before = await accounts();
    const answers = await Promise.all([1, 2, 3, 4].map(() => exchange(secret, user)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200],
      JSON.stringify(world.lines.at(-1)) + JSON.stringify(world.lines.filter(({ cause }) => cause)),
    );
    assert.equal(new Set(answers.map(({ body }) => body.userId)).size, 1);
    assert.equal((await accounts()) - before, 1);
  });

  it('goes on with an account whose first use broke off before it was a member', async () => {
    const { secret } = await makeSecret();
    const user = { ...USER, id: 'p-broken-off' };
    const made = await exchange(secret, user);
    await world.stack.db.query('delete from public.user_profiles where id = $1', [made.body.userId]);
    await world.stack.db.query('delete from public.embed_members where user_id = $1', [made.body.userId]);
    const again = await exchange(secret, user);
    assert.deepEqual([again.status, again.body.userId], [200, made.body.userId]);
  });

  it('never opens an account of somebody’s own', async () => {
    const { secret } = await makeSecret();
    const { body } = await exchange(secret, { ...USER, id: 'p-borrowed', email: 'admin@rio-bravo.example' });
    const [own] = await world.stack.db.query<{ id: string }>(
      `select id from auth.users where email = 'admin@rio-bravo.example'`,
    );
    assert.notEqual(body.userId, own?.id);
    assert.deepEqual((await world.rest(body.accessToken, 'tenants?select=id')).body, [{ id: ALPENWERK }]);
  });

  it('refuses a role that the tenant does not map, and takes the one for all others', async () => {
    const { secret } = await makeSecret();
    const strange = await exchange(secret, { ...USER, id: 'p-role', role: 'constructor' });
    assert.deepEqual([strange.status, strange.body.code], [403, 'permission_denied']);
    const { secret: open } = await makeSecret({ default_role: 'sales' });
    const other = await exchange(open, { ...USER, id: 'p-role', role: 'whatever' });
    assert.deepEqual([other.status, other.body.role], [200, 'sales']);
  });

  it('refuses secrets that are unknown, misshapen, expired or revoked', async () => {
    const unknown = await exchange(`nxe_${'A'.repeat(43)}`);
    assert.deepEqual(
      [unknown.status, unknown.body.code, unknown.body.details.reason],
      [401, 'embed_secret_invalid', 'unknown'],
    );
    for (const secret of ['', 'nxe_short', world.stack.secretKey, await world.token(ADMIN)]) {
      const { status, body } = await exchange(secret);
      assert.deepEqual([status, body.code], [401, 'embed_secret_invalid']);
    }
    const expired = await makeSecret({ expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    await world.stack.db.query(
      `update public.embed_secrets set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where id = $1`,
      [expired.id],
    );
    const late = await exchange(expired.secret);
    assert.deepEqual([late.status, late.body.details.reason], [401, 'expired']);
  });

  it('ends the sessions of whoever came by a secret when it is revoked', async () => {
    const { id, secret } = await makeSecret();
    const { body } = await exchange(secret, { ...USER, id: 'p-revoked' });
    assert.notDeepEqual((await world.rest(body.accessToken, 'machines?select=id')).body, []);
    assert.equal((await world.rpc(ADMIN, 'revoke_embed_secret', { id })).status, 200);
    assert.deepEqual((await world.rest(body.accessToken, 'machines?select=id')).body, []);
    const again = await exchange(secret, { ...USER, id: 'p-revoked' });
    assert.deepEqual([again.status, again.body.details.reason], [401, 'revoked']);
  });

  it('holds to the origins and addresses that the secret names', async () => {
    const { secret } = await makeSecret({
      allowed_origins: ['https://portal.example'],
      allowed_addresses: ['203.0.113.0/24'],
    });
    const user = { ...USER, id: 'p-where' };
    const at = (address: string): Record<string, string> => ({
      'x-forwarded-for': `198.51.100.7, ${address}`,
    });
    const origin = { origin: 'https://portal.example' };
    const foreign = await exchange(secret, user, { origin: 'https://evil.example' }, at('203.0.113.9'));
    assert.deepEqual([foreign.status, foreign.body.code], [403, 'origin_refused']);
    const elsewhere = await exchange(secret, user, origin, at('198.51.100.7'));
    assert.deepEqual([elsewhere.status, elsewhere.body.code], [403, 'address_refused']);
    assert.equal((await exchange(secret, user, origin, at('203.0.113.9'))).status, 200);
  });

  it('leaves no account behind where the plan is full', async () => {
    const { secret } = await makeSecret();
    const before = await accounts();
    await world.stack.db.query(
      `update private.plan_limits set max_members = 1 where plan_tier = 'Enterprise'`,
    );
    await world.stack.db.query(`update private.plan_limits set max_members = 1 where plan_tier = 'Pro'`);
    const { status, body } = await exchange(secret, { ...USER, id: 'p-too-many' });
    assert.deepEqual([status, body.code], [403, 'plan_limit']);
    assert.equal(await accounts(), before);
  });

  it('tells the secret to nobody', async () => {
    const logged = JSON.stringify(world.lines);
    assert.ok(logged.includes('embed-session'));
    assert.ok(!logged.includes('nxe_'));
    const tables = await world.stack.db.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private', 'auth')`,
    );
    for (const { name } of tables) {
      const found = await world.stack.db.query(
        `select from ${name} as t where t::text like '%nxe_%' limit 1`,
      );
      assert.deepEqual(found, [], name);
    }
  });
});
