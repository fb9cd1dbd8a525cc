import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rejectsWith } from '../support/waiting.ts';
import type { Suite } from './suite.ts';

/** Own sign-in beside the password: mails with codes and links, new passwords, single sign-on. */
export function signInContract(suite: Suite): void {
  const mailTo = async (email: string): Promise<{ code: string; link: string }> =>
    (await suite.world.mailTo(email)) ?? assert.fail(`no mail to ${email}`);
  const person = (): Promise<{ email: string; password: string }> =>
    suite.world.createAccount(`${suite.word('person')}@mail.example`);

  describe('sign-in by mail', () => {
    it('takes the code once, from the newest mail', async () => {
      const { email } = await person();
      const service = suite.fresh();
      await service.signIns.sendMagicLink({ email });
      const { code } = await mailTo(email);
      assert.match(code, /^\d{6}$/);
      const wrong = code === '123456' ? '654321' : '123456';
      await rejectsWith(service.signIns.withCode({ email, code: wrong }), 'invalid_code');
      assert.equal(service.session.value ?? null, null);
      const session = await service.signIns.withCode({ email, code });
      assert.equal(session.email, email);
      assert.equal(service.session.value?.userId, session.userId);
      await rejectsWith(suite.fresh().signIns.withCode({ email, code }), 'invalid_code');
      await rejectsWith(service.signIns.withCode({ email, code: ' ' }), 'validation_failed');
    });

    it('takes the link, once', async () => {
      const { email } = await person();
      const service = suite.fresh();
      await service.signIns.sendMagicLink({ email });
      const { link } = await mailTo(email);
      const landed = await suite.world.openLink(link);
      const session = await service.signIns.fromUrl(landed);
      assert.equal(session?.email, email);
      assert.equal(service.session.value?.userId, session?.userId);
      const again = await suite.world.openLink(link);
      await rejectsWith(suite.fresh().signIns.fromUrl(again), 'invalid_code');
    });

    it('finds nothing in an address that has nothing in it, and tells a refusal that stands in it', async () => {
      const service = suite.fresh();
      assert.equal(await service.signIns.fromUrl('https://portal.example/machines?page=2#top'), null);
      const refused =
        'https://portal.example/#error=access_denied&error_code=otp_expired&error_description=Too+late';
      await rejectsWith(service.signIns.fromUrl(refused), 'invalid_code');
      assert.equal(service.session.value ?? null, null);
    });

    it('does not tell whether an address has an account', async () => {
      const email = `${suite.word('nobody')}@mail.example`;
      const { signIns } = suite.fresh();
      await signIns.sendMagicLink({ email });
      await signIns.sendPasswordReset({ email });
      assert.equal(await suite.world.mailTo(email), null);
      await rejectsWith(signIns.withCode({ email, code: '123456' }), 'invalid_code');
    });
  });

  describe('a new password', () => {
    it('is set after a mail, and holds from then on', async () => {
      const { email, password } = await person();
      const service = suite.fresh();
      await service.signIns.sendPasswordReset({ email });
      const { code } = await mailTo(email);
      await service.signIns.withCode({ email, code, purpose: 'password_reset' });
      await rejectsWith(service.signIns.setPassword('short'), 'weak_password');
      await service.signIns.setPassword('another-good-password');
      const other = suite.fresh();
      await rejectsWith(other.signIn({ email, password }), 'invalid_credentials');
      assert.equal((await other.signIn({ email, password: 'another-good-password' })).email, email);
    });

    it('is set by who is signed in only', async () => {
      await rejectsWith(suite.fresh().signIns.setPassword('another-good-password'), 'not_signed_in');
    });
  });

  describe('single sign-on', () => {
    it('is not there for a domain that nobody set up', async () => {
      await rejectsWith(suite.fresh().signIns.ssoUrl({ domain: 'nowhere.example' }), 'sso_unavailable');
    });
  });
}
