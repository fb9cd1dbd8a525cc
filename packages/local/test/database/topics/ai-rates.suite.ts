import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, type Actor, MEMBERS_A, OUTSIDERS, TENANT_B } from '../support/actors.ts';
import { call, ownerRefused, refusal, refusedAs } from '../support/calls.ts';
import { inWorld, type World } from '../support/world.ts';

const BEGIN = `select public.begin_ai_request($1, 'ask', 'model-1') as a`;
const begin = (world: World, who: Actor): Promise<{ tenant_id: string; id: string; used: number }> =>
  call(world, 'service_role', BEGIN.slice(7, -5), [ACCOUNTS[who]]);
const limit = (world: World, user: number | null, tenant: number | null): Promise<unknown> =>
  world.owner('update private.ai_rate_limits set max_user_minute = $1, max_tenant_minute = $2', [
    user,
    tenant,
  ]);
const counts = (world: World): Promise<unknown> =>
  world.owner(
    `select (select sum(requests)::int from private.ai_rates) as rates, (select sum(requests)::int from private.ai_usage) as month,
       (select count(*)::int from public.ai_requests) as noted`,
  );

describe('the rate of AI requests', () => {
  it('is limited for each member, and tells when there is room again', () =>
    inWorld(async (world) => {
      await limit(world, 2, null);
      await begin(world, 'salesB');
      await begin(world, 'salesB');
      const { code, message, hint, detail } = await refusal(world, 'service_role', BEGIN, [ACCOUNTS.salesB]);
      assert.equal(code, 'NX018');
      assert.equal(message, 'The plan allows a member 2 AI requests a minute.');
      assert.ok(hint);
      const { resets_at, ...rest } = detail;
      assert.deepEqual(rest, { scope: 'user', allowed: 2 });
      const left = Date.parse(String(resets_at)) - Date.now();
      assert.ok(left > 30_000 && left <= 61_000, String(resets_at));
      // Others have their own count, and the minute ends.
      await begin(world, 'ceoB');
      await world.owner(`update private.ai_rates set began_at = began_at - interval '1 minute'`);
      await begin(world, 'salesB');
      await begin(world, 'salesB');
      await world.refused('NX018', 'service_role', BEGIN, { params: [ACCOUNTS.salesB] });
    }));
  it('is limited for a tenant as a whole, and for no other', () =>
    inWorld(async (world) => {
      await limit(world, null, 2);
      await begin(world, 'salesB');
      await begin(world, 'ceoB');
      const { code, detail } = await refusal(world, 'service_role', BEGIN, [ACCOUNTS.adminB]);
      assert.deepEqual([code, detail.scope, detail.allowed], ['NX018', 'tenant', 2]);
      await begin(world, 'salesA');
    }));
  it('counts nothing for what is refused: not the month, nor the other way round', () =>
    inWorld(async (world) => {
      await limit(world, 1, 2);
      await begin(world, 'salesB');
      await world.refused('NX018', 'service_role', BEGIN, { params: [ACCOUNTS.salesB] });
      await begin(world, 'ceoB');
      // By the tenant's rate, after the member's was counted.
      await world.refused('NX018', 'service_role', BEGIN, { params: [ACCOUNTS.adminB] });
      assert.deepEqual(await counts(world), [{ rates: 4, month: 2, noted: 2 }]);
      await limit(world, 5, 5);
      await world.owner('update private.plan_limits set max_ai_requests_month = 2');
      await world.refused('NX007', 'service_role', BEGIN, { params: [ACCOUNTS.salesB] });
      assert.deepEqual(await counts(world), [{ rates: 4, month: 2, noted: 2 }]);
    }));
  it('may be none, or any number', () =>
    inWorld(async (world) => {
      await limit(world, 0, null);
      await world.refused('NX018', 'service_role', BEGIN, { params: [ACCOUNTS.salesB] });
      await limit(world, null, null);
      for (let n = 0; n < 40; n += 1) await begin(world, 'salesB');
      assert.deepEqual(await world.owner('select from private.ai_rates'), []);
      await world.owner('delete from private.ai_rate_limits');
      await begin(world, 'salesB');
      await ownerRefused(world, '23514', `insert into private.ai_rate_limits values ('Pro', -1, null)`);
    }));
  it('grows with the plan, and a change of it is in the log', () =>
    inWorld(async (world) => {
      const rows = await world.owner<{ max_user_minute: number; max_tenant_minute: number }>(
        `select r.* from private.ai_rate_limits r join private.plan_limits using (plan_tier) order by rank`,
      );
      assert.equal(rows.length, 3);
      for (const key of ['max_user_minute', 'max_tenant_minute'] as const) {
        const values = rows.map((row) => row[key]);
        assert.deepEqual(
          values,
          [...values].sort((a, b) => a - b),
        );
      }
      await world.owner(`update private.ai_rate_limits set max_user_minute = 5 where plan_tier = 'Pro'`);
      assert.deepEqual(
        await world.owner(`select target_id, new from public.audit_log where action = 'ai_rate.changed'`),
        [{ target_id: 'Pro', new: { max_user_minute: 5 } }],
      );
    }));
  it('forgets a member who left', () =>
    inWorld(async (world) => {
      await begin(world, 'salesB');
      await world.owner('delete from public.user_profiles where id = $1', [ACCOUNTS.salesB]);
      assert.deepEqual(await world.owner('select user_id from private.ai_rates'), [{ user_id: null }]);
    }));
});

