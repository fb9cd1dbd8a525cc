import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  MACHINE_A,
  MEMBERS_A,
  NIL_TENANT,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
} from '../support/actors.ts';
import { ownerRefused } from '../support/calls.ts';
import { inWorld, type World } from '../support/world.ts';

interface Entry {
  actor_id: string | null;
  actor_kind: string;
  action: string;
  target_table: string;
  target_id: string;
  old: Record<string, unknown> | null;
  new: Record<string, unknown> | null;
}

/**
 * What the test's own transaction left in the log, oldest first; the seed left entries too. PGlite's clock has milliseconds
 * only, so the commands' order decides between entries of one moment.
 */
const logged = (world: World, tenant = TENANT_A): Promise<Entry[]> =>
  world.owner<Entry & Record<string, unknown>>(
    `select actor_id, actor_kind, action, target_table, target_id, old, new from public.audit_log
     where tenant_id = $1 and at >= now() order by at, cmin::text::int`,
    [tenant],
  );
const actions = async (world: World, tenant = TENANT_A): Promise<string[]> =>
  (await logged(world, tenant)).map(({ action }) => action);

describe('the audit log', () => {
  it('shows a manager of members the own tenant', () =>
    inWorld(async (world) => {
      const rows = await world.as('adminA', 'select distinct tenant_id from public.audit_log');
      assert.deepEqual(rows, [{ tenant_id: TENANT_A }]);
      await world.nothing(
        'adminA',
        `select from public.audit_log where tenant_id in ('${TENANT_B}', '${NIL_TENANT}')`,
      );
    }));
  for (const actor of ['maintenanceA', 'salesA', 'ceoA', ...OUTSIDERS] as const) {
    it(`shows ${actor} nothing`, () =>
      inWorld((world) => world.nothing(actor, 'select from public.audit_log')));
  }
  it('is closed to anon, and to a suspended tenant', () =>
    inWorld(async (world) => {
      await world.refused('42501', 'anon', 'select from public.audit_log');
      await world.owner(`update public.tenants set status = 'Suspended'`);
      await world.nothing('adminA', 'select from public.audit_log');
    }));
  it('is read by service_role', () =>
    inWorld(async (world) => {
      const rows = await world.as('service_role', 'select distinct tenant_id from public.audit_log');
      assert.equal(rows.length, 3);
    }));
  for (const actor of ['anon', 'service_role', ...OUTSIDERS, ...MEMBERS_A] as const) {
    it(`takes nothing from ${actor}, and gives nothing up`, () =>
      inWorld(async (world) => {
        for (const sql of [
          `insert into public.audit_log (tenant_id, actor_kind, action, target_table, target_id)
           values ('${TENANT_A}', 'member', 'a.b', 'x', 'y')`,
          `update public.audit_log set action = 'a.b'`,
          'delete from public.audit_log',
          'truncate public.audit_log',
        ]) {
          await world.refused('42501', actor, sql);
        }
      }));
  }
  for (const role of ['origin', 'replica']) {
    it(`stays as it is for the owner too, in a session of replication role ${role}`, () =>
      inWorld(async (world) => {
        await world.owner(`set local session_replication_role = ${role}`);
        await ownerRefused(world, '42501', `update public.audit_log set action = 'a.b'`);
        await ownerRefused(world, '42501', 'delete from public.audit_log');
        await ownerRefused(world, '42501', 'truncate public.audit_log');
      }));
  }
  it('outlives the tenant', () =>
    inWorld(async (world) => {
      await world.owner(`delete from public.tenants where id = '${TENANT_B}'`);
      const after = await actions(world, TENANT_B);
      assert.equal(after.filter((action) => action === 'tenant.closed').length, 1);
      assert.equal(after.filter((action) => action === 'machine.deleted').length, 24);
      assert.equal(after.filter((action) => action === 'member.removed').length, 5);
    }));
});

