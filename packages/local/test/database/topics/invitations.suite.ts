import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  type Actor,
  MEMBERS_A,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
  TENANT_C,
  TENANT_D,
} from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { addAccount, withResellers } from '../support/resellers.ts';
import { inWorld, type World } from '../support/world.ts';

const ADDRESS = 'stranger@example.com';
const ACCEPT = 'select public.accept_invitation()';

interface Invitation {
  id: string;
  tenant_id: string;
  email: string;
  role: string;
  is_for_first_admin: boolean;
  invited_by: string;
}
const invite = (
  world: World,
  actor: Actor = 'adminA',
  role = 'sales',
  email = ADDRESS,
): Promise<Invitation> => call(world, actor, 'public.invite_member($1, $2)', [email, role]);
/** The seeded stranger with a confirmed address. */
const confirmed = (world: World): Promise<void> => addAccount(world, 'stranger', ADDRESS);
const reason = async (world: World): Promise<unknown> => {
  const { code, detail } = await refusal(world, 'stranger', ACCEPT);
  assert.equal(code, 'NX009');
  return detail.reason;
};

describe('invitations', () => {
  it('are seen by who manages members, in the own tenant', () =>
    inWorld(async (world) => {
      await invite(world);
      assert.deepEqual(await world.as('adminA', 'select tenant_id, email from public.invitations'), [
        { tenant_id: TENANT_A, email: ADDRESS },
      ]);
      for (const actor of ['maintenanceA', 'salesA', 'ceoA', 'adminB', ...OUTSIDERS] as const) {
        await world.nothing(actor, 'select from public.invitations');
      }
      await world.refused('42501', 'anon', 'select from public.invitations');
      assert.equal((await world.as('service_role', 'select from public.invitations')).length, 1);
      await world.owner(`update public.tenants set status = 'Suspended'`);
      await world.nothing('adminA', 'select from public.invitations');
    }));
  it('are written by functions only', () =>
    inWorld(async (world) => {
      await invite(world);
      for (const actor of ['anon', ...OUTSIDERS, ...MEMBERS_A] as const) {
        await refusedAs(
          world,
          `insert into public.invitations (tenant_id, email, role) values ('${TENANT_A}', 'x@y.example', 'sales')`,
          { 42501: [actor] },
        );
        await refusedAs(world, `update public.invitations set role = 'master_admin'`, { 42501: [actor] });
        await refusedAs(world, 'delete from public.invitations', { 42501: [actor] });
      }
    }));
});

