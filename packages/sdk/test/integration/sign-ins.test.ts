import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Stack } from '../../../local/src/index.ts';
import { createNexus } from '../../src/create-nexus.ts';
import type { Nexus, SessionStorage } from '../../src/nexus.ts';
import { type AuthServerDouble, startAuthServer } from '../support/auth-server.ts';
import { OPERATOR, startTestStack, who } from '../support/stack.ts';
import { rejectsWith } from '../support/waiting.ts';

const opened: Nexus[] = [];
function open(url: string, publishableKey: string, sessionStorage?: SessionStorage): Nexus {
  const nexus = createNexus({ url, publishableKey, ...(sessionStorage ? { sessionStorage } : {}) });
  opened.push(nexus);
  return nexus;
}
function mapStorage(): { values: Map<string, string>; storage: SessionStorage } {
  const values = new Map<string, string>();
  const storage: SessionStorage = {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
  return { values, storage };
}
async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((nexus) => nexus.close()));
}

describe('own sign-in on the embedded stack', () => {
  let stack: Stack;
  const nexusOf = (): Nexus => open(stack.url, stack.publishableKey);
  const mailTo = (email: string): string => {
    const mail = stack.mailbox.list().find(({ to }) => to === email);
    assert.ok(mail, `no mail to ${email}`);
    return mail.text;
  };
  const codeFor = (email: string): string => /\b\d{6}\b/.exec(mailTo(email))?.[0] ?? '';
  /** Where the link of the newest mail leads, as the browser's address bar shows it afterwards. */
  const followLink = async (email: string): Promise<string> => {
    const link = /https?:\/\/\S+/.exec(mailTo(email))?.[0] ?? '';
    const answer = await fetch(link, { redirect: 'manual' });
    return answer.headers.get('location') ?? '';
  };

  before(async () => {
    stack = await startTestStack();
  });
  afterEach(closeAll);
  after(() => stack?.stop());

  it('signs in with the code of a sign-in mail, which works once', async () => {
    const { email } = who('sales', 'alpenwerk');
    const { session, tenant } = nexusOf();
    await session.sendMagicLink({ email });
    const code = codeFor(email);
    assert.equal((await session.signInWithCode({ email, code })).email, email);
    assert.equal((await tenant.current()).tenant.slug, 'alpenwerk');
    await session.signOut();
    await rejectsWith(session.signInWithCode({ email, code }), 'invalid_code');
  });

  it('signs in with the link of a sign-in mail, which works once', async () => {
    const { email } = who('ceo', 'rio-bravo');
    const { session, machines } = nexusOf();
    await session.sendMagicLink({ email });
    const address = await followLink(email);
    assert.equal((await session.completeSignIn(address))?.email, email);
    assert.ok((await machines.list()).length > 0);
    const used = await followLink(email);
    await rejectsWith(nexusOf().session.completeSignIn(used), 'invalid_code');
  });

  it('finds nothing in an address that brings nothing, whatever the host has in it', async () => {
    const { session } = nexusOf();
    for (const address of [
      'https://portal.example/machines?id=4711#top',
      'https://portal.example/?code=host-own-code&state=1',
      'https://portal.example/?error=printer',
      'not an address',
    ]) {
      assert.equal(await session.completeSignIn(address), null, address);
    }
  });

  it('says that a link was of no use, and that it belongs to another browser', async () => {
    const { session } = nexusOf();
    const failed = 'error=access_denied&error_code=otp_expired&error_description=Email+link+has+expired';
    await rejectsWith(session.completeSignIn(`https://portal.example/#${failed}`), 'invalid_code');
    await rejectsWith(session.completeSignIn(`https://portal.example/?${failed}`), 'invalid_code');
    const foreign = 'https://portal.example/?code=6d8d6d3a-0c43-4c5a-9b62-0d9ad4a5a111';
    await rejectsWith(session.completeSignIn(foreign), 'invalid_code');
    const unknown = 'https://portal.example/?token_hash=nonsense&type=magiclink';
    await rejectsWith(session.completeSignIn(unknown), 'invalid_code');
  });

  it('sets a new password after a reset mail, and says what is wrong with one', async () => {
    const { email, password } = who('admin', 'rio-bravo');
    const { session } = nexusOf();
    await session.sendPasswordReset({ email });
    await session.signInWithCode({ email, code: codeFor(email), purpose: 'password_reset' });
    await rejectsWith(session.setPassword('short'), 'weak_password');
    await rejectsWith(session.setPassword(password), 'validation_failed');
    await session.setPassword('a wholly new password');
    assert.equal(session.current.value?.email, email, 'still signed in');
    await rejectsWith(nexusOf().session.signIn({ email, password }), 'invalid_credentials');
    await nexusOf().session.signIn({ email, password: 'a wholly new password' });
  });

  it('does not tell whether an address has an account, and makes none', async () => {
    const email = 'stranger@nowhere.example';
    const { session } = nexusOf();
    await session.sendMagicLink({ email });
    await session.sendPasswordReset({ email });
    assert.ok(!stack.mailbox.list().some(({ to }) => to === email));
    const rows = await stack.db.query('select id from auth.users where email = $1', [email]);
    assert.equal(rows.length, 0);
  });

  it('lets an invited account into the tenant that invited it', async () => {
    const [admin, invited] = [nexusOf(), nexusOf()];
    await admin.session.signIn(who('admin', 'alpenwerk'));
    await admin.members.invite({ email: OPERATOR.email, role: 'sales' });
    await invited.session.signIn(OPERATOR);
    await rejectsWith(invited.tenant.current(), 'no_membership');
    const [invitation] = await invited.session.invitations();
    assert.equal(invitation?.tenant.slug, 'alpenwerk');
    const membership = await invited.session.acceptInvitation(invitation?.id);
    assert.equal(membership.role, 'sales');
    assert.equal((await invited.tenant.current()).tenant.slug, 'alpenwerk');
    assert.deepEqual(await invited.session.invitations(), []);
    await rejectsWith(invited.session.acceptInvitation(), 'member_rule');
  });

  it('says that there is no single sign-on here', async () => {
    await rejectsWith(nexusOf().session.signInWithSso({ domain: 'alpenwerk.example' }), 'sso_unavailable');
  });

  it('is given up when the caller says so, and the next call works', async () => {
    const { session } = nexusOf();
    const { email } = who('ceo', 'alpenwerk');
    const given = new AbortController();
    const call = session.sendPasswordReset({ email }, { signal: given.signal });
    given.abort();
    await rejectsWith(call, 'aborted');
    await session.signIn(who('ceo', 'alpenwerk'));
  });

  it('refuses what is empty before anything is sent', async () => {
    const { session } = nexusOf();
    await rejectsWith(session.sendMagicLink({ email: ' ' }), 'validation_failed');
    await rejectsWith(session.signInWithCode({ email: 'a@b.example', code: '' }), 'validation_failed');
    await rejectsWith(session.signInWithSso({ domain: '' }), 'validation_failed');
    await rejectsWith(session.setPassword('a good long password'), 'not_signed_in');
  });
});

