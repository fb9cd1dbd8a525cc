import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { GoTrueAdminApi } from '@supabase/supabase-js';
import type { Stack } from '../../../src/index.ts';
import { clientOf, PASSWORD, signIn, startTestStack } from '../../support/test-stack.ts';

describe('Administrative calls of Auth', () => {
  let stack: Stack;
  let admin: GoTrueAdminApi;
  before(async () => {
    stack = await startTestStack();
    admin = clientOf(stack, { key: stack.secretKey }).auth.admin;
  });
  after(() => stack.stop());

  const make = async (email: string, more: object = {}): Promise<string> => {
    const { data, error } = await admin.createUser({
      email,
      password: PASSWORD,
      email_confirm: true,
      ...more,
    });
    assert.equal(error, null);
    return data.user?.id ?? '';
  };

  const CALLS: readonly (readonly [string, string, object?])[] = [
    ['POST', 'invite', { email: 'nobody@kunde.example' }],
    ['GET', 'admin/users'],
    ['POST', 'admin/users', { email: 'nobody@kunde.example' }],
    ['GET', `admin/users/${randomUUID()}`],
    ['PUT', `admin/users/${randomUUID()}`, { role: 'service_role' }],
    ['DELETE', `admin/users/${randomUUID()}`],
    ['POST', 'admin/generate_link', { type: 'magiclink', email: 'admin@alpenwerk.example' }],
  ];

  test('are refused to everybody but the service, in GoTrue’s words', async () => {
    const member = await signIn(stack, 'admin@alpenwerk.example');
    const token = (await member.auth.getSession()).data.session?.access_token ?? '';
    const callers = [
      [{}, 401, 'no_authorization'],
      [{ apikey: stack.publishableKey }, 403, 'not_admin'],
      [{ apikey: stack.publishableKey, authorization: `Bearer ${token}` }, 403, 'not_admin'],
      [{ apikey: stack.secretKey, authorization: `Bearer ${token}` }, 403, 'not_admin'],
      [{ apikey: stack.secretKey, authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }, 403, 'bad_jwt'],
    ] as const;
    for (const [method, path, body] of CALLS) {
      for (const [headers, status, code] of callers) {
        const answer = await fetch(`${stack.url}/auth/v1/${path}`, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        });
        const told = (await answer.json()) as Record<string, unknown>;
        assert.deepEqual(
          [answer.status, told.code, told.error_code],
          [status, status, code],
          `${method} ${path}`,
        );
        assert.equal(answer.headers.get('x-sb-error-code'), code);
      }
    }
    const versioned = await fetch(`${stack.url}/auth/v1/admin/users`, {
      headers: { 'x-supabase-api-version': '2024-01-01' },
    });
    assert.equal(((await versioned.json()) as { code: string }).code, 'no_authorization');
    assert.deepEqual(stack.mailbox.list(), []);
  });

  test('createUser makes an account that signs in, with its metadata', async () => {
    const { data, error } = await admin.createUser({
      email: 'Made@Kunde.example',
      password: PASSWORD,
      email_confirm: true,
      user_metadata: { full_name: 'Mada' },
      app_metadata: { nexus_embed: 'here' },
    });
    assert.equal(error, null);
    const { user } = data;
    assert.equal(user?.email, 'made@kunde.example');
    assert.deepEqual(user?.app_metadata, { provider: 'email', providers: ['email'], nexus_embed: 'here' });
    assert.equal(user?.user_metadata.full_name, 'Mada');
    assert.equal(user?.identities?.[0]?.provider, 'email');
    assert.match(user?.created_at ?? '', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const signedIn = await clientOf(stack).auth.signInWithPassword({
      email: 'made@kunde.example',
      password: PASSWORD,
    });
    assert.equal(signedIn.data.user?.id, user?.id);
    const again = await admin.createUser({ email: 'made@kunde.example' });
    assert.deepEqual([again.error?.status, again.error?.code], [422, 'email_exists']);
    const none = await admin.createUser({});
    assert.deepEqual([none.error?.status, none.error?.code], [400, 'validation_failed']);
    const odd = await admin.createUser({ email: 'no address' });
    assert.deepEqual([odd.error?.status, odd.error?.code], [400, 'validation_failed']);
    const { data: unconfirmed } = await admin.createUser({
      email: 'later@kunde.example',
      password: PASSWORD,
    });
    assert.equal(unconfirmed.user?.email_confirmed_at, undefined);
    const early = await clientOf(stack).auth.signInWithPassword({
      email: 'later@kunde.example',
      password: PASSWORD,
    });
    assert.equal(early.error?.code, 'email_not_confirmed');
  });

  test('of two that make the same account at once, one does', async () => {
    const email = 'race@kunde.example';
    const made = await Promise.all([1, 2, 3].map(() => admin.createUser({ email })));
    assert.equal(made.filter(({ data }) => data.user !== null).length, 1);
    assert.deepEqual([...new Set(made.map(({ error }) => error?.code))].sort(), ['email_exists', undefined]);
  });

  test('listUsers tells page by page, newest first; getUserById one', async () => {
    const id = await make('newest@kunde.example');
    const first = await admin.listUsers({ page: 1, perPage: 2 });
    assert.equal(first.error, null);
    assert.equal(first.data.users[0]?.id, id);
    const { total, lastPage, nextPage } = first.data as { total: number; lastPage: number; nextPage: number };
    const [counted] = await stack.db.query<{ count: number }>('select count(*)::int from auth.users');
    assert.equal(total, counted?.count);
    assert.deepEqual([nextPage, lastPage], [2, Math.ceil(total / 2)]);
    const all = await admin.listUsers();
    const second = await admin.listUsers({ page: 2, perPage: 2 });
    assert.deepEqual(
      [...first.data.users, ...second.data.users].map((user) => user.id),
      all.data.users.slice(0, 4).map((user) => user.id),
    );
    assert.equal((await admin.getUserById(id)).data.user?.email, 'newest@kunde.example');
    const unknown = await admin.getUserById(randomUUID());
    assert.deepEqual([unknown.error?.status, unknown.error?.code], [404, 'user_not_found']);
    const headers = { apikey: stack.secretKey };
    for (const query of ['page=-1', 'per_page=x', 'page=0']) {
      const answer = await fetch(`${stack.url}/auth/v1/admin/users?${query}`, { headers });
      assert.equal(answer.status, 400, query);
    }
    const odd = await fetch(`${stack.url}/auth/v1/admin/users/1`, { headers });
    assert.equal(odd.status, 404);
  });

  test('no answer tells a password or a token', async () => {
    const id = await make('quiet@kunde.example');
    await admin.generateLink({ type: 'recovery', email: 'quiet@kunde.example' });
    const [row] = await stack.db.query<{ hash: string; token: string }>(
      'select encrypted_password as hash, recovery_token as token from auth.users where id = $1',
      [id],
    );
    assert.ok(row?.hash && row.token);
    const told = JSON.stringify([await admin.getUserById(id), await admin.listUsers({ perPage: 1000 })]);
    assert.ok(!told.includes(row.hash) && !told.includes(row.token));
    assert.doesNotMatch(told, /_token"|encrypted/);
  });

  test('updateUserById changes address, metadata and password; a new password ends the sessions', async () => {
    const id = await make('old@kunde.example', { user_metadata: { a: 1, b: 2 } });
    const client = clientOf(stack);
    await client.auth.signInWithPassword({ email: 'old@kunde.example', password: PASSWORD });
    const { data, error } = await admin.updateUserById(id, {
      email: 'new@kunde.example',
      user_metadata: { a: null, c: 3 },
    });
    assert.equal(error, null);
    assert.equal(data.user?.email, 'new@kunde.example');
    assert.equal(data.user?.identities?.[0]?.identity_data?.email, 'new@kunde.example');
    const { a, b, c } = data.user?.user_metadata ?? {};
    assert.deepEqual([a, b, c], [undefined, 2, 3]);
    assert.equal((await client.auth.getUser()).error, null);
    const weak = await admin.updateUserById(id, { password: 'short' });
    assert.deepEqual([weak.error?.status, weak.error?.code], [422, 'weak_password']);
    assert.equal((await admin.updateUserById(id, { password: `${PASSWORD}-2` })).error, null);
    assert.notEqual((await client.auth.getUser()).error, null);
    const signedIn = await clientOf(stack).auth.signInWithPassword({
      email: 'new@kunde.example',
      password: `${PASSWORD}-2`,
    });
    assert.equal(signedIn.error, null);
    const taken = await admin.updateUserById(id, { email: 'admin@alpenwerk.example' });
    assert.deepEqual([taken.error?.status, taken.error?.code], [422, 'email_exists']);
  });

  test('a ban keeps out: no sign-in, no renewal, no link; and it ends', async () => {
    const email = 'banned@kunde.example';
    const id = await make(email);
    const client = clientOf(stack);
    await client.auth.signInWithPassword({ email, password: PASSWORD });
    const link = await admin.generateLink({ type: 'magiclink', email });
    const token_hash = link.data.properties?.hashed_token ?? '';
    const { data } = await admin.updateUserById(id, { ban_duration: '1h30m' });
    const until = (data.user as unknown as { banned_until: string }).banned_until;
    assert.ok(Math.abs(Date.parse(until) - Date.now() - 5_400_000) < 30_000, until);

    const code = async (work: Promise<{ error: { code?: string | undefined } | null }>): Promise<unknown> =>
      (await work).error?.code;
    assert.equal(await code(client.auth.signInWithPassword({ email, password: PASSWORD })), 'user_banned');
    assert.equal(await code(client.auth.refreshSession()), 'user_banned');
    assert.equal(
      await code(clientOf(stack).auth.verifyOtp({ token_hash, type: 'magiclink' })),
      'user_banned',
    );
    assert.equal(await code(admin.updateUserById(id, { ban_duration: 'soon' })), 'validation_failed');
    await admin.updateUserById(id, { ban_duration: 'none' });
    assert.equal(await code(clientOf(stack).auth.verifyOtp({ token_hash, type: 'magiclink' })), undefined);
  });

  test('signOut ends sessions by a token: this one, the others, all', async () => {
    const email = 'leaving@kunde.example';
    await make(email);
    const open = async (): Promise<string> => {
      const { data } = await clientOf(stack).auth.signInWithPassword({ email, password: PASSWORD });
      return data.session?.access_token ?? '';
    };
    const isOpen = async (jwt: string): Promise<boolean> =>
      (await clientOf(stack).auth.getUser(jwt)).error === null;
    const [a, b, c, d] = [await open(), await open(), await open(), await open()];
    assert.equal((await admin.signOut(a, 'local')).error, null);
    assert.deepEqual(await Promise.all([a, b, c, d].map(isOpen)), [false, true, true, true]);
    assert.equal((await admin.signOut(b, 'others')).error, null);
    assert.deepEqual(await Promise.all([b, c, d].map(isOpen)), [true, false, false]);
    const e = await open();
    assert.equal((await admin.signOut(b, 'global')).error, null);
    assert.deepEqual(await Promise.all([b, e].map(isOpen)), [false, false]);
  });

  test('deleteUser takes the account away, or what tells whose it was', async () => {
    const gone = await make('gone@kunde.example');
    const client = clientOf(stack);
    await client.auth.signInWithPassword({ email: 'gone@kunde.example', password: PASSWORD });
    assert.equal((await admin.deleteUser(gone)).error, null);
    assert.equal((await admin.getUserById(gone)).error?.code, 'user_not_found');
    assert.notEqual((await client.auth.refreshSession()).error, null);
    assert.equal((await admin.deleteUser(gone)).error?.code, 'user_not_found');

    const kept = await make('kept@kunde.example', { user_metadata: { full_name: 'Kept' } });
    assert.equal((await admin.deleteUser(kept, true)).error, null);
    const { data } = await admin.getUserById(kept);
    assert.ok((data.user as unknown as { deleted_at?: string }).deleted_at);
    assert.doesNotMatch(JSON.stringify(data), /kept@kunde|Kept/);
    const signedIn = await clientOf(stack).auth.signInWithPassword({
      email: 'kept@kunde.example',
      password: PASSWORD,
    });
    assert.equal(signedIn.error?.code, 'invalid_credentials');
    assert.notEqual(await make('kept@kunde.example'), kept, 'the address is free again');
  });
});
