import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataService, LiveEvent } from '../../src/data/data-service.ts';
import type { ManagedTenant } from '../../src/types/index.ts';
import { isEvent, Recorder, rejectsWith } from '../support/waiting.ts';
import { type OwnTenant, type Suite, UNKNOWN_ID } from './suite.ts';

/** Looking after tenants: the operator of the platform, and resellers. */
export function platformContract(suite: Suite): void {
  const reseller = async (): Promise<OwnTenant> => {
    const own = await suite.openTenant('Enterprise');
    await (await suite.operator()).platform.setReseller(own.tenant.id, true);
    return own;
  };
  const needs = async (call: Promise<unknown>, what: string): Promise<void> => {
    assert.equal((await rejectsWith(call, 'standing_required')).details?.needs, what);
  };
  /** Every deed on a tenant. */
  const deeds = ({ platform }: Pick<DataService, 'platform'>, id: string): (() => Promise<unknown>)[] => [
    () => platform.update(id, { name: 'Taken over' }),
    () => platform.setPlan(id, 'Basic'),
    () => platform.suspend(id),
    () => platform.resume(id),
    () => platform.auditLog(id, {}),
    () => platform.sharedMachines(id),
    () => platform.inviteFirstAdmin(id, { email: `${suite.word('x')}@people.example` }),
  ];

  describe('platform', () => {
    it('is operated by its operator, and says so', async () => {
      const { admin } = await suite.openTenant('Basic');
      assert.equal(await (await suite.operator()).platform.isOperator(), true);
      assert.equal(await admin.platform.isOperator(), false);
      await rejectsWith(suite.fresh().platform.isOperator(), 'not_signed_in');
    });

    it('is out of reach for members, whatever their role', async () => {
      const { tenant, admin } = await suite.openTenant('Enterprise');
      const { platform } = admin;
      await needs(platform.list({}), 'reseller');
      await needs(platform.open({ name: 'Mine', slug: suite.word('mine') }), 'reseller');
      await needs(platform.setReseller(tenant.id, true), 'platform_admin');
      const other = await suite.openTenant('Basic');
      for (const deed of deeds(admin, other.tenant.id)) await needs(deed(), 'reseller');
      for (const deed of deeds(suite.fresh(), tenant.id)) await rejectsWith(deed(), 'not_signed_in');
      await rejectsWith(suite.fresh().platform.list({}), 'not_signed_in');
      await rejectsWith(suite.fresh().platform.open({ name: 'x', slug: 'x' }), 'not_signed_in');
      await rejectsWith(suite.fresh().platform.setReseller(tenant.id, true), 'not_signed_in');
    });

    it('opens tenants, and refuses what is taken, wrong or beyond the plan', async () => {
      const { platform } = await suite.operator();
      const slug = suite.word('opened');
      const host = `${slug}.portal.example`;
      const { id, createdAt, ...opened } = await platform.open({
        name: 'Opened',
        slug,
        planTier: 'Pro',
        brand: { primaryColor: '#102030' },
        hostnames: [host],
      });
      assert.ok(Date.parse(createdAt) > 0);
      assert.deepEqual(opened, {
        name: 'Opened',
        slug,
        planTier: 'Pro',
        status: 'Active',
        parentId: null,
        isReseller: false,
        hostnames: [host],
        suspendedBy: null,
        sharesWithReseller: false,
        machineCount: 0,
        memberCount: 0,
      });
      assert.equal((await suite.fresh().tenants.brandFor(host))?.brand.primaryColor, '#102030');
      const other = suite.word('other');
      await rejectsWith(platform.open({ name: 'Twin', slug }), 'conflict');
      await rejectsWith(
        platform.open({ name: 'Twin', slug: other, planTier: 'Pro', hostnames: [host] }),
        'conflict',
      );
      await rejectsWith(platform.open({ name: 'x', slug: 'No Slug!' }), 'validation_failed');
      await rejectsWith(platform.open({ name: '', slug: other }), 'validation_failed');
      await rejectsWith(
        platform.open({ name: 'x', slug: other, planTier: 'Gold' as 'Pro' }),
        'validation_failed',
      );
      await rejectsWith(
        platform.open({ name: 'x', slug: other, hostnames: [`${other}.example`] }),
        'plan_feature',
      );
      await rejectsWith(
        platform.open({ name: 'x', slug: other, planTier: 'Pro', hostnames: ['127.0.0.1'] }),
        'validation_failed',
      );
      assert.deepEqual((await platform.list({ search: other })).items, []);
      assert.equal((await platform.list({ search: host })).items[0]?.id, id);
    });

    it('lists tenants by name, page by page', async () => {
      const { platform } = await suite.operator();
      const word = suite.word('row');
      for (const letter of ['c', 'a', 'b'])
        await platform.open({ name: `${letter} ${word}`, slug: suite.word('s') });
      const first = await platform.list({ search: word.toUpperCase(), limit: 2 });
      assert.deepEqual(
        first.items.map(({ name }) => name),
        [`a ${word}`, `b ${word}`],
      );
      const second = await platform.list({ search: word, limit: 2, after: first.next as string });
      assert.deepEqual([second.items.map(({ name }) => name), second.next], [[`c ${word}`], null]);
      await rejectsWith(platform.list({ limit: 201 }), 'validation_failed');
      await rejectsWith(platform.list({ after: UNKNOWN_ID }), 'not_found');
    });

    it('changes name, slug, brand and host names', async () => {
      const { tenant, admin } = await suite.openTenant('Pro');
      const { platform } = await suite.operator();
      const slug = suite.word('renamed');
      const heard = new Recorder<LiveEvent>();
      const stop = admin.subscribe(heard.listen);
      await heard.next(isEvent('resync'));
      const changed = await platform.update(tenant.id, {
        name: 'Renamed',
        slug,
        brand: { radius: 4 },
        hostnames: [`${slug}.example`],
      });
      assert.deepEqual(
        [changed.name, changed.slug, changed.hostnames],
        ['Renamed', slug, [`${slug}.example`]],
      );
      await heard.next(isEvent('tenant'));
      stop();
      const { tenant: seen } = await admin.membership();
      assert.deepEqual([seen.name, seen.brand], ['Renamed', { radius: 4 }]);
      assert.deepEqual((await platform.update(tenant.id, { hostnames: [] })).hostnames, []);
      await rejectsWith(platform.update(tenant.id, { slug: 'alpenwerk' }), 'conflict');
      await rejectsWith(platform.update(tenant.id, { brand: { primaryColor: 'red' } }), 'validation_failed');
      for (const deed of deeds({ platform }, UNKNOWN_ID)) await rejectsWith(deed(), 'not_found');
      await rejectsWith(platform.setReseller(UNKNOWN_ID, true), 'not_found');
    });

    it('gives plans; what a smaller one no longer allows stays, and nothing is added', async () => {
      const { tenant, admin } = await suite.openTenant('Pro', { brand: { radius: 8 } });
      const { platform } = await suite.operator();
      for (let count = 0; count < 26; count++) await admin.createMachine({ name: `M ${count}` });
      assert.equal((await platform.setPlan(tenant.id, 'Basic')).planTier, 'Basic');
      assert.deepEqual((await admin.membership()).tenant.brand, { radius: 8 });
      assert.equal((await admin.listMachines()).length, 26);
      await rejectsWith(admin.createMachine({ name: 'One more' }), 'plan_limit');
      await rejectsWith(admin.tenants.setBrand({ radius: 4 }), 'plan_feature');
      await rejectsWith(platform.setPlan(tenant.id, 'Gold' as 'Pro'), 'validation_failed');
    });

    it('suspends and resumes: nothing is read or written in between, at once', async () => {
      const { tenant, admin } = await suite.openTenant('Pro', { brand: { radius: 8 } });
      const { service: member } = await suite.join(admin, { role: 'maintenance' });
      const { platform } = await suite.operator();
      const suspended = await platform.suspend(tenant.id);
      assert.deepEqual([suspended.status, suspended.suspendedBy], ['Suspended', 'platform']);
      await rejectsWith(member.listMachines(), 'tenant_suspended');
      await rejectsWith(member.membership(), 'no_membership');
      const { tenant: seen, permissions } = await admin.membership();
      assert.deepEqual([seen.status, seen.brand, permissions], ['Suspended', {}, []]);
      await rejectsWith(admin.members.list(), 'tenant_suspended');
      const resumed = await platform.resume(tenant.id);
      assert.deepEqual([resumed.status, resumed.suspendedBy], ['Active', null]);
      assert.deepEqual(await member.listMachines(), []);
    });

    it('invites the first admin from outside, and nobody afterwards', async () => {
      const { platform } = await suite.operator();
      const tenant = await platform.open({ name: 'Empty', slug: suite.word('empty') });
      const email = `${suite.word('first')}@people.example`;
      const invitation = await platform.inviteFirstAdmin(tenant.id, { email, fullName: 'Number One' });
      const { role, isForFirstAdmin, state, fullName } = invitation;
      assert.deepEqual(
        [role, isForFirstAdmin, state, fullName],
        ['master_admin', true, 'open', 'Number One'],
      );
      await rejectsWith(platform.inviteFirstAdmin(tenant.id, { email }), 'conflict');
      const late = await suite.signIn(
        await suite.world.createAccount(`${suite.word('late')}@people.example`),
      );
      await platform.inviteFirstAdmin(tenant.id, { email: late.session.value?.email as string });
      const first = await suite.signIn(await suite.world.createAccount(email));
      await first.signIns.acceptInvitation();
      assert.deepEqual(await late.signIns.invitations(), [], 'void once there is one');
      await needs(platform.inviteFirstAdmin(tenant.id, { email: 'x@people.example' }), 'members.manage');
      assert.equal((await platform.list({ search: tenant.slug })).items[0]?.memberCount, 1);
    });

    it('takes an invitation of a first admin back', async () => {
      const service = await suite.operator();
      const tenant = await service.platform.open({ name: 'Empty', slug: suite.word('empty') });
      const email = `${suite.word('first')}@people.example`;
      const { id } = await service.platform.inviteFirstAdmin(tenant.id, { email });
      await service.members.revokeInvitation(id);
      const { admin } = await suite.openTenant('Basic');
      const inside = await admin.members.invite({ email, role: 'sales' });
      const error = await rejectsWith(service.members.revokeInvitation(inside.id), 'invitation_invalid');
      assert.equal(error.details?.reason, 'missing');
    });

    it('sees machines and what was done to them only where the tenant shares them', async () => {
      const { tenant, admin } = await suite.openTenant('Basic');
      const { platform } = await suite.operator();
      const machine = await admin.createMachine({ name: 'Looked at' });
      const actions = async (): Promise<string[]> =>
        (await platform.auditLog(tenant.id, {})).items.map(({ action }) => action);
      await needs(platform.sharedMachines(tenant.id), 'sharing');
      assert.ok(!(await actions()).includes('machine.added'));
      await admin.tenants.shareWithReseller(true);
      assert.deepEqual(
        (await platform.sharedMachines(tenant.id)).map(({ id, name }) => [id, name]),
        [[machine.id, 'Looked at']],
      );
      assert.deepEqual((await actions()).slice(0, 3), [
        'machines.viewed',
        'tenant.sharing_changed',
        'machine.added',
      ]);
      const page = await platform.auditLog(tenant.id, { limit: 2 });
      const rest = await platform.auditLog(tenant.id, { after: page.next as string });
      assert.equal(rest.items[0]?.action, 'machine.added');
      assert.ok((await admin.tenants.auditLog({})).items.some(({ action }) => action === 'machines.viewed'));
      await platform.suspend(tenant.id);
      await rejectsWith(platform.sharedMachines(tenant.id), 'tenant_suspended');
    });
  });

  describe('resellers', () => {
    it("are made by the operator, of tenants with the plan that are nobody's child", async () => {
      const { platform } = await suite.operator();
      const { tenant, admin } = await suite.openTenant('Pro');
      const error = await rejectsWith(platform.setReseller(tenant.id, true), 'plan_feature');
      assert.equal(error.details?.feature, 'reselling');
      await platform.setPlan(tenant.id, 'Enterprise');
      assert.equal((await platform.setReseller(tenant.id, true)).isReseller, true);
      assert.equal((await admin.membership()).isReseller, true);
      const child = await admin.platform.open({
        name: 'Child',
        slug: suite.word('child'),
        planTier: 'Enterprise',
      });
      assert.equal(child.parentId, tenant.id);
      await rejectsWith(platform.setReseller(child.id, true), 'validation_failed');
      await needs(admin.platform.setReseller(child.id, true), 'platform_admin');
      assert.equal((await platform.setReseller(tenant.id, false)).isReseller, false);
      await needs(admin.platform.list({}), 'reseller');
    });

    it('see and change the tenants that they opened, and no other', async () => {
      const [own, foreign] = [await reseller(), await reseller()];
      const child = await own.admin.platform.open({ name: 'Child', slug: suite.word('child') });
      const other = await foreign.admin.platform.open({ name: 'Other', slug: suite.word('other') });
      assert.deepEqual(
        (await own.admin.platform.list({})).items.map(({ id }) => id),
        [child.id],
      );
      assert.equal((await own.admin.platform.update(child.id, { name: 'My child' })).name, 'My child');
      for (const id of [other.id, own.tenant.id, UNKNOWN_ID]) {
        for (const deed of deeds(own.admin, id).slice(0, -1)) await rejectsWith(deed(), 'not_found');
      }
      const outside = { email: 'x@people.example' };
      await rejectsWith(own.admin.platform.inviteFirstAdmin(other.id, outside), 'not_found');
      const { service: member } = await suite.join(own.admin, { role: 'maintenance' });
      await needs(member.platform.list({}), 'reseller');
      assert.equal((await foreign.admin.platform.list({})).items[0]?.name, 'Other');
      const log = await own.admin.platform.auditLog(child.id, {});
      assert.deepEqual(
        log.items.map(({ action, actorKind }) => [action, actorKind]),
        [
          ['tenant.renamed', 'reseller'],
          ['tenant.opened', 'reseller'],
        ],
      );
    });

    it('give no plan above their own', async () => {
      const { tenant, admin } = await reseller();
      const child = await admin.platform.open({ name: 'Child', slug: suite.word('child'), planTier: 'Pro' });
      assert.equal((await admin.platform.setPlan(child.id, 'Enterprise')).planTier, 'Enterprise');
      // Without the feature in its plan a tenant resells no more, though it is called a reseller.
      await (await suite.operator()).platform.setPlan(tenant.id, 'Pro');
      await needs(admin.platform.setPlan(child.id, 'Basic'), 'reseller');
    });

    it('resume what they suspended, not what the platform did', async () => {
      const { admin } = await reseller();
      const { platform } = await suite.operator();
      const child = await admin.platform.open({ name: 'Child', slug: suite.word('child') });
      const by = (tenant: ManagedTenant): unknown => [tenant.status, tenant.suspendedBy];
      assert.deepEqual(by(await admin.platform.suspend(child.id)), ['Suspended', 'reseller']);
      assert.deepEqual(by(await admin.platform.resume(child.id)), ['Active', null]);
      assert.deepEqual(by(await admin.platform.suspend(child.id)), ['Suspended', 'reseller']);
      assert.deepEqual(by(await platform.suspend(child.id)), ['Suspended', 'platform']);
      assert.deepEqual(by(await admin.platform.suspend(child.id)), ['Suspended', 'platform']);
      await needs(admin.platform.resume(child.id), 'platform_admin');
      assert.deepEqual(by(await platform.resume(child.id)), ['Active', null]);
    });

    it("bring their clients' first admins in, and see machines where they are shared", async () => {
      const { admin } = await reseller();
      const child = await suite.openTenant('Basic', {}, admin);
      assert.equal((await child.admin.membership()).tenant.id, child.tenant.id);
      await suite.newMachine(child.admin);
      await needs(admin.platform.sharedMachines(child.tenant.id), 'sharing');
      await child.admin.tenants.shareWithReseller(true);
      assert.equal((await admin.platform.sharedMachines(child.tenant.id)).length, 1);
      assert.equal((await admin.listMachines()).length, 0, 'they are not its own for that');
    });

    it('act on nothing while they are suspended themselves', async () => {
      const { tenant, admin } = await reseller();
      const child = await admin.platform.open({ name: 'Child', slug: suite.word('child') });
      await (await suite.operator()).platform.suspend(tenant.id);
      await rejectsWith(admin.platform.list({}), 'tenant_suspended');
      await rejectsWith(admin.platform.suspend(child.id), 'tenant_suspended');
    });
  });
}