describe('single sign-on, as Supabase Auth speaks it', () => {
  let server: AuthServerDouble;
  before(async () => {
    server = await startAuthServer();
  });
  afterEach(closeAll);
  after(() => server.close());

  it('asks for the page by domain, and changes the code that comes back for a session', async () => {
    const { values, storage } = mapStorage();
    const before = open(server.url, 'sb_publishable_test', storage);
    const url = await before.session.signInWithSso({
      domain: 'alpenwerk.example',
      redirectTo: 'https://portal.example/back',
    });
    assert.equal(url, 'https://idp.alpenwerk.example/saml?SAMLRequest=x');
    const { body } = server.asked.at(-1) ?? assert.fail('nothing was asked');
    assert.equal(body.domain, 'alpenwerk.example');
    assert.equal(body.redirect_to, 'https://portal.example/back');
    assert.equal(body.code_challenge_method, 's256');
    assert.equal(body.skip_http_redirect, true);
    assert.deepEqual([...values.keys()], [`nexus-session:${server.url}-code-verifier`]);

    // The page went away and comes back with the code in its address.
    await before.close();
    const returned = open(server.url, 'sb_publishable_test', storage);
    const session = await returned.session.completeSignIn(`https://portal.example/back?code=${server.code}`);
    assert.equal(session?.email, 'sso@alpenwerk.example');
    assert.deepEqual([...values.keys()], [`nexus-session:${server.url}`]);
  });

  it('forgets the secret half of a sign-in that was not finished when somebody signs out', async () => {
    const { values, storage } = mapStorage();
    const { session } = open(server.url, 'sb_publishable_test', storage);
    await session.signInWithSso({ domain: 'alpenwerk.example' });
    assert.equal(values.size, 1);
    await session.signOut();
    assert.equal(values.size, 0);
  });

  for (const [code, status] of [
    ['sso_provider_not_found', 404],
    ['saml_provider_disabled', 404],
    ['', 404],
  ] as const) {
    it(`says that there is none when the server answers ${status} ${code}`, async () => {
      server.sso = { status, body: { ...(code ? { code } : {}), message: 'No SSO provider' } };
      const { session } = open(server.url, 'sb_publishable_test');
      await rejectsWith(session.signInWithSso({ domain: 'rio-bravo.example' }), 'sso_unavailable');
    });
  }
});
