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

const inResale = (work: (world: World) => Promise<void>): Promise<void> =>
  inWorld(async (world) => {
    await withResellers(world);
    await work(world);
  });
const share = (world: World): Promise<unknown> =>
  world.as('adminC', 'select public.share_with_reseller(true)');

describe('sharing with a reseller', () => {
  const look = `select public.shared_fleet_overview('${TENANT_C}')`;

  it('ends when the tenant comes to another reseller', () =>
    inResale(async (world) => {
      await share(world);
      await world.owner(`update public.tenants set parent_id = '${TENANT_F}' where id = '${TENANT_C}'`);
      await world.refused('NX010', 'adminF', look);
    }));
  it("does not widen what the reseller's own admin may see", () =>
    inResale(async (world) => {
      await share(world);
      await world.as('adminR', look);
      await world.owner(
        `update public.user_profiles set permissions = '{"telemetry.read": false}' where id = '${ACCOUNTS.adminR}'`,
      );
      await world.refused('NX003', 'adminR', look);
    }));
  it("is the child's own master admin's to allow", () =>
    inResale(async (world) => {
      const sql = 'select public.share_with_reseller(true)';
      await refusedAs(world, sql, {
        42501: ['anon', 'service_role'],
        NX001: ['stranger', 'platformAdmin'],
        NX010: ['salesC', 'salesR', 'maintenanceA', 'salesA', 'ceoA'],
      });
      // The role, not the permission to manage members.
      await world.owner(
        `update public.user_profiles set permissions = '{"members.manage": true}' where role = 'sales'`,
      );
      await world.refused('NX010', 'salesC', sql);
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_C}'`);
      await world.refused('NX002', 'adminC', sql);
    }));
  it('opens the machines to the reseller and the platform, nobody else, and each look is logged', () =>
    inResale(async (world) => {
      assert.deepEqual((await refusal(world, 'adminR', look)).detail, { needs: 'sharing' });
      await world.refused('NX010', 'platformAdmin', look);
      await share(world);
      for (const actor of ['adminR', 'platformAdmin'] as const) {
        const [row] = await world.as<{ a: { name: string; latest: null }[] }>(actor, `${look} as a`);
        assert.deepEqual(
          row?.a.map(({ name, latest }) => [name, latest]),
          [['Press of C', null]],
        );
      }
      await refusedAs(world, look, { NX004: ['adminF'], NX010: ['salesR', 'adminA', 'adminD', 'stranger'] });
      const looks = await world.as(
        'adminC',
        `select actor_kind from public.audit_log where action = 'machines.viewed' order by at, cmin::text::int`,
      );
      assert.deepEqual(looks, [{ actor_kind: 'reseller' }, { actor_kind: 'platform_admin' }]);
      await world.nothing('adminR', `select from public.machines where tenant_id = '${TENANT_C}'`);
    }));
  it('ends at once, and with suspension', () =>
    inResale(async (world) => {
      await share(world);
      await call(world, 'adminR', `public.suspend_tenant('${TENANT_C}')`);
      await world.refused('NX002', 'adminR', look);
      await call(world, 'adminR', `public.resume_tenant('${TENANT_C}')`);
      await call(world, 'adminC', 'public.share_with_reseller(false)');
      await world.refused('NX010', 'adminR', look);
    }));
  it('decides whether the log shows machines', () =>
    inResale(async (world) => {
      const kinds = async (): Promise<Set<string>> => {
        const entries = await call<{ target_table: string }[]>(
          world,
          'adminR',
          `public.audit_entries('${TENANT_C}')`,
        );
        return new Set(entries.map((entry) => entry.target_table));
      };
      assert.deepEqual(await kinds(), new Set(['user_profiles', 'tenants']));
      await share(world);
      assert.deepEqual(await kinds(), new Set(['tenants', 'machines', 'user_profiles']));
    }));
  it('the log comes newest first, by pages', () =>
    inResale(async (world) => {
      type Entries = { at: string; id: string; action: string }[];
      const all = await call<Entries>(world, 'adminR', `public.audit_entries('${TENANT_C}')`);
      assert.ok(all.some(({ action }) => action === 'tenant.opened'));
      assert.deepEqual(
        all.map(({ at }) => at),
        all
          .map(({ at }) => at)
          .sort()
          .reverse(),
      );
      const first = await call<Entries>(
        world,
        'adminR',
        `public.audit_entries('${TENANT_C}', max_rows => 1)`,
      );
      const rest = await call<Entries>(world, 'adminR', `public.audit_entries('${TENANT_C}', $1)`, [
        first.at(-1)?.at,
      ]);
      assert.deepEqual([...first, ...rest], all);
      for (const rows of [0, 501, 'null']) {
        await world.refused('NX006', 'adminR', `select public.audit_entries('${TENANT_C}', null, ${rows})`);
      }
    }));
});

describe('what resale writes on a tenant', () => {
  const columns = [
    'parent_id',
    'is_reseller',
    'hostnames',
    'suspended_by',
    'shares_with_reseller',
    'keeps_ai_prompts',
  ];

  it('members read of their own tenant, and nobody writes', () =>
    inResale(async (world) => {
      const [row] = await world.as('salesC', `select ${columns.join()} from public.tenants`);
      assert.equal(row?.parent_id, TENANT_R);
      for (const column of columns) {
        for (const actor of [
          'anon',
          'stranger',
          'platformAdmin',
          'adminR',
          'adminC',
          ...MEMBERS_A,
        ] as const) {
          await world.refused('42501', actor, `update public.tenants set ${column} = default`);
        }
      }
    }));
  it('keeps one level: the parent is a reseller, a reseller has none', () =>
    inResale(async (world) => {
      const change = (what: string, id: string): string =>
        `update public.tenants set ${what} where id = '${id}'`;
      await world.refused('23514', 'service_role', change(`parent_id = '${TENANT_A}'`, TENANT_D));
      await world.refused('23514', 'service_role', change(`parent_id = '${TENANT_F}'`, TENANT_R));
      await world.refused('23514', 'service_role', change('parent_id = id', TENANT_R));
      await world.refused('23503', 'service_role', `delete from public.tenants where id = '${TENANT_R}'`);
    }));
  it('is told by current_membership to who acts for the reseller', () =>
    inResale(async (world) => {
      const told = async (actor: Actor): Promise<unknown[]> => {
        const found = await call<Record<string, unknown>>(world, actor, 'public.current_membership()');
        return [
          found.is_reseller,
          found.is_platform_admin,
          (found.features as { reselling: boolean }).reselling,
        ];
      };
      assert.deepEqual(await told('adminR'), [true, false, true]);
      assert.deepEqual(await told('salesR'), [false, false, true]);
      assert.deepEqual(await told('adminC'), [false, false, false]);
      await world.owner(`insert into private.platform_admins (user_id) values ('${ACCOUNTS.adminC}')`);
      assert.deepEqual(await told('adminC'), [false, true, false]);
    }));
});
