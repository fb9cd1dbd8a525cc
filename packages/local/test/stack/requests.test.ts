import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Stack } from '../../src/index.ts';
import { clientOf, signIn, startTestStack } from '../support/test-stack.ts';

describe('Requests', () => {
  let stack: Stack;
  let client: SupabaseClient;
  before(async () => {
    stack = await startTestStack();
    await stack.db.exec(`
      create function public.who_am_i() returns text language sql volatile as 'select current_user::text';
      create function public.kind(value jsonb) returns text language sql as 'select jsonb_typeof(value)';
      create function public.fail_with(state text) returns void language plpgsql as $$
        begin raise exception using errcode = state, message = 'told', detail = '{"a":1}', hint = 'do this'; end $$;`);
    client = await signIn(stack, 'admin@alpenwerk.example');
  });
  after(() => stack.stop());

  test('never run with the rights of a transaction of ours, in hundreds beside each other', async () => {
    const requests = Array.from({ length: 200 }, () => client.rpc('who_am_i'));
    const own = Array.from({ length: 100 }, () =>
      stack.db.transaction(async (session) => {
        await session.query('select pg_sleep(0.002)');
        const [row] = await session.query<{ name: string }>('select current_user::text as name');
        return row?.name;
      }),
    );
    const [answers, names] = await Promise.all([Promise.all(requests), Promise.all(own)]);
    const errors = answers.filter(({ error }) => error !== null);
    assert.deepEqual(errors, []);
    assert.deepEqual(new Set(answers.map(({ data }) => data)), new Set(['authenticated']));
    assert.deepEqual(new Set(names), new Set(['postgres']));
  });

  test('leave the grants of the migrations as they are', async () => {
    await client.from('machines').select('id').limit(1);
    const granted = await stack.db.query(
      `select table_schema, table_name, privilege_type from information_schema.role_table_grants
       where grantee = 'anon' and table_schema in ('public', 'private', 'auth')`,
    );
    assert.deepEqual(granted, []);
    const { error } = await clientOf(stack).from('machines').select('id');
    assert.equal(error?.code, '42501');
  });

  test('need a project key, and tell a wrong one from a missing one', async () => {
    const url = `${stack.url}/rest/v1/machines`;
    const missing = await fetch(url);
    assert.equal(missing.status, 401);
    assert.match(await missing.text(), /No API key found/);
    const wrong = await fetch(url, { headers: { apikey: 'sb_publishable_wrong' } });
    assert.equal(wrong.status, 401);
    assert.match(await wrong.text(), /Invalid API key/);
    const secret = await fetch(url, { headers: { apikey: stack.secretKey } });
    assert.equal(secret.status, 200);
  });

  test('carry their id back, and may come from any page', async () => {
    const headers = { apikey: stack.publishableKey, 'x-request-id': 'press-3-0001' };
    const answer = await fetch(`${stack.url}/rest/v1/machines`, { headers });
    assert.equal(answer.headers.get('x-request-id'), 'press-3-0001');
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    const asked = await fetch(`${stack.url}/rest/v1/machines`, {
      method: 'OPTIONS',
      headers: { origin: 'https://mes.example', 'access-control-request-headers': 'apikey,x-request-id' },
    });
    assert.equal(asked.status, 204);
    assert.equal(asked.headers.get('access-control-allow-headers'), 'apikey,x-request-id');
  });

  test("tell the database's own errors as PostgREST does", async () => {
    const { error, status } = await client.rpc('fail_with', { state: 'NX005' });
    assert.equal(status, 400);
    assert.deepEqual(
      { code: error?.code, message: error?.message, details: error?.details, hint: error?.hint },
      { code: 'NX005', message: 'told', details: '{"a":1}', hint: 'do this' },
    );
  });

  test('give objects and text to a jsonb argument as they are', async () => {
    for (const [value, kind] of [
      [{ a: 1 }, 'object'],
      [[{ a: 1 }], 'array'],
    ] as const) {
      const { data, error } = await client.rpc('kind', { value });
      assert.equal(error, null);
      assert.equal(data, kind);
    }
  });

  test('of a stranger find no sign-up', async () => {
    const { error } = await clientOf(stack).auth.signUp({
      email: 'x@y.example',
      password: 'long-enough-2026',
    });
    assert.equal(error?.code, 'signup_disabled');
  });
});