describe('entries about a tenant', () => {
  it('are one for each matter, with the changed keys only', () =>
    inWorld(async (world) => {
      await world.as(
        'service_role',
        `update public.tenants set name = 'New', plan_tier = 'Pro', status = 'Suspended', hostnames = '{x.example.com}',
           shares_with_reseller = true, keeps_ai_prompts = true where id = '${TENANT_A}'`,
      );
      const entries = await logged(world);
      assert.deepEqual(
        entries.map(({ action, old, new: now }) => [action, old, now]),
        [
          ['tenant.renamed', { name: 'Alpenwerk Präzision' }, { name: 'New' }],
          ['tenant.plan_changed', { plan_tier: 'Enterprise' }, { plan_tier: 'Pro' }],
          [
            'tenant.suspended',
            { status: 'Active', suspended_by: null },
            { status: 'Suspended', suspended_by: 'platform' },
          ],
          ['tenant.hostnames_changed', { hostnames: [] }, { hostnames: ['x.example.com'] }],
          ['tenant.sharing_changed', { shares_with_reseller: false }, { shares_with_reseller: true }],
          ['tenant.ai_prompts_changed', { keeps_ai_prompts: false }, { keeps_ai_prompts: true }],
        ],
      );
      assert.ok(entries.every((entry) => entry.actor_kind === 'service' && entry.actor_id === null));
    }));
  it('name who changed the brand, and keep a large logo as size and sum', () =>
    inWorld(async (world) => {
      const logo = `data:image/png;base64,${'A'.repeat(9000)}`;
      await world.as('adminA', `update public.tenants set branding = $1`, {
        params: [JSON.stringify({ logoUrl: logo })],
      });
      const [entry] = await logged(world);
      assert.equal(entry?.action, 'tenant.branding_changed');
      assert.equal(entry.actor_kind, 'member');
      assert.equal(entry.actor_id, ACCOUNTS.adminA);
      const shortened = entry.new?.branding as { bytes: number; md5: string };
      assert.ok(shortened.bytes > 9000);
      assert.match(shortened.md5, /^[0-9a-f]{32}$/);
    }));
  it('about machines are for who may read machines', () =>
    inWorld(async (world) => {
      await world.as('adminA', `insert into public.machines (name) values ('Secret press')`);
      const read = `select action from public.audit_log where target_table = 'machines' and at >= now()`;
      assert.equal((await world.as('adminA', read)).length, 1);
      await world.owner(
        `update public.user_profiles set permissions = '{"machines.read": false}' where id = '${ACCOUNTS.adminA}'`,
      );
      await world.nothing('adminA', read);
      assert.ok((await world.as('adminA', 'select action from public.audit_log')).length > 0);
    }));
  it('never hold the sealed key', () =>
    inWorld(async (world) => {
      await world.as(
        'service_role',
        `update public.tenants set api_key_encrypted = 'SEALED-1', api_key_hint = 'abcd' where id = '${TENANT_A}'`,
      );
      await world.as(
        'service_role',
        `update public.tenants set api_key_encrypted = 'SEALED-2' where id = '${TENANT_A}'`,
      );
      await world.as(
        'service_role',
        `update public.tenants set api_key_encrypted = null, api_key_hint = null where id = '${TENANT_A}'`,
      );
      assert.deepEqual(await actions(world), ['api_key.set', 'api_key.set', 'api_key.cleared']);
      assert.deepEqual((await logged(world))[0]?.new, { api_key_key_id: null });
      assert.deepEqual(
        await world.owner(`select from public.audit_log as entry where entry::text like '%SEALED%'`),
        [],
      );
    }));
  it('begin with its opening', () =>
    inWorld(async (world) => {
      const rows = await world.owner<{ id: string }>(
        `insert into public.tenants (name, slug) values ('N', 'n') returning id`,
      );
      const [entry] = await logged(world, rows[0]?.id);
      assert.equal(entry?.action, 'tenant.opened');
      assert.equal(entry.actor_kind, 'database');
      assert.equal(entry.new?.slug, 'n');
      assert.ok(!('api_key_encrypted' in (entry.new ?? {})));
    }));
});

