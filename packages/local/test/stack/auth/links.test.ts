import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { GenerateLinkParams, GoTrueAdminApi } from '@supabase/supabase-js';
import type { Stack } from '../../../src/index.ts';
import { follow, linkIn } from '../../support/mails.ts';
import { clientOf, PASSWORD, startTestStack } from '../../support/test-stack.ts';

describe('Links that are made and not mailed', () => {
  let stack: Stack;
  let admin: GoTrueAdminApi;
  const siteUrl = 'http://127.0.0.1:57102';
  before(async () => {
    stack = await startTestStack({ siteUrl });
    admin = clientOf(stack, { key: stack.secretKey }).auth.admin;
  });
  after(() => stack.stop());

  const make = (email: string): Promise<unknown> =>
    admin.createUser({ email, password: PASSWORD, email_confirm: true });
  const link = async (
    params: GenerateLinkParams,
  ): Promise<{ action_link: string; hashed_token: string; email_otp: string; verification_type: string }> => {
    const { data, error } = await admin.generateLink(params);
    assert.equal(error, null);
    assert.ok(data.properties);
    return data.properties;
  };

  test('of every type with an account open a session, by link or by code, and mail nothing', async () => {
    await make('person@kunde.example');
    const email = 'person@kunde.example';
    const cases: readonly (readonly [GenerateLinkParams, string])[] = [
      [{ type: 'magiclink', email }, 'magiclink'],
      [{ type: 'recovery', email }, 'recovery'],
      [{ type: 'invite', email: 'invited@kunde.example' }, 'invite'],
      [{ type: 'signup', email: 'joined@kunde.example', password: PASSWORD }, 'signup'],
      [{ type: 'magiclink', email: 'unknown@kunde.example' }, 'signup'],
    ];
    for (const [params, type] of cases) {
      const made = await link({ ...params, options: { redirectTo: 'http://127.0.0.1:9/there' } } as never);
      assert.equal(made.verification_type, type);
      const url = new URL(made.action_link);
      assert.equal(url.origin, stack.url);
      assert.equal(url.searchParams.get('token'), made.hashed_token);
      const { page, given } = await follow(made.action_link);
      assert.deepEqual([page, given.get('type')], ['http://127.0.0.1:9/there', type]);
      const { data } = await clientOf(stack).auth.getUser(given.get('access_token') ?? '');
      assert.equal(data.user?.email, params.email);
    }
    const { email_otp: token } = await link({ type: 'magiclink', email });
    assert.match(token, /^\d{6}$/);
    const wrong = await clientOf(stack).auth.verifyOtp({ email, token: '000000', type: 'magiclink' });
    assert.equal(wrong.error?.code, 'otp_expired');
    assert.equal((await clientOf(stack).auth.verifyOtp({ email, token, type: 'magiclink' })).error, null);
    assert.deepEqual(stack.mailbox.list(), []);
  });

  test('are refused where GoTrue refuses them', async () => {
    const code = async (params: object): Promise<unknown> => {
      const { error } = await admin.generateLink(params as GenerateLinkParams);
      return [error?.status, error?.code];
    };
    const email = 'nobody@kunde.example';
    assert.deepEqual(await code({ type: 'recovery', email }), [404, 'user_not_found']);
    assert.deepEqual(await code({ type: 'key', email }), [400, 'validation_failed']);
    assert.deepEqual(await code({ type: 'signup', email }), [400, 'validation_failed']);
    assert.deepEqual(await code({ type: 'signup', email, password: 'short' }), [422, 'weak_password']);
    const known = 'admin@alpenwerk.example';
    assert.deepEqual(await code({ type: 'invite', email: known }), [422, 'email_exists']);
    assert.deepEqual(await code({ type: 'signup', email: known, password: PASSWORD }), [422, 'email_exists']);
  });

  test('a change of address needs the word of both addresses, in either order', async () => {
    for (const order of [
      ['email_change_current', 'email_change_new'],
      ['email_change_new', 'email_change_current'],
    ] as const) {
      const [email, newEmail] = [`from-${order[0]}@kunde.example`, `to-${order[0]}@kunde.example`];
      await make(email);
      const made = [];
      for (const type of order) made.push(await link({ type, email, newEmail }));
      const [first, second] = made.map(({ action_link }) => action_link);
      const half = await follow(first ?? '');
      assert.match(half.given.get('message') ?? '', /confirm link sent to the other email/);
      assert.equal(half.given.get('access_token'), null);
      assert.equal((await follow(first ?? '')).given.get('error_code'), 'otp_expired', 'one is not both');
      const { given } = await follow(second ?? '');
      const { data } = await clientOf(stack).auth.getUser(given.get('access_token') ?? '');
      assert.equal(data.user?.email, newEmail);
    }
  });

  test('a person who changes the own address gets a mail at both, and a new wish starts over', async () => {
    const [email, newEmail] = ['mine@kunde.example', 'mine-too@kunde.example'];
    await make(email);
    const client = clientOf(stack);
    await client.auth.signInWithPassword({ email, password: PASSWORD });
    const mailsTo = (address: string): string[] =>
      stack.mailbox
        .list()
        .filter(({ to }) => to === address)
        .map(linkIn);
    assert.equal((await client.auth.updateUser({ email: newEmail })).error, null);
    const [before] = mailsTo(newEmail);
    assert.ok((await follow(before ?? '')).given.get('message'));
    assert.equal((await client.auth.updateUser({ email: newEmail })).error, null);
    const [current] = mailsTo(email);
    assert.ok(
      (await follow(current ?? '')).given.get('message'),
      'the first word counted for the first wish only',
    );
    const [now] = mailsTo(newEmail);
    assert.ok((await follow(now ?? '')).given.get('access_token'));
    assert.equal((await client.auth.getUser()).data.user?.email, newEmail);
  });

  test('verification asks for exactly one token, and for a type', async () => {
    const ask = async (body: object): Promise<unknown> => {
      const answer = await fetch(`${stack.url}/auth/v1/verify`, {
        method: 'POST',
        headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return [answer.status, ((await answer.json()) as { error_code: string }).error_code];
    };
    const bad = [400, 'validation_failed'];
    assert.deepEqual(await ask({}), bad);
    assert.deepEqual(await ask({ type: 'magiclink' }), bad);
    assert.deepEqual(await ask({ type: 'magiclink', token: '1', token_hash: '1' }), bad);
    assert.deepEqual(await ask({ type: 'magiclink', token: '1' }), bad);
    assert.deepEqual(await ask({ type: 'sms', token_hash: '1' }), bad);
    assert.deepEqual(await ask({ type: 'magiclink', token_hash: { $ne: '' } }), [400, 'bad_json']);
    assert.deepEqual(await ask({ type: 'magiclink', token_hash: "' or true --" }), [403, 'otp_expired']);
    assert.equal((await fetch(`${stack.url}/auth/v1/verify`)).status, 400);
  });
});
