import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  MACHINE_A,
  MACHINE_B,
  MEMBERS_A,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
} from '../support/actors.ts';
import { call, ownerRefused, refusal } from '../support/calls.ts';
import { inWorld, type World } from '../support/world.ts';

const replan = (world: World, tenant: string, plan: string): Promise<unknown> =>
  world.owner('update public.tenants set plan_tier = $2 where id = $1', [tenant, plan]);
const addMachine = `insert into public.machines (name) values ('One more')`;
const addMachineTo = (tenant: string): string =>
  `insert into public.machines (tenant_id, name) values ('${tenant}', 'One more')`;

interface Usage {
  plan_tier: string;
  limits: Record<'machines' | 'members' | 'ai_requests_month', { used: number; allowed: number | null }> & {
    raw_retention_days: number;
    rollup_retention_days: number;
  };
  features: Record<string, boolean>;
  plans: { plan_tier: string; limits: Record<string, number | null>; features: Record<string, boolean> }[];
}

describe('plan_usage', () => {
  for (const member of MEMBERS_A) {
    it(`tells ${member} what the plan allows and what is in use`, () =>
      inWorld(async (world) => {
        const usage = await call<Usage>(world, member, 'public.plan_usage()');
        assert.equal(usage.plan_tier, 'Enterprise');
        assert.deepEqual(usage.limits.machines, { used: 28, allowed: null });
        assert.deepEqual(usage.limits.members, { used: 5, allowed: null });
        assert.equal(usage.limits.ai_requests_month.used, 0);
        assert.equal(usage.limits.ai_requests_month.allowed, 50000);
        assert.equal(usage.limits.rollup_retention_days, 1826);
        assert.deepEqual(usage.features, { byok: true, sso: true, white_label: true, reselling: true });
        assert.deepEqual(
          usage.plans.map((plan) => [plan.plan_tier, plan.limits.machines]),
          [
            ['Basic', 25],
            ['Pro', 250],
            ['Enterprise', null],
          ],
        );
      }));
  }
  it('counts the own tenant only', () =>
    inWorld(async (world) => {
      const usage = await call<Usage>(world, 'salesB', 'public.plan_usage()');
      assert.deepEqual(usage.limits.machines, { used: 24, allowed: 250 });
      assert.deepEqual(usage.features, { byok: false, sso: false, white_label: true, reselling: false });
    }));
  it('is closed to anon, service_role, outsiders and a suspended tenant', () =>
    inWorld(async (world) => {
      const sql = 'select public.plan_usage()';
      await world.refused('42501', 'anon', sql);
      await world.refused('42501', 'service_role', sql);
      for (const outsider of OUTSIDERS) await world.refused('NX001', outsider, sql);
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      for (const member of MEMBERS_A) await world.refused('NX002', member, sql);
    }));
});

describe('the limit of machines', () => {
  it('stops the one that is too many, and says what lifts it', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_B, 'Basic');
      await world.as('adminB', addMachine);
      assert.deepEqual(await refusal(world, 'maintenanceB', addMachine), {
        code: 'NX007',
        message: 'The plan Basic allows 25 machines; 25 are in use.',
        hint: 'Pro allows 250 machines: ask the operator of the platform to change the plan.',
        detail: { limit: 'machines', used: 25, allowed: 25, plan: 'Basic', lifted_by: 'Pro' },
      });
    }));
  it('holds for service_role and the owner too', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_B, 'Basic');
      await world.as('service_role', addMachineTo(TENANT_B));
      await world.refused('NX007', 'service_role', addMachineTo(TENANT_B));
      await ownerRefused(world, 'NX007', addMachineTo(TENANT_B));
    }));
  it('refuses a batch that does not fit whole, and counts only what is really added', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_B, 'Basic');
      const two = `insert into public.machines (external_id, name) values ('N-1', 'x'), ('N-2', 'x')`;
      await world.refused('NX007', 'adminB', two);
      await world.as(
        'adminB',
        `insert into public.machines (external_id, name) select external_id, name from public.machines
         union all values ('N-1', 'x') on conflict do nothing`,
      );
      const rows = await world.owner(`select from public.machines where tenant_id = '${TENANT_B}'`);
      assert.equal(rows.length, 25);
    }));
  it('names the plan with room for all, or the operator', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_B, 'Basic');
      const many = `insert into public.machines (name) select 'x' from generate_series(1, 300)`;
      const big = await refusal(world, 'adminB', many);
      assert.equal(big.detail.lifted_by, 'Enterprise');
      assert.match(big.hint ?? '', /^Enterprise allows any number of machines/);
      await world.owner('update private.plan_limits set max_machines = 24');
      const none = await refusal(world, 'adminB', addMachine);
      assert.equal(none.detail.lifted_by, null);
      assert.match(none.hint ?? '', /operator/);
    }));
  it('is a row that the operator changes', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_B, 'Basic');
      await world.owner(`update private.plan_limits set max_machines = 26 where plan_tier = 'Basic'`);
      await world.as('adminB', addMachine);
      await world.as('adminB', addMachine);
      await world.refused('NX007', 'adminB', addMachine);
    }));
  it('leaves a tenant beyond it what it has', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_A, 'Basic');
      assert.equal((await world.as('adminA', 'select id from public.machines')).length, 28);
      await world.as('adminA', `update public.machines set name = 'Renamed' where id = '${MACHINE_A}'`);
      await world.refused('NX007', 'adminA', addMachine);
      await world.as('adminA', `delete from public.machines where id = '${MACHINE_A}'`);
      await world.refused('NX007', 'adminA', addMachine);
    }));
  it('is not walked round by moving a machine', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_A, 'Basic');
      const move = `update public.machines set tenant_id = '${TENANT_A}', external_id = null where id = '${MACHINE_B}'`;
      await world.refused('NX007', 'service_role', move);
    }));
});