describe('ai_usage', () => {
  const USAGE = `select public.ai_usage('2026-01-01', '2026-12-31') as a`;
  const today = (world: World, actor: Actor): Promise<Record<string, unknown>[]> =>
    call(world, actor, `public.ai_usage((now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date)`);

  it('is for who manages members', () =>
    inWorld(async (world) => {
      const codes = {
        42501: ['anon', 'service_role'],
        NX001: OUTSIDERS,
        NX003: ['maintenanceA', 'salesA', 'ceoA'],
      } as const;
      await refusedAs(world, USAGE, codes);
      await world.owner(
        `update public.user_profiles set permissions = '{"members.manage": true}' where id = $1`,
        [ACCOUNTS.salesA],
      );
      assert.deepEqual(await call(world, 'salesA', USAGE.slice(7, -5)), []);
      await world.owner(`update public.tenants set status = 'Suspended'`);
      await refusedAs(world, USAGE, { NX002: MEMBERS_A });
    }));
  it('adds up by day and member, of the own tenant only', () =>
    inWorld(async (world) => {
      const ended = async (who: Actor, outcome: string, tokens: string): Promise<void> => {
        const { tenant_id, id } = await begin(world, who);
        await call(
          world,
          'service_role',
          `public.finish_ai_request('${tenant_id}', '${id}', '${outcome}', ${tokens})`,
        );
      };
      await ended('salesB', 'succeeded', '10, 20');
      await ended('salesB', 'failed', '1, null');
      await ended('ceoB', 'cancelled', '5, 5');
      await begin(world, 'salesA');
      const day = new Date().toISOString().slice(0, 10);
      assert.deepEqual(await today(world, 'adminB'), [
        {
          day,
          user_id: ACCOUNTS.ceoB,
          full_name: 'Daniel Ortega',
          requests: 1,
          input_tokens: 5,
          output_tokens: 5,
          failed: 0,
        },
        {
          day,
          user_id: ACCOUNTS.salesB,
          full_name: 'Grace Whitfield',
          requests: 2,
          input_tokens: 11,
          output_tokens: 20,
          failed: 1,
        },
      ]);
      await world.owner(
        `update public.ai_requests set created_at = created_at - interval '1 day' where user_id = $1`,
        [ACCOUNTS.salesB],
      );
      assert.equal((await today(world, 'adminB')).length, 1);
      await world.owner('delete from public.user_profiles where id = $1', [ACCOUNTS.ceoB]);
      const [left] = await today(world, 'adminB');
      assert.deepEqual([left?.user_id, left?.full_name, left?.requests], [null, null, 1]);
      assert.equal(
        (await world.owner(`select from public.ai_requests where tenant_id = '${TENANT_B}'`)).length,
        3,
      );
    }));
  it('takes two days in order, at most a year apart', () =>
    inWorld(async (world) => {
      for (const days of [
        `'2026-01-02', '2026-01-01'`,
        `'2025-01-01', '2026-06-01'`,
        `null, '2026-01-01'`,
        `'2026-01-01', null`,
      ]) {
        await world.refused('NX006', 'adminA', `select public.ai_usage(${days})`);
      }
      await world.as('adminA', `select public.ai_usage('2026-01-01', '2026-01-01')`);
    }));
});
