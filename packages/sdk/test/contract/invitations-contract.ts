import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rejectsWith } from '../support/waiting.ts';
import { type Suite, UNKNOWN_ID } from './suite.ts';

const DAY = 86_400_000;

/** Offers to join a tenant: made, seen, accepted, taken back. */
export function invitationsContract(suite: Suite): void {
  const lacks = async (call: Promise<unknown>, reason: string): Promise<void> => {
    const error = await rejectsWith(call, 'invitation_invalid');
    assert.equal(error.details?.reason, reason);
  };

  describe('invitations', () => {
    it('are open for seven days, and the invited account joins by them', async () => {
      const { tenant, admin } = await suite.openTenant('Basic');
      const email = `${suite.word('new')}@people.example`;
      const made = await admin.members.invite({
        email,
        role: 'maintenance',
        permissions: { 'ai.use': false },
        fullName: 'New Person',
      });
      const { id, createdAt, expiresAt, ...said } = made;
      assert.deepEqual(said, {
        email,
        role: 'maintenance',
        permissions: { 'ai.use': false },
        fullName: 'New Person',
        isForFirstAdmin: false,
        state: 'open',
      });
      assert.equal(Date.parse(expiresAt) - Date.parse(createdAt), 7 * DAY);
      assert.deepEqual((await admin.members.invitations())[0], made);

      const invited = await suite.signIn(await suite.world.createAccount(email));
      const [received, ...more] = await invited.signIns.invitations();
      assert.equal(more.length, 0);
      assert.deepEqual(received, {
        id,
        role: 'maintenance',
        expiresAt,
        tenant: { name: tenant.name, slug: tenant.slug },
      });
      const membership = await invited.signIns.acceptInvitation();
      assert.deepEqual(
        [membership.tenant.id, membership.role, membership.fullName],
        [tenant.id, 'maintenance', 'New Person'],
      );
      assert.ok(!membership.permissions.includes('ai.use'));
      assert.equal((await admin.members.invitations())[0]?.state, 'accepted');
      assert.deepEqual(await invited.signIns.invitations(), []);
      const error = await rejectsWith(invited.signIns.acceptInvitation(), 'member_rule');
      assert.equal(error.details?.reason, 'member');
      assert.equal((await invited.listMachines()).length, 0);
    });

    it('are made and seen by who manages members only', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { service: plain } = await suite.join(admin, { role: 'maintenance' });
      const outsider = await suite.operator();
      const offer = { email: `${suite.word('x')}@people.example`, role: 'sales' } as const;
      for (const [service, code] of [
        [plain, 'permission_denied'],
        [outsider, 'no_membership'],
        [suite.fresh(), 'not_signed_in'],
      ] as const) {
        await rejectsWith(service.members.invite(offer), code);
      }
      assert.deepEqual(await plain.members.invitations(), []);
      await rejectsWith(outsider.members.invitations(), 'no_membership');
      await rejectsWith(suite.fresh().members.invitations(), 'not_signed_in');
      const { id } = await admin.members.invite(offer);
      await rejectsWith(plain.members.revokeInvitation(id), 'permission_denied');
      await rejectsWith(suite.fresh().members.revokeInvitation(id), 'not_signed_in');
      const { admin: stranger } = await suite.openTenant('Basic');
      await lacks(stranger.members.revokeInvitation(id), 'missing');
      assert.equal((await admin.members.invitations()).find((one) => one.id === id)?.state, 'open');
    });

    it('hold the inviting member to the same rules as a change', async () => {
      const { admin, login } = await suite.openTenant('Basic');
      const { service: manager } = await suite.join(admin, {
        role: 'sales',
        permissions: { 'members.manage': true },
      });
      const email = `${suite.word('x')}@people.example`;
      const rule = async (call: Promise<unknown>, reason: string): Promise<void> => {
        assert.equal((await rejectsWith(call, 'member_rule')).details?.reason, reason);
      };
      await rule(manager.members.invite({ email, role: 'master_admin' }), 'master_admin');
      await rule(manager.members.invite({ email, role: 'maintenance' }), 'beyond_own');
      await rule(admin.members.invite({ email: login.email.toUpperCase(), role: 'sales' }), 'member');
      await rejectsWith(admin.members.invite({ email: 'nobody', role: 'sales' }), 'validation_failed');
      await rejectsWith(admin.members.invite({ email, role: 'owner' as 'sales' }), 'validation_failed');
      await manager.members.invite({ email, role: 'sales' });
      await rejectsWith(admin.members.invite({ email: email.toUpperCase(), role: 'sales' }), 'conflict');
    });

    it('are taken back, once, and no longer accepted then', async () => {
      const { admin } = await suite.openTenant('Basic');
      const email = `${suite.word('x')}@people.example`;
      const { id } = await admin.members.invite({ email, role: 'sales' });
      await admin.members.revokeInvitation(id);
      await lacks(admin.members.revokeInvitation(id), 'missing');
      await lacks(admin.members.revokeInvitation(UNKNOWN_ID), 'missing');
      assert.equal((await admin.members.invitations())[0]?.state, 'revoked');
      const invited = await suite.signIn(await suite.world.createAccount(email));
      assert.deepEqual(await invited.signIns.invitations(), []);
      await lacks(invited.signIns.acceptInvitation(), 'revoked');
      await admin.members.invite({ email, role: 'sales' });
      assert.equal((await invited.signIns.acceptInvitation()).role, 'sales');
      const { items } = await admin.tenants.auditLog({ limit: 4 });
      assert.deepEqual(
        items.map(({ action }) => action),
        ['member.added', 'member.invited', 'invitation.revoked', 'member.invited'],
      );
    });

    it('end with the right of the member who made them', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { service: manager, userId } = await suite.join(admin, {
        role: 'sales',
        permissions: { 'members.manage': true },
      });
      const email = `${suite.word('x')}@people.example`;
      const { id } = await manager.members.invite({ email, role: 'sales' });
      await admin.members.update(userId, { permissions: {} });
      assert.equal((await admin.members.invitations()).find((one) => one.id === id)?.state, 'revoked');
    });

    it('of several tenants are for the person to choose from', async () => {
      const email = `${suite.word('sought')}@people.example`;
      const [first, second] = [await suite.openTenant('Basic'), await suite.openTenant('Basic')];
      const { id } = await first.admin.members.invite({ email, role: 'sales' });
      await second.admin.members.invite({ email, role: 'sales' });
      const invited = await suite.signIn(await suite.world.createAccount(email));
      assert.equal((await invited.signIns.invitations()).length, 2);
      await rejectsWith(invited.signIns.acceptInvitation(), 'validation_failed');
      assert.equal((await invited.signIns.acceptInvitation(id)).tenant.id, first.tenant.id);
    });

    it("are nobody else's to accept", async () => {
      const { admin } = await suite.openTenant('Basic');
      const { id } = await admin.members.invite({
        email: `${suite.word('x')}@people.example`,
        role: 'sales',
      });
      const other = await suite.signIn(
        await suite.world.createAccount(`${suite.word('other')}@people.example`),
      );
      await lacks(other.signIns.acceptInvitation(id), 'missing');
      await rejectsWith(suite.fresh().signIns.acceptInvitation(), 'not_signed_in');
      await rejectsWith(suite.fresh().signIns.invitations(), 'not_signed_in');
      const error = await rejectsWith(admin.signIns.acceptInvitation(id), 'member_rule');
      assert.equal(error.details?.reason, 'member');
    });

    it('of a suspended tenant wait', async () => {
      const { tenant, admin } = await suite.openTenant('Basic');
      const email = `${suite.word('x')}@people.example`;
      await admin.members.invite({ email, role: 'sales' });
      const invited = await suite.signIn(await suite.world.createAccount(email));
      const operator = await suite.operator();
      await operator.platform.suspend(tenant.id);
      assert.deepEqual(await invited.signIns.invitations(), []);
      await rejectsWith(invited.signIns.acceptInvitation(), 'tenant_suspended');
      await rejectsWith(admin.members.invite({ email, role: 'sales' }), 'tenant_suspended');
      await operator.platform.resume(tenant.id);
      assert.equal((await invited.signIns.acceptInvitation()).tenant.id, tenant.id);
    });

    it('stop at the limit of the plan', async () => {
      const { admin } = await suite.openTenant('Basic');
      const people = Array.from({ length: 10 }, () => `${suite.word('x')}@people.example`);
      for (const email of people) await admin.members.invite({ email, role: 'sales' });
      for (const email of people.slice(0, 9)) {
        const one = await suite.signIn(await suite.world.createAccount(email));
        await one.signIns.acceptInvitation();
      }
      const offer = { email: `${suite.word('x')}@people.example`, role: 'sales' } as const;
      const error = await rejectsWith(admin.members.invite(offer), 'plan_limit');
      const { limit, used, allowed, lifted_by } = error.details ?? {};
      assert.deepEqual([limit, used, allowed, lifted_by], ['members', 10, 10, 'Pro']);
      const last = await suite.signIn(await suite.world.createAccount(people[9] as string));
      await rejectsWith(last.signIns.acceptInvitation(), 'plan_limit');
      await rejectsWith(last.membership(), 'no_membership');
    });
  });
}