describe('invite_member', () => {
  const sql = `select public.invite_member('${ADDRESS}', 'sales')`;

  it('needs members.manage', () =>
    inWorld(async (world) => {
      await refusedAs(world, sql, {
        42501: ['anon', 'service_role'],
        NX001: OUTSIDERS,
        NX003: ['maintenanceA', 'salesA', 'ceoA'],
      });
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await refusedAs(world, sql, { NX002: MEMBERS_A });
    }));
  it('names who invited, and ends in seven days', () =>
    inWorld(async (world) => {
      const made = await invite(world);
      assert.deepEqual(
        [made.tenant_id, made.role, made.invited_by, made.is_for_first_admin],
        [TENANT_A, 'sales', ACCOUNTS.adminA, false],
      );
      const rows = await world.owner(
        `select (expires_at - created_at)::text as open from public.invitations`,
      );
      assert.deepEqual(rows, [{ open: '7 days' }]);
      const log = await world.as(
        'adminA',
        `select old, new from public.audit_log where action = 'member.invited'`,
      );
      assert.deepEqual(log, [{ old: null, new: { role: 'sales', permissions: {} } }]);
    }));
  it('is open once an address and tenant, whatever its case; an expired one gives way', () =>
    inWorld(async (world) => {
      await invite(world);
      await world.refused('23505', 'adminA', `select public.invite_member('STRANGER@example.com', 'sales')`);
      await invite(world, 'adminB');
      await world.owner('update public.invitations set expires_at = now()');
      await invite(world);
    }));
  it('refuses what is no address, role or permission', () =>
    inWorld(async (world) => {
      for (const args of [
        `'nobody', 'sales'`,
        `'a b@c.example', 'sales'`,
        `'${ADDRESS}', 'root'`,
        `'${ADDRESS}', 'sales', '{"fly": true}'`,
      ]) {
        await world.refused('23514', 'adminA', `select public.invite_member(${args})`);
      }
      await world.refused('23502', 'adminA', 'select public.invite_member(null, null)');
    }));
  it('refuses who is a member already, and where the plan has no room', () =>
    inWorld(async (world) => {
      const { code, detail } = await refusal(
        world,
        'adminA',
        `select public.invite_member('SALES@alpenwerk.example', 'sales')`,
      );
      assert.deepEqual([code, detail], ['NX011', { reason: 'member' }]);
      await world.owner('update private.plan_limits set max_members = 5');
      await world.refused('NX007', 'adminA', sql);
    }));
  it('gives nobody more than the inviter has, unless a master admin', () =>
    inWorld(async (world) => {
      await world.owner(
        `update public.user_profiles set permissions = '{"members.manage": true}' where role = 'sales'`,
      );
      const reasons = async (args: string): Promise<unknown> =>
        (await refusal(world, 'salesA', `select public.invite_member('${ADDRESS}', ${args})`)).detail.reason;
      assert.equal(await reasons(`'master_admin'`), 'master_admin');
      assert.equal(await reasons(`'c_level'`), 'beyond_own');
      assert.equal(await reasons(`'sales', '{"api_key.manage": true}'`), 'beyond_own');
      await world.as(
        'salesA',
        `select public.invite_member('${ADDRESS}', 'sales', '{"members.manage": true}')`,
      );
      await world.as('adminA', `select public.invite_member('b@example.com', 'master_admin')`);
    }));
});

describe('the first admin of a tenant', () => {
  const first = (tenant: string, more = ''): string =>
    `select public.invite_member('${ADDRESS}', 'master_admin'${more}, tenant_id => '${tenant}') as a`;
  const orphan = (world: World): Promise<unknown> =>
    world.owner(
      `delete from public.user_profiles where tenant_id in ('${TENANT_C}', '${TENANT_B}') and role = 'master_admin'`,
    );

  it('is invited by the reseller of the tenant or the platform, while there is none', () =>
    inWorld(async (world) => {
      await withResellers(world);
      await world.refused('NX010', 'adminR', first(TENANT_C));
      await world.refused('NX010', 'platformAdmin', first(TENANT_B));
      await orphan(world);
      await world.as('adminR', first(TENANT_C));
      await world.as('platformAdmin', first(TENANT_B));
      await world.refused('NX004', 'adminR', first(TENANT_D));
      await world.refused('NX010', 'adminA', first(TENANT_B));
    }));
  it('is a master admin without single rights', () =>
    inWorld(async (world) => {
      await withResellers(world);
      await orphan(world);
      const other = `select public.invite_member('${ADDRESS}', 'sales', tenant_id => '${TENANT_C}')`;
      await world.refused('NX010', 'adminR', other);
      await world.refused('NX010', 'adminR', first(TENANT_C, `, permissions => '{"ai.use": false}'`));
    }));
  it('comes once: the second such invitation is void', () =>
    inWorld(async (world) => {
      await withResellers(world);
      await orphan(world);
      await confirmed(world);
      await world.as('adminR', first(TENANT_C));
      await world.as('adminR', first(TENANT_C).replace(ADDRESS, 'operator@nexus.example'));
      await world.as('stranger', ACCEPT);
      await world.refused('NX009', 'platformAdmin', ACCEPT);
      await world.refused('NX010', 'adminR', first(TENANT_C));
      const log = await world.owner(
        `select actor_kind, action from public.audit_log where tenant_id = $1 and at >= now() order by at desc, cmin::text::int desc limit 3`,
        [TENANT_C],
      );
      assert.deepEqual(log, [
        { actor_kind: 'member', action: 'member.added' },
        { actor_kind: 'reseller', action: 'member.invited' },
        { actor_kind: 'reseller', action: 'member.invited' },
      ]);
    }));
});

