import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  type Actor,
  MEMBERS_A,
  TENANT_A,
  TENANT_C,
  TENANT_D,
  TENANT_F,
  TENANT_R,
} from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { withResellers } from '../support/resellers.ts';
import { inWorld, type World } from '../support/world.ts';

const MISSING = '99999999-0000-4000-8000-000000000001';
/** Signed in, and neither platform admin nor a reseller's master admin. */
const OTHERS: readonly Actor[] = ['stranger', ...MEMBERS_A, 'salesR', 'adminC', 'salesC'];

/** Everything that acts on a tenant from outside. */
const ACTS: readonly [name: string, sql: (tenant: string) => string][] = [
  ['update_tenant', (id) => `select public.update_tenant('${id}', '{"name": "Renamed"}')`],
  ['set_plan', (id) => `select public.set_plan('${id}', 'Basic')`],
  ['suspend_tenant', (id) => `select public.suspend_tenant('${id}')`],
  ['resume_tenant', (id) => `select public.resume_tenant('${id}')`],
  ['audit_entries', (id) => `select public.audit_entries('${id}')`],
  ['shared_fleet_overview', (id) => `select public.shared_fleet_overview('${id}')`],
  [
    'invite_member',
    (id) => `select public.invite_member('x@y.example', 'master_admin', tenant_id => '${id}')`,
  ],
];
const inResale = (work: (world: World) => Promise<void>): Promise<void> =>
  inWorld(async (world) => {
    await withResellers(world);
    await work(world);
  });

describe('who acts on a tenant from outside', () => {
  for (const [name, sql] of ACTS) {
    it(`${name}: NX010 to others, NX004 beyond the own children, closed to anon and service_role`, () =>
      inResale(async (world) => {
        // Into the own tenant its members may invite.
        const others = name === 'invite_member' ? OTHERS.filter((actor) => !actor.endsWith('C')) : OTHERS;
        await refusedAs(world, sql(TENANT_C), { 42501: ['anon', 'service_role'], NX010: others });
        // What exists and what does not looks the same.
        for (const id of [TENANT_C, MISSING]) await world.refused('NX010', 'adminA', sql(id));
        const beyond = [TENANT_D, TENANT_F, TENANT_A, MISSING];
        if (name !== 'invite_member') beyond.push(TENANT_R);
        for (const id of beyond) {
          assert.deepEqual(
            await refusal(world, 'adminR', sql(id)),
            await refusal(world, 'adminR', sql(MISSING)),
          );
          await world.refused('NX004', 'adminR', sql(id));
        }
        await world.refused('NX004', 'adminF', sql(TENANT_C));
      }));
    it(`${name}: refused at once to a reseller that is suspended, demoted or on a smaller plan`, () =>
      inResale(async (world) => {
        await world.owner(`update public.tenants set plan_tier = 'Pro' where id = '${TENANT_R}'`);
        await world.refused('NX010', 'adminR', sql(TENANT_C));
        await world.owner(
          `update public.tenants set plan_tier = 'Enterprise', status = 'Suspended' where id = '${TENANT_R}'`,
        );
        await world.refused('NX002', 'adminR', sql(TENANT_C));
        await world.owner(
          `update public.tenants set status = 'Active', is_reseller = false where id = '${TENANT_R}'`,
        );
        await world.refused('NX010', 'adminR', sql(TENANT_C));
        await world.owner(`update public.tenants set is_reseller = true where id = '${TENANT_R}'`);
        await world.owner(`update public.user_profiles set role = 'c_level' where id = '${ACCOUNTS.adminR}'`);
        await world.refused('NX010', 'adminR', sql(TENANT_C));
      }));
  }
});

