import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataService } from '../../src/data/data-service.ts';
import type { Member, Permission } from '../../src/types/index.ts';
import { rejectsWith } from '../support/waiting.ts';
import { type Suite, UNKNOWN_ID } from './suite.ts';

/** Members of the own tenant, and the rules about changing them. */
export function membersContract(suite: Suite): void {
  const refused = async (call: Promise<unknown>, reason: string): Promise<void> => {
    const error = await rejectsWith(call, 'member_rule');
    assert.equal(error.details?.reason, reason);
  };
  const find = async (admin: DataService, userId: string): Promise<Member> => {
    const member = (await admin.members.list()).find((one) => one.userId === userId);
    return member ?? assert.fail(`${userId} is no member`);
  };

  describe('members', () => {
    it('are listed with what they may do', async () => {
      const { admin, login } = await suite.openTenant('Basic');
      const { userId, login: salesLogin } = await suite.join(admin, {
        role: 'sales',
        permissions: { 'telemetry.read': true, 'ai.use': false },
        fullName: 'Sally Sales',
      });
      const members = await admin.members.list();
      assert.deepEqual(
        members.map(({ email, role }) => [email, role]),
        [
          [login.email, 'master_admin'],
          [salesLogin.email, 'sales'],
        ],
      );
      const [first, second] = members as [Member, Member];
      assert.equal(first.fullName, 'First Admin');
      assert.ok(Date.parse(first.lastSignInAt ?? '') > 0);
      assert.deepEqual(second, {
        userId,
        email: salesLogin.email,
        fullName: 'Sally Sales',
        role: 'sales',
        permissions: { 'telemetry.read': true, 'ai.use': false },
        effectivePermissions: ['machines.read', 'telemetry.read', 'documents.read', 'documents.write'],
        lastSignInAt: second.lastSignInAt,
      });
    });

    it('are shown to and changed by nobody without members.manage', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { userId } = await suite.join(admin, { role: 'sales' });
      const { service: plain } = await suite.join(admin, { role: 'maintenance' });
      const [outsider, stranger] = await Promise.all([
        suite.operator(),
        suite.openTenant('Basic').then((other) => other.admin),
      ]);
      for (const [service, code] of [
        [plain, 'permission_denied'],
        [outsider, 'no_membership'],
        [suite.fresh(), 'not_signed_in'],
      ] as const) {
        await rejectsWith(service.members.list(), code);
        await rejectsWith(service.members.update(userId, { role: 'c_level' }), code);
        await rejectsWith(service.members.remove(userId), code);
      }
      // Members of other tenants do not exist.
      await rejectsWith(stranger.members.update(userId, { role: 'c_level' }), 'not_found');
      await rejectsWith(stranger.members.remove(userId), 'not_found');
      await rejectsWith(admin.members.remove(UNKNOWN_ID), 'not_found');
      assert.equal((await find(admin, userId)).role, 'sales');
    });

    it('get another role and single rights, which hold at once', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { service, userId } = await suite.join(admin, { role: 'sales' });
      const may = async (permission: Permission): Promise<boolean> =>
        (await service.membership()).permissions.includes(permission);
      await rejectsWith(service.createMachine({ name: 'Not yet' }), 'permission_denied');
      await admin.members.update(userId, { permissions: { 'machines.write': true } });
      assert.ok(await may('machines.write'));
      await service.createMachine({ name: 'Now' });
      await admin.members.update(userId, { role: 'c_level' });
      const { role, permissions } = await find(admin, userId);
      assert.deepEqual(
        [role, permissions],
        ['c_level', { 'machines.write': true }],
        'what is not named stays',
      );
      await admin.members.update(userId, { permissions: {} });
      assert.ok(!(await may('machines.write')));
      await rejectsWith(service.createMachine({ name: 'No more' }), 'permission_denied');
      await rejectsWith(
        admin.members.update(userId, { permissions: { 'machines.fly': true } as object }),
        'validation_failed',
      );
      await rejectsWith(admin.members.update(userId, { role: 'owner' as 'sales' }), 'validation_failed');
    });

    it('are out at once when they are removed, and their account stays', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { service, userId } = await suite.join(admin, { role: 'maintenance' });
      await admin.members.remove(userId);
      await rejectsWith(service.listMachines(), 'no_membership');
      await rejectsWith(service.membership(), 'no_membership');
      assert.ok(!(await admin.members.list()).some((member) => member.userId === userId));
      await rejectsWith(admin.members.remove(userId), 'not_found');
      assert.deepEqual(await service.signIns.invitations(), []);
    });

    it('never change or remove themselves', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { userId } = await admin.membership();
      await refused(admin.members.update(userId, { role: 'sales' }), 'oneself');
      await refused(admin.members.remove(userId), 'oneself');
    });

    it('who manage without being master admin touch none and give nothing beyond their own', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { userId: adminId } = await admin.membership();
      const manager = await suite.join(admin, { role: 'sales', permissions: { 'members.manage': true } });
      const { userId } = await suite.join(admin, { role: 'sales' });
      const { members } = manager.service;
      await refused(members.update(adminId, { role: 'sales' }), 'master_admin');
      await refused(members.update(adminId, { permissions: {} }), 'master_admin');
      await refused(members.remove(adminId), 'master_admin');
      await refused(members.update(userId, { role: 'master_admin' }), 'master_admin');
      const error = await rejectsWith(members.update(userId, { role: 'c_level' }), 'member_rule');
      assert.deepEqual(error.details?.permissions, ['telemetry.read', 'quality.read']);
      await members.update(userId, { permissions: { 'members.manage': true } });
      assert.ok((await find(admin, userId)).effectivePermissions.includes('members.manage'));
      // What a member had may stay, also when the one who changes lacks it.
      const { userId: other } = await suite.join(admin, { role: 'maintenance' });
      await members.update(other, { permissions: { 'ai.use': false } });
      assert.ok((await find(admin, other)).effectivePermissions.includes('telemetry.write'));
    });

    it('keep a master admin: the second may go, the last stays', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { userId: firstId } = await admin.membership();
      const second = await suite.join(admin, { role: 'master_admin' });
      await second.service.members.update(firstId, { role: 'sales' });
      await rejectsWith(admin.members.list(), 'permission_denied');
      assert.equal((await find(second.service, firstId)).role, 'sales');
      await second.service.members.update(firstId, { role: 'master_admin' });
      await second.service.members.remove(firstId);
      assert.equal((await second.service.members.list()).length, 1);
    });

    it('leave traces in the audit log, without names', async () => {
      const { admin } = await suite.openTenant('Basic');
      const { userId } = await suite.join(admin, { role: 'sales' });
      await admin.members.update(userId, { role: 'c_level' });
      await admin.members.update(userId, { permissions: { 'ai.use': false } });
      await admin.members.remove(userId);
      const { items } = await admin.tenants.auditLog({ limit: 4 });
      assert.deepEqual(
        items.map(({ action, old, new: now }) => [action, old, now]),
        [
          ['member.removed', { role: 'c_level', permissions: { 'ai.use': false } }, null],
          ['member.permissions_changed', { permissions: {} }, { permissions: { 'ai.use': false } }],
          ['member.role_changed', { role: 'sales' }, { role: 'c_level' }],
          ['member.added', null, { role: 'sales', permissions: {} }],
        ],
      );
    });
  });
}
