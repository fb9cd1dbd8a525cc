import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Stack } from '../../../src/index.ts';
import { follow, linkIn, newestMail } from '../../support/mails.ts';
import { clientOf, copySupabase, PASSWORD, startTestStack } from '../../support/test-stack.ts';

const BRAND = {
  brand_name: 'Alpen & Söhne <b>',
  brand_primary_color: '#0b6bcb',
  brand_logo_url: 'javascript:alert(1)',
};
const ELSEWHERE = 'https://portal.kunde.example/welcome?from=mail';

describe('An invitation', () => {
  let stack: Stack;
  let supabaseDir: string;
  const siteUrl = 'http://127.0.0.1:57101';
  before(async () => {
    supabaseDir = await copySupabase((config) =>
      config.replace(
        'additional_redirect_urls = []',
        'additional_redirect_urls = ["https://*.kunde.example/**"]',
      ),
    );
    stack = await startTestStack({ siteUrl, supabaseDir });
  });
  after(async () => {
    await stack.stop();
    await rm(supabaseDir, { recursive: true });
  });

  const invite = async (email: string, redirectTo?: string): Promise<string> => {
    const { auth } = clientOf(stack, { key: stack.secretKey });
    const { data, error } = await auth.admin.inviteUserByEmail(email, {
      data: BRAND,
      ...(redirectTo !== undefined && { redirectTo }),
    });
    assert.equal(error, null);
    assert.equal(data.user?.email, email.toLowerCase());
    assert.ok(data.user?.invited_at);
    assert.equal(data.user?.email_confirmed_at, undefined);
    return linkIn(newestMail(stack, email.toLowerCase()));
  };

  test('comes by mail; its link makes a session, a password is chosen, and signs in from then on', async () => {
    const email = 'New.Admin@kunde.example';
    const { page, given } = await follow(await invite(email));
    assert.equal(page, siteUrl);
    assert.equal(given.get('type'), 'invite');
    const client = clientOf(stack);
    const { error } = await client.auth.setSession({
      access_token: given.get('access_token') ?? '',
      refresh_token: given.get('refresh_token') ?? '',
    });
    assert.equal(error, null);
    const changed = await client.auth.updateUser({ password: PASSWORD });
    assert.equal(changed.error, null);
    assert.equal(changed.data.user?.user_metadata.brand_name, BRAND.brand_name);
    assert.ok(changed.data.user?.email_confirmed_at);

    const signedIn = await clientOf(stack).auth.signInWithPassword({ email, password: PASSWORD });
    assert.equal(signedIn.error, null);
    const again = await clientOf(stack, { key: stack.secretKey }).auth.admin.inviteUserByEmail(email);
    assert.deepEqual([again.error?.status, again.error?.code], [422, 'email_exists']);
  });

  test('can be taken with the token of the link too, once; then it is used', async () => {
    const link = new URL(await invite('once@kunde.example'));
    const token_hash = link.searchParams.get('token') ?? '';
    const wrong = await clientOf(stack).auth.verifyOtp({ token_hash, type: 'magiclink' });
    assert.equal(wrong.error?.code, 'otp_expired', 'for another type it is no token');
    const both = await Promise.all(
      [1, 2].map(() => clientOf(stack).auth.verifyOtp({ token_hash, type: 'invite' })),
    );
    assert.equal(both.filter(({ data }) => data.session !== null).length, 1);
    const late = await clientOf(stack).auth.verifyOtp({ token_hash, type: 'invite' });
    assert.deepEqual([late.error?.status, late.error?.code], [403, 'otp_expired']);
    const { page, given } = await follow(link.href);
    assert.equal(page, siteUrl);
    assert.equal(given.get('error_code'), 'otp_expired');
    assert.equal(given.get('access_token'), null);
  });

  test('a second one before the first was taken replaces it', async () => {
    const first = await invite('twice@kunde.example');
    const second = await invite('twice@kunde.example');
    assert.equal((await follow(first)).given.get('error_code'), 'otp_expired');
    assert.ok((await follow(second)).given.get('access_token'));
  });

  test('ends after the time that config.toml says', async () => {
    const link = await invite('late@kunde.example');
    const age = (seconds: number): Promise<unknown> =>
      stack.db.query(
        `update auth.users set confirmation_sent_at = now() - make_interval(secs => $1) where email = 'late@kunde.example'`,
        [seconds],
      );
    await age(86_401);
    assert.equal((await follow(link)).given.get('error_code'), 'otp_expired');
    await age(86_300);
    assert.ok((await follow(link)).given.get('access_token'), 'being too late does not use it up');
  });

  test('leads only to the site and to where config.toml allows', async () => {
    const allowed = await invite('there@kunde.example', ELSEWHERE);
    assert.equal((await follow(allowed)).page, ELSEWHERE);
    const refused = new URL(await invite('evil@kunde.example', 'https://evil.example/kunde.example/'));
    assert.equal(refused.searchParams.get('redirect_to'), siteUrl);
    refused.searchParams.set('redirect_to', 'https://evil.example/');
    assert.equal((await follow(refused.href)).page, siteUrl, 'also when the link itself was changed');
  });

  test('is in the brand, which cannot break out of its place', async () => {
    await invite('brand@kunde.example');
    const { subject, html, text } = newestMail(stack, 'brand@kunde.example');
    assert.equal(subject, 'Alpen & Söhne <b>: you are invited');
    assert.match(html, /border-top: 4px solid #0b6bcb/);
    assert.match(html, /Alpen &amp; Söhne &lt;b&gt; invites you/);
    assert.match(html, /<img src="#ZgotmplZ"/);
    assert.doesNotMatch(html, /javascript:|\{\{|<b>/);
    assert.match(text, /Accept the invitation: http:\/\/127\.0\.0\.1:\d+\/auth\/v1\/verify\?token=/);
    assert.doesNotMatch(text, /<(?!b>)|&amp;|style=/);
  });

  test('mails after it are in the brand too, and lead where the caller asks', async () => {
    const email = 'brand@kunde.example';
    const { auth } = clientOf(stack);
    await auth.resetPasswordForEmail(email, { redirectTo: ELSEWHERE });
    const recovery = newestMail(stack, email);
    assert.equal(recovery.subject, 'Alpen & Söhne <b>: choose a new password');
    const { page, given } = await follow(linkIn(recovery));
    assert.deepEqual([page, given.get('type')], [ELSEWHERE, 'recovery']);
    await auth.signInWithOtp({ email, options: { emailRedirectTo: 'https://evil.example' } });
    const magic = newestMail(stack, email);
    assert.equal(magic.subject, 'Alpen & Söhne <b>: your sign-in link');
    const code = /\b\d{6}\b/.exec(magic.text)?.[0] ?? '';
    assert.equal(new URL(linkIn(magic)).searchParams.get('redirect_to'), siteUrl);
    assert.ok((await auth.verifyOtp({ email, token: code, type: 'email' })).data.session);
  });
});
