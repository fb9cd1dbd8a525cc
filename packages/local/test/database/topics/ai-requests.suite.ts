import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, type Actor, MEMBERS_A, OUTSIDERS, TENANT_A, TENANT_B } from '../support/actors.ts';
import { call, ownerRefused, refusal, refusedAs } from '../support/calls.ts';
import { inWorld, type World } from '../support/world.ts';

interface Begun {
  tenant_id: string;
  id: string;
  used: number;
  allowed: number | null;
  resets_at: string;
}
const BEGIN = 'select public.begin_ai_request($1, $2, $3, $4, $5) as a';
const begin = (world: World, who: Actor, ownKey = false, prompt: string | null = null): Promise<Begun> =>
  call(world, 'service_role', BEGIN.slice(7, -5), [ACCOUNTS[who], 'summarize', 'model-1', ownKey, prompt]);
const beginArgs = (who: Actor): readonly unknown[] => [ACCOUNTS[who], 'summarize', 'model-1', false, null];
const finish = (world: World, { tenant_id, id }: Begun, outcome: string, more = ''): Promise<boolean> =>
  call(world, 'service_role', `public.finish_ai_request('${tenant_id}', '${id}', '${outcome}'${more})`);
const seen = async (world: World, actor: Actor): Promise<unknown[]> =>
  (await world.as(actor, 'select user_id from public.ai_requests order by user_id')).map(
    ({ user_id }) => user_id,
  );

describe('ai_requests', () => {
  it('shows members their own, and managers of members all of the tenant', () =>
    inWorld(async (world) => {
      for (const who of ['salesA', 'ceoA', 'salesB'] as const) await begin(world, who);
      assert.deepEqual(await seen(world, 'salesA'), [ACCOUNTS.salesA]);
      assert.deepEqual(await seen(world, 'ceoA'), [ACCOUNTS.ceoA]);
      assert.deepEqual(await seen(world, 'maintenanceA'), []);
      assert.deepEqual(await seen(world, 'adminA'), [ACCOUNTS.salesA, ACCOUNTS.ceoA]);
      assert.deepEqual(await seen(world, 'adminB'), [ACCOUNTS.salesB]);
      for (const outsider of OUTSIDERS) assert.deepEqual(await seen(world, outsider), []);
      await world.refused('42501', 'anon', 'select from public.ai_requests');
      assert.equal((await seen(world, 'service_role')).length, 3);
    }));
  it('shows nothing without ai.use, and nothing in a suspended tenant', () =>
    inWorld(async (world) => {
      await begin(world, 'salesA');
      await world.owner(
        `update public.user_profiles set permissions = '{"ai.use": false}' where role = 'sales'`,
      );
      assert.deepEqual(await seen(world, 'salesA'), []);
      await world.owner(`update public.tenants set status = 'Suspended'`);
      assert.deepEqual(await seen(world, 'adminA'), []);
    }));
  it('is written by nobody directly', () =>
    inWorld(async (world) => {
      await begin(world, 'salesA');
      for (const actor of ['anon', ...OUTSIDERS, ...MEMBERS_A] as const) {
        await world.refused(
          '42501',
          actor,
          `insert into public.ai_requests (tenant_id, task, model) values ('${TENANT_A}', 't', 'm')`,
        );
        await world.refused('42501', actor, `update public.ai_requests set outcome = 'failed'`);
        await world.refused('42501', actor, 'delete from public.ai_requests');
      }
      await world.refused('42501', 'service_role', `update public.ai_requests set outcome = 'failed'`);
      await world.as('service_role', 'delete from public.ai_requests');
    }));
  it('keeps the request of a member who left, without the name', () =>
    inWorld(async (world) => {
      await begin(world, 'salesA');
      await world.as('adminA', `select public.remove_member('${ACCOUNTS.salesA}')`);
      assert.deepEqual(await world.owner('select tenant_id, user_id from public.ai_requests'), [
        { tenant_id: TENANT_A, user_id: null },
      ]);
    }));
});

