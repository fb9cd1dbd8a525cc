import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveEvent } from '../../src/data/data-service.ts';
import type { AuditEntry } from '../../src/types/index.ts';
import { isEvent, Recorder, rejectsWith } from '../support/waiting.ts';
import type { Suite } from './suite.ts';

const BRAND = {
  name: 'Contract works',
  primaryColor: '#123456',
  accentColor: '#654321',
  radius: 8,
  fontFamily: 'Verdana, sans-serif',
  logoUrl: 'https://contract.example/logo.png',
} as const;

/** The own tenant: plan, brand, sharing, audit log. */
export function tenantsContract(suite: Suite): void {
  describe('plan usage', () => {
    it('says what the plan allows and how much is in use, to any member', async () => {
      const { admin } = await suite.openTenant('Pro');
      const { service: sales } = await suite.join(admin, { role: 'sales' });
      await suite.newMachine(admin);
      const usage = await sales.tenants.usage();
      assert.equal(usage.planTier, 'Pro');
      assert.deepEqual(usage.machines, { used: 1, allowed: 250 });
      assert.deepEqual(usage.members, { used: 2, allowed: 50 });
      const { resetsAt, ...month } = usage.aiRequestsMonth;
      assert.deepEqual(month, { used: 0, allowed: 2000 });
      assert.ok(Date.parse(resetsAt) > suite.world.now());
      assert.match(resetsAt, /-01T00:00:00\.000Z$/);
      assert.deepEqual([usage.rawRetentionDays, usage.rollupRetentionDays], [180, 1826]);
      assert.deepEqual(usage.features, ['white_label']);
      assert.deepEqual(
        usage.plans.map(({ planTier }) => planTier),
        ['Basic', 'Pro', 'Enterprise'],
      );
      assert.deepEqual(usage.plans[2]?.limits, {
        machines: null,
        members: null,
        aiRequestsMonth: 50_000,
        rawRetentionDays: 730,
        rollupRetentionDays: 1826,
      });
    });

    it('is told to nobody else', async () => {
      await rejectsWith(suite.fresh().tenants.usage(), 'not_signed_in');
      await rejectsWith((await suite.operator()).tenants.usage(), 'no_membership');
      const { tenant, admin } = await suite.openTenant('Basic');
      await (await suite.operator()).platform.suspend(tenant.id);
      await rejectsWith(admin.tenants.usage(), 'tenant_suspended');
    });
  });

  describe('brand', () => {
    it('is changed by who may, told to listeners, and shown before sign-in', async () => {
      const { tenant, admin } = await suite.openTenant('Pro');
      const heard = new Recorder<LiveEvent>();
      const stop = admin.subscribe(heard.listen);
      await heard.next(isEvent('resync'));
      await admin.tenants.setBrand(BRAND);
      await heard.next(isEvent('tenant'));
      stop();
      assert.deepEqual((await admin.membership()).tenant.brand, BRAND);
      const shown = await suite.fresh().tenants.brandFor(tenant.slug);
      assert.deepEqual(shown, { name: tenant.name, slug: tenant.slug, brand: BRAND });
      await admin.tenants.setBrand({});
      assert.deepEqual((await suite.fresh().tenants.brandFor(tenant.slug))?.brand, {});
    });

    it('is refused in a wrong form, without the plan, and from who may not', async () => {
      const [pro, basic] = await Promise.all([suite.openTenant('Pro'), suite.openTenant('Basic')]);
      for (const brand of [
        { primaryColor: 'red' },
        { logoUrl: 'javascript:alert(1)' },
        { fontFamily: 'x;} body{display:none' },
        { radius: 5 as 4 },
      ]) {
        await rejectsWith(pro.admin.tenants.setBrand(brand), 'validation_failed');
      }
      const error = await rejectsWith(basic.admin.tenants.setBrand(BRAND), 'plan_feature');
      const { feature, plan, lifted_by } = error.details ?? {};
      assert.deepEqual([feature, plan, lifted_by], ['white_label', 'Basic', 'Pro']);
      const { service: sales } = await suite.join(pro.admin, { role: 'sales' });
      await rejectsWith(sales.tenants.setBrand(BRAND), 'permission_denied');
      await rejectsWith(suite.fresh().tenants.setBrand(BRAND), 'not_signed_in');
      await rejectsWith((await suite.operator()).tenants.setBrand(BRAND), 'no_membership');
      assert.deepEqual((await pro.admin.membership()).tenant.brand, {});
    });

    it('of a host name is found in any case; of an unknown or suspended tenant there is none', async () => {
      const host = `${suite.word('portal')}.example`;
      const { tenant } = await suite.openTenant('Pro', { hostnames: [host], brand: BRAND });
      const nobody = suite.fresh();
      assert.equal((await nobody.tenants.brandFor(host.toUpperCase()))?.slug, tenant.slug);
      assert.equal(await nobody.tenants.brandFor('nobody-has-this'), null);
      await (await suite.operator()).platform.suspend(tenant.id);
      assert.equal(await nobody.tenants.brandFor(host), null);
    });
  });

  describe('sharing with the reseller', () => {
    it("is a master admin's decision", async () => {
      const { tenant, admin } = await suite.openTenant('Basic');
      const operator = await suite.operator();
      const shares = async (): Promise<boolean | undefined> =>
        (await operator.platform.list({ search: tenant.slug })).items[0]?.sharesWithReseller;
      assert.equal(await shares(), false);
      await admin.tenants.shareWithReseller(true);
      assert.equal(await shares(), true);
      await admin.tenants.shareWithReseller(false);
      assert.equal(await shares(), false);
      const { service: manager } = await suite.join(admin, {
        role: 'maintenance',
        permissions: { 'members.manage': true },
      });
      const error = await rejectsWith(manager.tenants.shareWithReseller(true), 'standing_required');
      assert.equal(error.details?.needs, 'master_admin');
      await rejectsWith(suite.fresh().tenants.shareWithReseller(true), 'not_signed_in');
      await rejectsWith(operator.tenants.shareWithReseller(true), 'no_membership');
    });
  });

  describe('audit log', () => {
    it('tells deeds newest first, page by page, with who did them as what', async () => {
      const { tenant, admin, login } = await suite.openTenant('Pro');
      await admin.tenants.setBrand(BRAND);
      const machine = await admin.createMachine({ name: 'Watched', externalId: 'W-1' });
      await admin.updateMachine(machine.id, { name: 'Watched well' });
      await admin.updateMachine(machine.id, { status: 'fault' });
      await admin.deleteMachine(machine.id);
      const entries: AuditEntry[] = [];
      for (let after: string | undefined; ; ) {
        const page = await admin.tenants.auditLog({ limit: 2, ...(after ? { after } : {}) });
        assert.ok(page.items.length <= 2);
        entries.push(...page.items);
        if (page.next === null) break;
        after = page.next;
      }
      assert.deepEqual(
        entries.map(({ action }) => action),
        [
          'machine.deleted',
          'machine.changed',
          'machine.added',
          'tenant.branding_changed',
          'member.added',
          'member.invited',
          'tenant.opened',
        ],
        'a new state of a machine makes no entry',
      );
      const { userId } = await admin.membership();
      const [deleted, changed, added, branded, joined, invited, opened] = entries as [
        AuditEntry,
        AuditEntry,
        AuditEntry,
        AuditEntry,
        AuditEntry,
        AuditEntry,
        AuditEntry,
      ];
      assert.deepEqual([changed.old, changed.new], [{ name: 'Watched' }, { name: 'Watched well' }]);
      assert.deepEqual([added.old, added.new?.external_id], [null, 'W-1']);
      assert.deepEqual([deleted.new, deleted.old?.name], [null, 'Watched well']);
      assert.deepEqual([branded.old, branded.new], [{ branding: {} }, { branding: BRAND }]);
      assert.deepEqual(
        [branded.targetTable, branded.targetId, branded.actorId, branded.actorKind],
        ['tenants', tenant.id, userId, 'member'],
      );
      assert.deepEqual([joined.actorId, joined.actorKind, joined.targetId], [userId, 'member', userId]);
      assert.deepEqual(invited.new, { role: 'master_admin', permissions: {} });
      assert.deepEqual([opened.actorKind, opened.new?.plan_tier], ['platform_admin', 'Pro']);
      assert.ok(!JSON.stringify(entries).includes(login.email), 'no address stays for good');
    });

    it('is read by who manages members; about machines by who reads them too', async () => {
      const { admin } = await suite.openTenant('Basic');
      await suite.newMachine(admin);
      const { service: sales } = await suite.join(admin, { role: 'sales' });
      assert.deepEqual(await sales.tenants.auditLog({}), { items: [], next: null });
      const { service: manager } = await suite.join(admin, {
        role: 'sales',
        permissions: { 'members.manage': true, 'machines.read': false },
      });
      const { items } = await manager.tenants.auditLog({});
      assert.ok(items.some(({ action }) => action === 'tenant.opened'));
      assert.ok(!items.some(({ targetTable }) => targetTable === 'machines'));
      await rejectsWith(suite.fresh().tenants.auditLog({}), 'not_signed_in');
      await rejectsWith((await suite.operator()).tenants.auditLog({}), 'no_membership');
      await rejectsWith(admin.tenants.auditLog({ limit: 0 }), 'validation_failed');
      await rejectsWith(admin.tenants.auditLog({ limit: 201 }), 'validation_failed');
      await rejectsWith(admin.tenants.auditLog({ after: '") or true' }), 'validation_failed');
    });
  });
}
