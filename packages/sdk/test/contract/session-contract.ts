import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Recorder, rejectsWith, until } from '../support/waiting.ts';
import { type Suite, UNKNOWN_ID } from './suite.ts';

/** Signing in with a password, what one is then, and giving calls up. */
export function sessionContract(suite: Suite): void {
  describe('session', () => {
    it('is null once it has been looked up and nobody was signed in', async () => {
      assert.equal(await until(suite.fresh().session, (session) => session !== undefined), null);
    });

    it('refuses a wrong password and stays signed out', async () => {
      const service = suite.fresh();
      await rejectsWith(
        service.signIn({ email: suite.world.accounts.admin.email, password: 'wrong-password' }),
        'invalid_credentials',
      );
      assert.equal(await until(service.session, (session) => session !== undefined), null);
    });

    it('signs in, tells its listeners, and signs out', async () => {
      const service = suite.fresh();
      const told = new Recorder<unknown>();
      service.session.subscribe(told.listen);
      const session = await service.signIn(suite.world.accounts.admin);
      assert.equal(session.email, suite.world.accounts.admin.email);
      assert.ok(Date.parse(session.expiresAt) > suite.world.now());
      assert.equal(service.session.value?.userId, session.userId);
      await service.signOut();
      assert.equal(service.session.value, null);
      assert.equal(told.last, null);
      await rejectsWith(service.listMachines(), 'not_signed_in');
    });

    it('answers every call of a stranger to the house with not_signed_in', async () => {
      const at = suite.clock();
      const service = suite.fresh();
      await rejectsWith(service.membership(), 'not_signed_in');
      await rejectsWith(service.listMachines(), 'not_signed_in');
      await rejectsWith(service.getMachine(UNKNOWN_ID), 'not_signed_in');
      await rejectsWith(
        service.recordReadings([{ machineId: UNKNOWN_ID, timestamp: at(0), rpm: 1 }]),
        'not_signed_in',
      );
    });
  });

  describe('membership', () => {
    it('says who, where and what is allowed', async () => {
      const service = await suite.signedIn('admin');
      const membership = await service.membership();
      assert.equal(membership.userId, service.session.value?.userId);
      assert.equal(membership.role, 'master_admin');
      assert.equal(membership.tenant.status, 'Active');
      assert.ok(membership.permissions.includes('members.manage'));
      assert.match(membership.tenant.brand.primaryColor ?? '', /^#[0-9a-f]{6}$/i);
      const stranger = await (await suite.signedIn('stranger')).membership();
      assert.notEqual(stranger.tenant.id, membership.tenant.id);
      // A is on Enterprise, B on Pro; neither resells, and nobody in them operates the platform.
      assert.deepEqual([...membership.features].sort(), ['byok', 'reselling', 'sso', 'white_label']);
      assert.deepEqual(stranger.features, ['white_label']);
      for (const { isReseller, isPlatformAdmin } of [membership, stranger]) {
        assert.deepEqual([isReseller, isPlatformAdmin], [false, false]);
      }
    });

    it('is missing for an account in no tenant', async () => {
      const service = await suite.operator();
      await rejectsWith(service.membership(), 'no_membership');
      await rejectsWith(service.listMachines(), 'no_membership');
    });
  });

  describe('giving up', () => {
    it('rejects with aborted, before and during a call', async () => {
      const service = await suite.signedIn('admin');
      await rejectsWith(service.listMachines({ signal: AbortSignal.abort() }), 'aborted');
      const controller = new AbortController();
      const call = service.listMachines({ signal: controller.signal });
      controller.abort();
      await rejectsWith(call, 'aborted');
      assert.ok((await service.listMachines()).length > 0, 'the engine goes on working');
    });

    it('answers no call after close', async () => {
      const service = await suite.signedIn('admin');
      await service.close();
      await rejectsWith(service.listMachines(), 'aborted');
      assert.throws(() => service.subscribe(() => {}), { code: 'aborted', hint: /createNexus/ });
    });
  });
}