describe('a reseller', () => {
  it('opens children, and only children', () =>
    inResale(async (world) => {
      const opened = await call<Record<string, unknown>>(
        world,
        'adminR',
        `public.open_tenant('New child', 'new-child', 'Pro', '{"primaryColor": "#123456"}', '{new.example.com}')`,
      );
      assert.equal(opened.parent_id, TENANT_R);
      assert.equal(opened.plan_tier, 'Pro');
      assert.deepEqual(opened.hostnames, ['new.example.com']);
      assert.equal(opened.member_count, 0);
      const [entry] = await world.owner(
        `select action, actor_kind, actor_id from public.audit_log where tenant_id = $1`,
        [opened.id],
      );
      assert.deepEqual(entry, { action: 'tenant.opened', actor_kind: 'reseller', actor_id: ACCOUNTS.adminR });
    }));
  it('opening is refused to others', () =>
    inResale(async (world) => {
      const sql = `select public.open_tenant('N', 'n')`;
      await refusedAs(world, sql, { 42501: ['anon', 'service_role'], NX010: OTHERS });
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_R}'`);
      await refusedAs(world, sql, { NX002: ['adminR', 'salesR'] });
    }));
  it('opening goes by the rules of the table', () =>
    inResale(async (world) => {
      await world.refused('NX006', 'adminR', `select public.open_tenant('N', 'n', 'Gold')`);
      await world.refused('23505', 'adminR', `select public.open_tenant('N', 'alpenwerk')`);
      await world.refused('23514', 'adminR', `select public.open_tenant('N', 'Not a slug')`);
      await world.refused('NX008', 'adminR', `select public.open_tenant('N', 'n', 'Basic', '{"radius": 4}')`);
    }));
  it('changes name, slug, brand and host names of a child, each in the log', () =>
    inResale(async (world) => {
      await call(
        world,
        'adminR',
        `public.update_tenant('${TENANT_C}', '{"name": "C2", "slug": "c-2", "branding": {"radius": 4}, "hostnames": ["c.example.com"]}')`,
      );
      const rows = await world.owner(
        `select name, slug, branding, hostnames from public.tenants where id = '${TENANT_C}'`,
      );
      assert.deepEqual(rows, [
        { name: 'C2', slug: 'c-2', branding: { radius: 4 }, hostnames: ['c.example.com'] },
      ]);
      const entries = await world.owner(
        `select action from public.audit_log where tenant_id = '${TENANT_C}' and actor_kind = 'reseller' order by at, cmin::text::int`,
      );
      assert.deepEqual(entries, [
        { action: 'tenant.renamed' },
        { action: 'tenant.branding_changed' },
        { action: 'tenant.hostnames_changed' },
      ]);
    }));
  const badChanges = [
    '[]',
    'null',
    '1',
    '{"plan_tier": "Pro"}',
    '{"name": null}',
    '{"name": 1}',
    '{"branding": []}',
  ];
  for (const changes of [
    ...badChanges,
    '{"hostnames": "a.example.com"}',
    '{"hostnames": [1]}',
    '{"hostnames": {"a": 1}}',
  ]) {
    it(`changes nothing by ${changes}`, () =>
      inResale((world) =>
        world.refused('NX006', 'adminR', `select public.update_tenant('${TENANT_C}', '${changes}')`),
      ));
  }
  it('gives plans up to its own', () =>
    inResale(async (world) => {
      await call(world, 'adminR', `public.set_plan('${TENANT_C}', 'Enterprise')`);
      await world.owner(`update private.plan_limits set allows_reselling = true where plan_tier = 'Pro'`);
      await world.owner(`update public.tenants set plan_tier = 'Pro' where id = '${TENANT_R}'`);
      const sql = `select public.set_plan('${TENANT_C}', 'Enterprise')`;
      assert.deepEqual((await refusal(world, 'adminR', sql)).detail, { needs: 'platform_admin' });
      await world.refused('NX010', 'adminR', `select public.open_tenant('N', 'n', 'Enterprise')`);
      await call(world, 'adminR', `public.set_plan('${TENANT_C}', 'Pro')`);
      await world.refused('NX006', 'adminR', `select public.set_plan('${TENANT_C}', 'Gold')`);
    }));
  it('suspends and resumes a child, at once', () =>
    inResale(async (world) => {
      assert.equal((await world.as('salesC', 'select id from public.machines')).length, 1);
      const suspended = await call<{ suspended_by: string }>(
        world,
        'adminR',
        `public.suspend_tenant('${TENANT_C}')`,
      );
      assert.equal(suspended.suspended_by, 'reseller');
      await world.nothing('salesC', 'select id from public.machines');
      await world.refused('NX002', 'adminC', 'select public.plan_usage()');
      const resumed = await call<{ status: string; suspended_by: null }>(
        world,
        'adminR',
        `public.resume_tenant('${TENANT_C}')`,
      );
      assert.deepEqual([resumed.status, resumed.suspended_by], ['Active', null]);
      assert.equal((await world.as('salesC', 'select id from public.machines')).length, 1);
    }));
  it('cannot resume what the platform, or the service, suspended', () =>
    inResale(async (world) => {
      const resume = `select public.resume_tenant('${TENANT_C}')`;
      await call(world, 'adminR', `public.suspend_tenant('${TENANT_C}')`);
      await call(world, 'platformAdmin', `public.suspend_tenant('${TENANT_C}')`);
      await world.refused('NX010', 'adminR', resume);
      await call(world, 'adminR', `public.suspend_tenant('${TENANT_C}')`);
      await world.refused('NX010', 'adminR', resume);
      await call(world, 'platformAdmin', `public.resume_tenant('${TENANT_C}')`);
      await world.as(
        'service_role',
        `update public.tenants set status = 'Suspended' where id = '${TENANT_C}'`,
      );
      await world.refused('NX010', 'adminR', resume);
    }));
  it('makes no reseller', () =>
    inResale(async (world) => {
      const sql = `select public.set_reseller('${TENANT_C}', true)`;
      await refusedAs(world, sql, { 42501: ['anon', 'service_role'], NX010: ['adminR', ...OTHERS] });
    }));
  it('sees nothing of its children in any table', () =>
    inResale(async (world) => {
      for (const table of [
        'machines',
        'user_profiles',
        'telemetry',
        'machine_latest',
        'audit_log',
        'invitations',
        'ai_requests',
      ]) {
        await world.nothing('adminR', `select from public.${table} where tenant_id = '${TENANT_C}'`);
      }
      await world.nothing('adminR', `select id from public.tenants where id <> '${TENANT_R}'`);
    }));
  it('lists its own children only', () =>
    inResale(async (world) => {
      const list = await call<{ tenants: Record<string, unknown>[]; next: null }>(
        world,
        'adminR',
        'public.list_tenants()',
      );
      assert.equal(list.next, null);
      assert.deepEqual(
        list.tenants.map(({ id, machine_count, member_count }) => [id, machine_count, member_count]),
        [[TENANT_C, 1, 2]],
      );
      await world.refused('NX004', 'adminR', `select public.list_tenants(after => '${TENANT_D}')`);
      await refusedAs(world, 'select public.list_tenants()', {
        42501: ['anon', 'service_role'],
        NX010: OTHERS,
      });
    }));
});
