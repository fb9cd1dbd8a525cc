import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, type Actor, MEMBERS_A, OUTSIDERS, TENANT_A } from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { withResellers } from '../support/resellers.ts';
import { inWorld, type World } from '../support/world.ts';

const set = (who: Actor, role: string, permissions = 'null'): string =>
  `select public.set_member('${ACCOUNTS[who]}', ${role}, ${permissions}) as a`;
const remove = (who: Actor): string => `select public.remove_member('${ACCOUNTS[who]}') as a`;
const PROMOTE = set('salesA', `'maintenance'`);
const roleOf = async (world: World, who: Actor): Promise<unknown> =>
  (await world.owner('select role, permissions from public.user_profiles where id = $1', [ACCOUNTS[who]]))[0];
const reason = async (world: World, actor: Actor, sql: string): Promise<unknown> => {
  const { code, detail } = await refusal(world, actor, sql);
  assert.equal(code, 'NX011', sql);
  return detail.reason;
};
/** salesA manages members without being master admin. */
const manager = (world: World): Promise<unknown> =>
  world.owner(
    `update public.user_profiles set permissions = '{"members.manage": true}' where id = '${ACCOUNTS.salesA}'`,
  );

describe('set_member and remove_member', () => {
  for (const sql of [PROMOTE, remove('salesA')]) {
    it(`${sql.slice(7, 27)}: needs members.manage in the tenant`, () =>
      inWorld(async (world) => {
        await withResellers(world);
        await refusedAs(world, sql, {
          42501: ['anon', 'service_role'],
          NX001: OUTSIDERS,
          NX003: ['maintenanceA', 'salesA', 'ceoA'],
          // Members of other tenants do not exist; a reseller is no exception.
          NX004: ['adminB', 'adminR', 'adminC'],
        });
        await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
        await refusedAs(world, sql, { NX002: MEMBERS_A });
      }));
  }
  it('reach nobody in a child, nor who does not exist', () =>
    inWorld(async (world) => {
      await withResellers(world);
      await world.refused('NX004', 'adminR', remove('salesC'));
      await world.refused('NX004', 'adminA', remove('stranger'));
      await world.refused('NX004', 'adminA', 'select public.remove_member(null)');
    }));
  it('change role and single rights; what is null stays', () =>
    inWorld(async (world) => {
      const answer = await call<{ role: string }>(
        world,
        'adminA',
        `public.set_member('${ACCOUNTS.salesA}', 'c_level')`,
      );
      assert.equal(answer.role, 'c_level');
      await world.as('adminA', set('salesA', 'null', `'{"telemetry.write": true}'`));
      assert.deepEqual(await roleOf(world, 'salesA'), {
        role: 'c_level',
        permissions: { 'telemetry.write': true },
      });
      const log = await world.as(
        'adminA',
        `select actor_id, action from public.audit_log where target_id = $1 and at >= now() order by at, cmin::text::int`,
        {
          params: [ACCOUNTS.salesA],
        },
      );
      assert.deepEqual(log, [
        { actor_id: ACCOUNTS.adminA, action: 'member.role_changed' },
        { actor_id: ACCOUNTS.adminA, action: 'member.permissions_changed' },
      ]);
    }));
  it('take effect at the next statement, and removal leaves the account', () =>
    inWorld(async (world) => {
      await world.as('adminA', remove('salesA'));
      await world.nothing('salesA', 'select id from public.machines');
      await world.refused('NX001', 'salesA', 'select public.fleet_overview()');
      assert.equal((await world.owner('select from auth.users where id = $1', [ACCOUNTS.salesA])).length, 1);
    }));
  it('refuse unknown roles and permissions', () =>
    inWorld(async (world) => {
      await world.refused('23514', 'adminA', set('salesA', `'root'`));
      await world.refused('23514', 'adminA', set('salesA', `'sales'`, `'{"fly": true}'`));
      await world.refused('23514', 'adminA', set('salesA', `'sales'`, `'[]'`));
      await world.refused('23514', 'adminA', set('salesA', `'sales'`, `'{"ai.use": "yes"}'`));
    }));
  it('are never for oneself', () =>
    inWorld(async (world) => {
      assert.equal(await reason(world, 'adminA', set('adminA', `'sales'`)), 'oneself');
      assert.equal(await reason(world, 'adminA', remove('adminA')), 'oneself');
      await manager(world);
      assert.equal(await reason(world, 'salesA', set('salesA', `'maintenance'`)), 'oneself');
      assert.equal(await reason(world, 'salesA', set('salesA', 'null', `'{"ai.use": true}'`)), 'oneself');
    }));
});