describe('accept_invitation', () => {
  it('makes the account a member, with what was offered', () =>
    inWorld(async (world) => {
      await confirmed(world);
      await world.as(
        'adminA',
        `select public.invite_member('Stranger@Example.com', 'sales', '{"ai.use": false}', 'New Person')`,
      );
      assert.deepEqual(
        (await call<{ role: string; tenant: unknown }[]>(world, 'stranger', 'public.my_invitations()')).map(
          ({ role, tenant }) => [role, tenant],
        ),
        [['sales', { name: 'Alpenwerk Präzision', slug: 'alpenwerk' }]],
      );
      const membership = await call<Record<string, unknown>>(world, 'stranger', 'public.accept_invitation()');
      assert.deepEqual([membership.role, membership.full_name], ['sales', 'New Person']);
      assert.deepEqual(membership.permissions, ['machines.read', 'documents.read', 'documents.write']);
      assert.equal((await world.as('stranger', 'select id from public.machines')).length, 28);
      // Once.
      assert.equal((await refusal(world, 'stranger', ACCEPT)).code, 'NX011');
    }));
  it('is closed to anon and service_role, and to members', () =>
    inWorld(async (world) => {
      for (const sql of [ACCEPT, 'select public.my_invitations()']) {
        await refusedAs(world, sql, { 42501: ['anon', 'service_role'] });
      }
      await refusedAs(world, ACCEPT, { NX011: MEMBERS_A, NX009: OUTSIDERS });
      await invite(world, 'adminB', 'sales', 'fresh@example.com');
      assert.deepEqual(await call(world, 'salesA', 'public.my_invitations()'), []);
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await refusedAs(world, ACCEPT, { NX002: MEMBERS_A });
    }));
  it('tells why there is none', () =>
    inWorld(async (world) => {
      await addAccount(world, 'stranger', ADDRESS, false);
      await invite(world);
      assert.equal(await reason(world), 'unconfirmed');
      assert.deepEqual(await call(world, 'stranger', 'public.my_invitations()'), []);
      await confirmed(world);
      await world.owner('update public.invitations set expires_at = now()');
      assert.equal(await reason(world), 'expired');
      await world.owner('update public.invitations set revoked_at = now()');
      assert.equal(await reason(world), 'revoked');
      await world.owner('delete from public.invitations');
      assert.equal(await reason(world), 'missing');
    }));
  it("is not for another's address", () =>
    inWorld(async (world) => {
      await confirmed(world);
      const made = await invite(world, 'adminA', 'master_admin', 'someone-else@example.com');
      await world.refused('NX009', 'stranger', `select public.accept_invitation('${made.id}')`);
    }));
  it('is not for an address that only looks the same', () =>
    inWorld(async (world) => {
      await addAccount(world, 'stranger', '\u212Aate@bank.example');
      await invite(world, 'adminA', 'sales', 'kate@bank.example');
      await world.refused('NX009', 'stranger', ACCEPT);
      await addAccount(world, 'stranger', 'Kate@Bank.example');
      await world.as('stranger', ACCEPT);
    }));
  for (const end of ['remove_member', 'set_member'] as const) {
    it(`ends with the standing of who made it: ${end}`, () =>
      inWorld(async (world) => {
        await confirmed(world);
        await world.owner(
          `update public.user_profiles set role = 'master_admin' where id = '${ACCOUNTS.ceoA}'`,
        );
        await invite(world, 'ceoA', 'master_admin');
        const args = end === 'set_member' ? `'${ACCOUNTS.ceoA}', 'sales'` : `'${ACCOUNTS.ceoA}'`;
        await world.as('adminA', `select public.${end}(${args})`);
        assert.equal(await reason(world), 'revoked');
      }));
  }
  it('lets the person choose among several tenants', () =>
    inWorld(async (world) => {
      await confirmed(world);
      await invite(world, 'adminA');
      const wanted = await invite(world, 'adminB');
      await world.refused('NX006', 'stranger', ACCEPT);
      await call(world, 'stranger', 'public.accept_invitation($1)', [wanted.id]);
      assert.equal((await world.as('stranger', 'select id from public.machines')).length, 24);
    }));
  it('is held to the plan: members, and single sign-on', () =>
    inWorld(async (world) => {
      await confirmed(world);
      await invite(world, 'adminB');
      await world.owner('update private.plan_limits set max_members = 5');
      await world.refused('NX007', 'stranger', ACCEPT);
      await world.owner('update private.plan_limits set max_members = 6');
      await world.owner(
        'alter table auth.users add column if not exists is_sso_user boolean not null default false',
      );
      await world.owner(`update auth.users set is_sso_user = true where id = '${ACCOUNTS.stranger}'`);
      const { code, detail } = await refusal(world, 'stranger', ACCEPT);
      assert.deepEqual([code, detail], ['NX008', { feature: 'sso', plan: 'Pro', lifted_by: 'Enterprise' }]);
      await world.owner(`update public.tenants set plan_tier = 'Enterprise' where id = '${TENANT_B}'`);
      // Any identity provider can claim any address; only the company's own counts.
      assert.equal(await reason(world), 'sso_provider');
      const provider = 'f0000000-0000-4000-8000-000000000001';
      await world.owner(`update public.tenants set sso_provider_id = '${provider}' where id = '${TENANT_B}'`);
      assert.equal(await reason(world), 'sso_provider');
      await world.owner(
        `insert into auth.identities (id, provider, provider_id, user_id, identity_data)
         values (gen_random_uuid(), 'sso:${provider}', 'x', '${ACCOUNTS.stranger}', '{}')`,
      );
      await world.as('stranger', ACCEPT);
    }));
  it('waits while the tenant is suspended, and never for a banned account', () =>
    inWorld(async (world) => {
      await confirmed(world);
      await invite(world);
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await world.refused('NX002', 'stranger', ACCEPT);
      await world.owner(`update public.tenants set status = 'Active' where id = '${TENANT_A}'`);
      await world.owner(
        `update auth.users set banned_until = now() + interval '1 day' where id = '${ACCOUNTS.stranger}'`,
      );
      await world.refused('NX009', 'stranger', ACCEPT);
    }));
});

