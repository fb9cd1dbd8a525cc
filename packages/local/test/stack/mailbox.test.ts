import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import type { Stack } from '../../src/index.ts';
import { clientOf, copySupabase, PASSWORD, startTestStack } from '../support/test-stack.ts';

interface Mail {
  id: string;
  to: string;
  text: string;
}

describe('Mailbox', () => {
  let stack: Stack;
  let supabaseDir: string;
  const siteUrl = 'http://127.0.0.1:57099';
  const mails = async (): Promise<Mail[]> =>
    (await (await fetch(`${stack.mailboxUrl}/api/messages`)).json()) as Mail[];
  const newest = async (): Promise<Mail> => {
    const [mail] = await mails();
    assert.ok(mail);
    return mail;
  };
  const linkIn = (mail: Mail): string => /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '';

  before(async () => {
    supabaseDir = await copySupabase((config) =>
      config.replace('enable_signup = false', 'enable_signup = true'),
    );
    stack = await startTestStack({ supabaseDir, siteUrl });
  });
  after(async () => {
    await stack.stop();
    await rm(supabaseDir, { recursive: true });
  });

  test('is empty at first, and says what to do', async () => {
    assert.deepEqual(await mails(), []);
    assert.match(await (await fetch(stack.mailboxUrl)).text(), /No mail yet/);
  });

  test('holds the mail of a sign-up, and its code confirms the account', async () => {
    const client = clientOf(stack);
    const email = 'new@alpenwerk.example';
    assert.equal((await client.auth.signUp({ email, password: PASSWORD })).error, null);
    const mail = await newest();
    assert.equal(mail.to, email);
    const token = /\b\d{6}\b/.exec(mail.text)?.[0] ?? '';
    const { data, error } = await client.auth.verifyOtp({ email, token, type: 'signup' });
    assert.equal(error, null);
    assert.equal(data.user?.email, email);
  });

  for (const kind of ['magic link', 'recovery'] as const) {
    test(`holds the mail of a ${kind}, and its link signs in at the portal`, async () => {
      const email = 'admin@alpenwerk.example';
      const { auth } = clientOf(stack);
      const { error } =
        kind === 'recovery' ? await auth.resetPasswordForEmail(email) : await auth.signInWithOtp({ email });
      assert.equal(error, null);
      const link = linkIn(await newest());
      assert.ok(link.startsWith(`${stack.url}/auth/v1/verify?`), link);
      const answer = await fetch(link, { redirect: 'manual' });
      assert.equal(answer.status, 303);
      const target = new URL(answer.headers.get('location') ?? '');
      assert.equal(target.origin, siteUrl);
      assert.match(target.hash, /access_token=/);
    });
  }

  test('shows mails without letting them act: no script, no request, no access to the page', async () => {
    stack.mailbox.put({
      to: '<img src=x>',
      subject: '<script>alert(1)</script>',
      html: '<script>alert(2)</script>',
    });
    const mail = await newest();
    const page = await (await fetch(`${stack.mailboxUrl}?id=${mail.id}`)).text();
    assert.doesNotMatch(page, /<script>alert|<img/);
    assert.match(page, /&lt;script&gt;alert\(1\)/);
    assert.match(page, /sandbox="allow-popups/);
    const frame = await fetch(`${stack.mailboxUrl}/messages/${mail.id}`);
    const policy = frame.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /sandbox /);
    assert.doesNotMatch(policy, /allow-scripts|allow-same-origin/);
  });

  test('is for this machine only: no other page reads it, by CORS or by a name that resolves here', async () => {
    const answer = await fetch(`${stack.mailboxUrl}/api/messages`, {
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    const status = await new Promise((done) => {
      const headers = { host: 'evil.example' };
      request(`${stack.mailboxUrl}/api/messages`, { headers }, (response) => done(response.statusCode)).end();
    });
    assert.equal(status, 403);
  });
});