describe('a master admin', () => {
  it('makes, lowers and removes another one', () =>
    inWorld(async (world) => {
      await world.as('adminA', set('ceoA', `'master_admin'`));
      await world.as('ceoA', set('adminA', `'sales'`));
      assert.equal(((await roleOf(world, 'adminA')) as { role: string }).role, 'sales');
      await world.as('ceoA', set('adminA', `'master_admin'`));
      await world.as('adminA', remove('ceoA'));
    }));
  it('grants what he lacks himself', () =>
    inWorld(async (world) => {
      await world.owner(
        `update public.user_profiles set permissions = '{"api_key.manage": false}' where id = '${ACCOUNTS.adminA}'`,
      );
      await world.as('adminA', set('ceoA', 'null', `'{"api_key.manage": true}'`));
    }));
  it('who is the last one stays, when the others are deleted accounts', () =>
    inWorld(async (world) => {
      // Somebody who manages as a master admin, yet whose account is marked deleted, does not count as remaining.
      await world.as('adminA', set('ceoA', `'master_admin'`));
      await world.owner(`update auth.users set deleted_at = now() where id = '${ACCOUNTS.ceoA}'`);
      await world.refused('NX001', 'ceoA', remove('adminA'));
      await world.as('adminA', remove('ceoA'));
      assert.equal(await reason(world, 'adminA', remove('adminA')), 'oneself');
    }));
  it('who gave up members.manage does not manage', () =>
    inWorld(async (world) => {
      await world.owner(
        `update public.user_profiles set permissions = '{"members.manage": false}' where id = '${ACCOUNTS.adminA}'`,
      );
      await world.refused('NX003', 'adminA', PROMOTE);
    }));
});

describe('who manages members without being master admin', () => {
  it('neither makes, changes nor removes a master admin', () =>
    inWorld(async (world) => {
      await manager(world);
      for (const sql of [
        set('ceoA', `'master_admin'`),
        set('adminA', `'sales'`),
        set('adminA', 'null', `'{"ai.use": false}'`),
        set('adminA', `'master_admin'`, `'{"members.manage": false}'`),
        remove('adminA'),
      ]) {
        assert.equal(await reason(world, 'salesA', sql), 'master_admin', sql);
      }
    }));
  it('grants nothing that he lacks, by role or singly', () =>
    inWorld(async (world) => {
      await manager(world);
      const { detail } = await refusal(world, 'salesA', set('ceoA', `'maintenance'`));
      assert.equal(detail.reason, 'beyond_own');
      assert.ok((detail.permissions as string[]).includes('machines.write'));
      assert.equal(
        await reason(world, 'salesA', set('ceoA', 'null', `'{"api_key.manage": true}'`)),
        'beyond_own',
      );
      assert.equal(
        await reason(world, 'salesA', set('ceoA', 'null', `'{"telemetry.write": true}'`)),
        'beyond_own',
      );
    }));
  it('leaves what the member had, takes away, and removes', () =>
    inWorld(async (world) => {
      await manager(world);
      await world.as('salesA', set('maintenanceA', 'null', `'{"ai.use": false}'`));
      await world.as('salesA', set('maintenanceA', `'sales'`, `'{"members.manage": true}'`));
      // What was taken away is gone: he cannot give it back.
      assert.equal(await reason(world, 'salesA', set('maintenanceA', `'maintenance'`)), 'beyond_own');
      await world.as('salesA', remove('maintenanceA'));
    }));
});

describe('list_members', () => {
  const LIST = 'select public.list_members() as a';
  it('gives who manages members the own tenant with addresses and what each may do', () =>
    inWorld(async (world) => {
      const members = await call<
        { id: string; email: string; role: string; effective_permissions: string[] }[]
      >(world, 'adminA', 'public.list_members()');
      assert.equal(members.length, 5);
      assert.ok(members.every(({ email }) => email.endsWith('@alpenwerk.example')));
      const sales = members.find(({ id }) => id === ACCOUNTS.salesA);
      assert.deepEqual(sales?.effective_permissions, [
        'machines.read',
        'documents.read',
        'documents.write',
        'ai.use',
      ]);
    }));
  it('is closed to everybody else', () =>
    inWorld(async (world) => {
      await refusedAs(world, LIST, {
        42501: ['anon', 'service_role'],
        NX001: OUTSIDERS,
        NX003: ['maintenanceA', 'salesA', 'ceoA'],
      });
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await refusedAs(world, LIST, { NX002: MEMBERS_A });
    }));
});