describe('entries about members', () => {
  it('tell who came, rose, and went, without a name', () =>
    inWorld(async (world) => {
      const who = ACCOUNTS.stranger;
      await world.as(
        'service_role',
        `insert into public.user_profiles (id, tenant_id, role, full_name) values ('${who}', '${TENANT_A}', 'sales', 'Secret Name')`,
      );
      await world.as('stranger', `update public.user_profiles set full_name = 'Other Secret'`);
      await world.as('service_role', `update public.user_profiles set role = 'c_level' where id = '${who}'`);
      await world.as(
        'service_role',
        `update public.user_profiles set permissions = '{"ai.use": false}' where id = '${who}'`,
      );
      await world.as(
        'service_role',
        `update public.user_profiles set tenant_id = '${TENANT_B}' where id = '${who}'`,
      );
      await world.owner(`delete from auth.users where id = '${who}'`);
      const entries = await logged(world);
      assert.deepEqual(
        entries.map(({ action, old, new: now }) => [action, old, now]),
        [
          ['member.added', null, { role: 'sales', permissions: {} }],
          ['member.role_changed', { role: 'sales' }, { role: 'c_level' }],
          ['member.permissions_changed', { permissions: {} }, { permissions: { 'ai.use': false } }],
          ['member.removed', { role: 'c_level', permissions: { 'ai.use': false } }, null],
        ],
      );
      assert.deepEqual(await actions(world, TENANT_B), ['member.added', 'member.removed']);
      assert.deepEqual(
        await world.owner(`select from public.audit_log as entry where entry::text like '%Secret%'`),
        [],
      );
    }));
});

describe('entries about machines', () => {
  it('tell what members add, change and delete', () =>
    inWorld(async (world) => {
      await world.as('maintenanceA', `insert into public.machines (name, type) values ('New', 'pump')`);
      await world.as(
        'maintenanceA',
        `update public.machines set type = 'press', status = 'running' where name = 'New'`,
      );
      await world.as('maintenanceA', `delete from public.machines where name = 'New'`);
      const entries = await logged(world);
      assert.deepEqual(
        entries.map(({ action, old, new: now }) => [action, old, now]),
        [
          ['machine.added', null, { name: 'New', type: 'pump', metadata: {} }],
          ['machine.changed', { type: 'pump' }, { type: 'press' }],
          ['machine.deleted', { name: 'New', type: 'press', metadata: {} }, null],
        ],
      );
      assert.ok(
        entries.every((entry) => entry.actor_id === ACCOUNTS.maintenanceA && entry.actor_kind === 'member'),
      );
      assert.equal(new Set(entries.map(({ target_id }) => target_id)).size, 1);
    }));
  it('are silent about states and health', () =>
    inWorld(async (world) => {
      await world.as('maintenanceA', `update public.machines set status = 'fault'`);
      await world.as('maintenanceA', 'select public.record_readings($1)', {
        params: [
          JSON.stringify([{ machine_id: MACHINE_A, timestamp: new Date().toISOString(), vibration: 9 }]),
        ],
      });
      await world.owner('update public.machines set health_score = 1');
      assert.deepEqual(await actions(world), []);
    }));
  it('are one for each machine of a batch, under its own tenant', () =>
    inWorld(async (world) => {
      await world.as('service_role', `update public.machines set type = 'robot' where name like 'Mill%'`);
      assert.equal((await actions(world)).length, 12);
      assert.equal((await actions(world, TENANT_B)).length, 5);
    }));
});

describe('entries of the platform', () => {
  it('are about its admins, plans and sealing keys, under the nil tenant', () =>
    inWorld(async (world) => {
      await world.owner(`insert into private.platform_admins (user_id) values ('${ACCOUNTS.stranger}')`);
      await world.owner(`delete from private.platform_admins where user_id = '${ACCOUNTS.stranger}'`);
      await world.owner(`update private.plan_limits set max_members = 11 where plan_tier = 'Basic'`);
      const entries = await logged(world, NIL_TENANT);
      assert.deepEqual(
        entries.map(({ action, target_id }) => [action, target_id]),
        [
          ['platform_admin.added', ACCOUNTS.stranger],
          ['platform_admin.removed', ACCOUNTS.stranger],
          ['plan.changed', 'Basic'],
        ],
      );
      assert.deepEqual(entries[2]?.old, { max_members: 10 });
    }));
});