describe('begin_ai_request', () => {
  it('is for the service', () =>
    inWorld((world) =>
      refusedAs(world, BEGIN, { 42501: ['anon', ...OUTSIDERS, ...MEMBERS_A] }, beginArgs('salesA')),
    ));
  it('asks whether the member may', () =>
    inWorld(async (world) => {
      for (const outsider of OUTSIDERS) {
        await world.refused('NX001', 'service_role', BEGIN, { params: beginArgs(outsider) });
      }
      await world.owner(
        `update public.user_profiles set permissions = '{"ai.use": false}' where id = '${ACCOUNTS.salesA}'`,
      );
      await world.refused('NX003', 'service_role', BEGIN, { params: beginArgs('salesA') });
      await world.owner(
        `update auth.users set banned_until = now() + interval '1 day' where id = '${ACCOUNTS.ceoA}'`,
      );
      await world.refused('NX001', 'service_role', BEGIN, { params: beginArgs('ceoA') });
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await world.refused('NX002', 'service_role', BEGIN, { params: beginArgs('adminA') });
    }));
  it('counts for the tenant, the own key too, up to the plan', () =>
    inWorld(async (world) => {
      await world.owner(`update private.plan_limits set max_ai_requests_month = 2 where plan_tier = 'Pro'`);
      assert.deepEqual(
        [(await begin(world, 'salesB')).used, (await begin(world, 'ceoB', true)).used],
        [1, 2],
      );
      const { code, message, hint, detail } = await refusal(
        world,
        'service_role',
        BEGIN,
        beginArgs('adminB'),
      );
      assert.equal(code, 'NX007');
      assert.equal(message, 'The plan Pro allows 2 AI requests a month; 2 are in use.');
      assert.match(
        hint ?? '',
        /^Room again from \d{4}-\d{2}-01 00:00 UTC\. Enterprise allows 50000 AI requests a month/,
      );
      const { resets_at, ...rest } = detail;
      assert.deepEqual(rest, {
        limit: 'ai_requests_month',
        used: 2,
        allowed: 2,
        plan: 'Pro',
        lifted_by: 'Enterprise',
      });
      assert.ok(Date.parse(String(resets_at)) > Date.now());
      // The other tenant has its own count.
      assert.equal((await begin(world, 'salesA')).used, 1);
      const usage = await call<{ limits: { ai_requests_month: { used: number } } }>(
        world,
        'salesB',
        'public.plan_usage()',
      );
      assert.equal(usage.limits.ai_requests_month.used, 2);
    }));
  it('begins anew with the month', () =>
    inWorld(async (world) => {
      await world.owner(`update private.plan_limits set max_ai_requests_month = 1 where plan_tier = 'Pro'`);
      await begin(world, 'salesB');
      await world.owner(`update private.ai_usage set month = month - interval '1 month'`);
      assert.equal((await begin(world, 'salesB')).used, 1);
      await world.refused('NX007', 'service_role', BEGIN, { params: beginArgs('salesB') });
    }));
  it('allows none, or any number, where the plan says so', () =>
    inWorld(async (world) => {
      await world.owner('update private.plan_limits set max_ai_requests_month = 0');
      await world.refused('NX007', 'service_role', BEGIN, { params: beginArgs('salesB') });
      await world.owner('update private.plan_limits set max_ai_requests_month = null');
      await begin(world, 'salesB');
      assert.equal((await begin(world, 'salesB')).allowed, null);
    }));
});

describe('finish_ai_request', () => {
  it('is for the service', () =>
    inWorld(async (world) => {
      const { id } = await begin(world, 'salesA');
      const sql = `select public.finish_ai_request('${TENANT_A}', '${id}', 'succeeded')`;
      await refusedAs(world, sql, { 42501: ['anon', ...OUTSIDERS, ...MEMBERS_A] });
    }));
  it('notes the end once', () =>
    inWorld(async (world) => {
      const begun = await begin(world, 'salesA');
      assert.equal(await finish(world, begun, 'succeeded', ', 10, 20'), true);
      assert.equal(await finish(world, begun, 'failed', `, 0, 0, 'late'`), false);
      const rows = await world.as(
        'salesA',
        'select outcome, input_tokens, output_tokens, error_code, finished_at is not null as ended from public.ai_requests',
      );
      assert.deepEqual(rows, [
        { outcome: 'succeeded', input_tokens: 10, output_tokens: 20, error_code: null, ended: true },
      ]);
    }));
  it('finds it in its own tenant only, and takes known outcomes', () =>
    inWorld(async (world) => {
      const begun = await begin(world, 'salesA');
      await world.refused(
        'NX004',
        'service_role',
        `select public.finish_ai_request('${TENANT_B}', '${begun.id}', 'failed')`,
      );
      for (const outcome of [`'started'`, `'lost'`, 'null']) {
        await world.refused(
          'NX006',
          'service_role',
          `select public.finish_ai_request('${TENANT_A}', '${begun.id}', ${outcome})`,
        );
      }
      await world.refused(
        '23514',
        'service_role',
        `select public.finish_ai_request('${TENANT_A}', '${begun.id}', 'failed', -1)`,
      );
    }));
});

describe('prompts', () => {
  const prompts = async (world: World): Promise<unknown[]> =>
    (await world.owner('select prompt from public.ai_requests order by created_at, prompt')).map(
      ({ prompt }) => prompt,
    );

  it('are not kept unless the tenant wants it, by whomever', () =>
    inWorld(async (world) => {
      await begin(world, 'salesA', false, 'secret');
      assert.deepEqual(await prompts(world), [null]);
      await ownerRefused(world, '23514', `update public.ai_requests set prompt = 'secret'`);
      await ownerRefused(
        world,
        '23514',
        `insert into public.ai_requests (tenant_id, task, model, prompt) values ('${TENANT_A}', 't', 'm', 'secret')`,
      );
    }));
  it('are kept once a master admin allows it, and erased when he no longer does', () =>
    inWorld(async (world) => {
      assert.equal(await call(world, 'adminA', 'public.keep_ai_prompts(true)'), true);
      await begin(world, 'salesA', false, 'kept');
      await begin(world, 'salesB', false, 'not kept');
      assert.deepEqual(new Set(await prompts(world)), new Set(['kept', null]));
      assert.equal(await call(world, 'adminA', 'public.keep_ai_prompts(false)'), false);
      assert.deepEqual(await prompts(world), [null, null]);
    }));
  it('are a matter of the role master_admin', () =>
    inWorld(async (world) => {
      const sql = 'select public.keep_ai_prompts(true)';
      await refusedAs(world, sql, {
        42501: ['anon', 'service_role'],
        NX001: OUTSIDERS,
        NX010: ['maintenanceA', 'salesA', 'ceoA'],
      });
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await refusedAs(world, sql, { NX002: MEMBERS_A });
    }));
});