describe('the limit of members', () => {
  const join = `insert into public.user_profiles (id, tenant_id, role) values ('${ACCOUNTS.stranger}', '${TENANT_B}', 'sales')`;

  it('holds for service_role and the owner', () =>
    inWorld(async (world) => {
      await world.owner(`update private.plan_limits set max_members = 5 where plan_tier = 'Pro'`);
      const stopped = await refusal(world, 'service_role', join);
      assert.deepEqual(stopped.detail, {
        limit: 'members',
        used: 5,
        allowed: 5,
        plan: 'Pro',
        lifted_by: 'Enterprise',
      });
      await ownerRefused(world, 'NX007', join);
      await world.owner(`update private.plan_limits set max_members = 6 where plan_tier = 'Pro'`);
      await world.as('service_role', join);
    }));
  it('is not walked round by moving a member', () =>
    inWorld(async (world) => {
      await world.owner(`update private.plan_limits set max_members = 5 where plan_tier = 'Pro'`);
      const move = `update public.user_profiles set tenant_id = '${TENANT_B}' where id = '${ACCOUNTS.salesA}'`;
      await world.refused('NX007', 'service_role', move);
      // A change of role moves nobody.
      await world.as(
        'service_role',
        `update public.user_profiles set role = 'sales' where tenant_id = '${TENANT_B}'`,
      );
    }));
});

describe('the features of a plan', () => {
  const brand = `update public.tenants set branding = '{"primaryColor": "#123456"}'`;

  it('a brand is refused where the plan has none, taking it off is not', () =>
    inWorld(async (world) => {
      await replan(world, TENANT_A, 'Basic');
      assert.deepEqual((await refusal(world, 'adminA', brand)).detail, {
        feature: 'white_label',
        plan: 'Basic',
        lifted_by: 'Pro',
      });
      await world.refused('NX008', 'service_role', `${brand} where id = '${TENANT_A}'`);
      await ownerRefused(world, 'NX008', `${brand} where id = '${TENANT_A}'`);
      // What the larger plan left stays, and writing it again changes nothing.
      await world.as('adminA', 'update public.tenants set branding = branding');
      await world.as('adminA', `update public.tenants set branding = '{}'`);
    }));
  it('host names are refused alike', () =>
    inWorld(async (world) => {
      const host = `update public.tenants set hostnames = '{a.example.com}' where id = '${TENANT_A}'`;
      await world.as('service_role', host);
      await replan(world, TENANT_A, 'Basic');
      await world.refused('NX008', 'service_role', host.replace('a.', 'b.'));
      await world.as('service_role', `update public.tenants set hostnames = '{}' where id = '${TENANT_A}'`);
      await world.refused(
        'NX008',
        'service_role',
        `insert into public.tenants (name, slug, hostnames) values ('N', 'n', '{c.example.com}')`,
      );
    }));
  it('reselling needs its plan', () =>
    inWorld(async (world) => {
      const resell = 'update public.tenants set is_reseller = true where id = $1';
      await world.refused('NX008', 'service_role', resell, { params: [TENANT_B] });
      await world.as('service_role', resell, { params: [TENANT_A] });
    }));
});

describe('host names', () => {
  const claim = (tenant: string, names: string): string =>
    `update public.tenants set hostnames = '${names}' where id = '${tenant}'`;

  it('belong to one tenant', () =>
    inWorld(async (world) => {
      await world.as('service_role', claim(TENANT_A, '{a.example.com,b.example.com}'));
      await world.refused('23505', 'service_role', claim(TENANT_B, '{c.example.com,b.example.com}'));
      await world.as('service_role', claim(TENANT_A, '{a.example.com}'));
      await world.as('service_role', claim(TENANT_B, '{c.example.com,b.example.com}'));
      const rows = await world.owner('select hostname, tenant_id from private.tenant_hostnames order by 1');
      assert.deepEqual(rows, [
        { hostname: 'a.example.com', tenant_id: TENANT_A },
        { hostname: 'b.example.com', tenant_id: TENANT_B },
        { hostname: 'c.example.com', tenant_id: TENANT_B },
      ]);
    }));
  const bad = [
    '{UPPER.example.com}',
    '{localhost}',
    '{10.0.0.1}',
    '{a..example.com}',
    '{"a b.example.com"}',
    '{-a.example.com}',
  ];
  for (const names of [...bad, '{a.example.com,a.example.com}', '{null}', '{{a.example.com}}']) {
    it(`refuses ${names}`, () =>
      inWorld((world) => world.refused('23514', 'service_role', claim(TENANT_A, names))));
  }
  it('are at most twenty', () =>
    inWorld(async (world) => {
      const names = (n: number): string =>
        `{${Array.from({ length: n }, (_, i) => `h${i}.example.com`).join(',')}}`;
      await world.as('service_role', claim(TENANT_A, names(20)));
      await world.refused('23514', 'service_role', claim(TENANT_A, names(21)));
    }));
  it('are written by no member', () =>
    inWorld(async (world) => {
      for (const member of MEMBERS_A) await world.refused('42501', member, claim(TENANT_A, '{}'));
    }));
});