describe('revoke_invitation', () => {
  const revoke = (id: string): string => `select public.revoke_invitation('${id}')`;

  it('takes one of the own tenant back, once', () =>
    inWorld(async (world) => {
      const { id } = await invite(world);
      await refusedAs(world, revoke(id), {
        42501: ['anon', 'service_role'],
        NX001: ['stranger'],
        NX003: ['maintenanceA', 'salesA', 'ceoA'],
        NX009: ['adminB', 'platformAdmin'],
      });
      await world.as('adminA', revoke(id));
      await world.refused('NX009', 'adminA', revoke(id));
      await confirmed(world);
      assert.equal(await reason(world), 'revoked');
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await world.refused('NX002', 'adminA', revoke(id));
    }));
  it('takes back what the reseller or the platform offered', () =>
    inWorld(async (world) => {
      await withResellers(world);
      const inside = await invite(world, 'adminC');
      await world.refused('NX009', 'adminR', revoke(inside.id));
      await world.owner(`delete from public.user_profiles where id = '${ACCOUNTS.adminC}'`);
      const offer = (): Promise<Invitation> =>
        call(
          world,
          'adminR',
          `public.invite_member('x@y.example', 'master_admin', tenant_id => '${TENANT_C}')`,
        );
      const first = await offer();
      await world.refused('NX009', 'adminF', revoke(first.id));
      await world.as('adminR', revoke(first.id));
      await world.as('platformAdmin', revoke((await offer()).id));
    }));
});
