import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEMO_PASSWORD, SimulatedDataService, SimulatedWorld } from '../../src/simulated.ts';
import { rejectsWith } from '../support/waiting.ts';

const START = Date.UTC(2026, 4, 12, 9);
const DAY = 86_400_000;
const ADMIN = 'admin@alpenwerk.example';

function people(): { world: SimulatedWorld; admin: SimulatedDataService; somebody: SimulatedDataService } {
  const world = new SimulatedWorld({ now: () => START, tickMs: 0 });
  const admin = new SimulatedDataService({ world, signedInAs: ADMIN });
  return { world, admin, somebody: new SimulatedDataService({ world }) };
}

describe('signing in to the simulated world', () => {
  it('shows the mails that a server would have sent, newest first, and which are still good', async () => {
    const { somebody } = people();
    await somebody.signIns.sendMagicLink({ email: ADMIN });
    await somebody.signIns.sendMagicLink({ email: ADMIN, redirectTo: 'https://portal.example/start?x=1' });
    const [newest, former] = somebody.mails;
    assert.deepEqual(
      [newest?.to, newest?.purpose, newest?.isOpen, former?.isOpen],
      [ADMIN, 'sign_in', true, false],
    );
    assert.ok(newest?.link.startsWith('https://portal.example/start?x=1#'));
    await rejectsWith(somebody.signIns.withCode({ email: ADMIN, code: former?.code ?? '' }), 'invalid_code');
    await somebody.signIns.withCode({ email: ADMIN, code: newest?.code ?? '' });
    assert.equal(somebody.mails[0]?.isOpen, false);
  });

  it('takes a code for an hour, and for its purpose', async () => {
    const { somebody } = people();
    await somebody.signIns.sendPasswordReset({ email: ADMIN });
    const code = somebody.mails[0]?.code ?? '';
    await rejectsWith(somebody.signIns.withCode({ email: ADMIN, code }), 'invalid_code');
    somebody.advance(3_600_001);
    const late = somebody.signIns.withCode({ email: ADMIN, code, purpose: 'password_reset' });
    await rejectsWith(late, 'invalid_code');
  });

  it('lets somebody in whom a mail invites, without an account before', async () => {
    const { admin, somebody } = people();
    const email = 'newcomer@people.example';
    await admin.members.invite({ email, role: 'sales', fullName: 'New Comer' });
    const mail = admin.mails[0];
    assert.deepEqual([mail?.to, mail?.purpose], [email, 'invitation']);
    const session = await somebody.signIns.fromUrl(mail?.link ?? '');
    assert.equal(session?.email, email);
    await rejectsWith(somebody.membership(), 'no_membership');
    const heard: string[] = [];
    somebody.subscribe(({ type }) => heard.push(type));
    const { role, fullName } = await somebody.signIns.acceptInvitation();
    assert.deepEqual([role, fullName], ['sales', 'New Comer']);
    await somebody.listMachines();
    assert.deepEqual(heard, ['resync'], 'and hears the tenant from then on');
    await somebody.signIns.setPassword('my-own-password');
    const again = new SimulatedDataService({ world: somebody.world });
    await again.signIn({ email, password: 'my-own-password' });
  });

  it('lets an invitation run out after seven days', async () => {
    const { world, admin, somebody } = people();
    const email = 'late@people.example';
    await admin.members.invite({ email, role: 'sales' });
    world.addAccount({ email, password: DEMO_PASSWORD });
    await somebody.signIn({ email, password: DEMO_PASSWORD });
    world.advance(7 * DAY);
    assert.equal((await admin.members.invitations())[0]?.state, 'expired');
    assert.deepEqual(await somebody.signIns.invitations(), []);
    const error = await rejectsWith(somebody.signIns.acceptInvitation(), 'invitation_invalid');
    assert.equal(error.details?.reason, 'expired');
    await admin.members.invite({ email, role: 'c_level' });
    assert.equal((await somebody.signIns.acceptInvitation()).role, 'c_level');
  });

  it('goes to the identity provider of a domain, and comes back signed in', async () => {
    const { world, somebody } = people();
    const domain = 'alpenwerk.example';
    await rejectsWith(somebody.signIns.ssoUrl({ domain }), 'sso_unavailable');
    world.setSso('alpenwerk', { domain, email: 'ceo@alpenwerk.example' });
    const url = await somebody.signIns.ssoUrl({ domain, redirectTo: 'https://portal.example/' });
    assert.ok(url.startsWith('https://portal.example/'));
    assert.equal((await somebody.signIns.fromUrl(url))?.email, 'ceo@alpenwerk.example');
    world.changeTenant('alpenwerk', { planTier: 'Pro' });
    await rejectsWith(somebody.signIns.ssoUrl({ domain }), 'sso_unavailable');
  });

  it('lets who comes by single sign-on join the company that vouches, and no other', async () => {
    const { world, admin, somebody } = people();
    const email = 'fresh@alpenwerk.example';
    const domain = 'alpenwerk.example';
    world.setSso('alpenwerk', { domain, email });
    world.changeTenant('rio-bravo', { planTier: 'Enterprise' });
    const rio = new SimulatedDataService({ world, signedInAs: 'admin@rio-bravo.example' });
    const foreign = await rio.members.invite({ email, role: 'sales' });
    await somebody.signIns.fromUrl(await somebody.signIns.ssoUrl({ domain }));
    const refused = await rejectsWith(somebody.signIns.acceptInvitation(foreign.id), 'invitation_invalid');
    assert.equal(refused.details?.reason, 'sso_provider');
    world.changeTenant('rio-bravo', { planTier: 'Pro' });
    const error = await rejectsWith(somebody.signIns.acceptInvitation(foreign.id), 'plan_feature');
    assert.equal(error.details?.feature, 'sso');
    const own = await admin.members.invite({ email, role: 'sales' });
    assert.equal((await somebody.signIns.acceptInvitation(own.id)).tenant.slug, 'alpenwerk');
  });
});
