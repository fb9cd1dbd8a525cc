import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  type Actor,
  MEMBERS_A,
  MEMBERS_B,
  NIL_TENANT,
  TENANT_A,
  TENANT_B,
  TENANT_C,
  TENANT_R,
} from '../support/actors.ts';
import { call } from '../support/calls.ts';
import { withResellers } from '../support/resellers.ts';
import { inWorld } from '../support/world.ts';

interface Page {
  tenants: { id: string; name: string; machine_count: number; member_count: number }[];
  next: string | null;
}

describe('is_platform_admin', () => {
  it('is true for an operator only', () =>
    inWorld(async (world) => {
      const ask = (actor: Actor): Promise<boolean> => call(world, actor, 'public.is_platform_admin()');
      assert.equal(await ask('platformAdmin'), true);
      for (const actor of ['stranger', ...MEMBERS_A] as const) assert.equal(await ask(actor), false);
      await world.refused('42501', 'anon', 'select public.is_platform_admin()');
      await world.refused('42501', 'service_role', 'select public.is_platform_admin()');
    }));
  for (const change of [`banned_until = now() + interval '1 day'`, 'deleted_at = now()']) {
    it(`is false, and nothing can be done, once the account has ${change.split(' ')[0]}`, () =>
      inWorld(async (world) => {
        await world.owner(`update auth.users set ${change} where id = '${ACCOUNTS.platformAdmin}'`);
        assert.equal(await call(world, 'platformAdmin', 'public.is_platform_admin()'), false);
        await world.refused('NX010', 'platformAdmin', 'select public.list_tenants()');
        await world.refused('NX010', 'platformAdmin', `select public.suspend_tenant('${TENANT_A}')`);
      }));
  }
  it('ends with the entry in the list', () =>
    inWorld(async (world) => {
      await world.owner('delete from private.platform_admins');
      await world.refused('NX010', 'platformAdmin', 'select public.list_tenants()');
    }));
});

describe('a platform admin', () => {
  it('acts on every tenant, and is named for it', () =>
    inWorld(async (world) => {
      await withResellers(world);
      for (const tenant of [TENANT_B, TENANT_C]) {
        await call(world, 'platformAdmin', `public.set_plan('${tenant}', 'Enterprise')`);
        await call(world, 'platformAdmin', `public.suspend_tenant('${tenant}')`);
        await call(world, 'platformAdmin', `public.resume_tenant('${tenant}')`);
        await call(world, 'platformAdmin', `public.update_tenant('${tenant}', '{"name": "Renamed"}')`);
        const entries = await world.owner(
          `select action from public.audit_log where tenant_id = $1 and actor_kind = 'platform_admin' and actor_id = $2 order by at, cmin::text::int`,
          [tenant, ACCOUNTS.platformAdmin],
        );
        assert.deepEqual(
          entries.map(({ action }) => action),
          ['tenant.plan_changed', 'tenant.suspended', 'tenant.resumed', 'tenant.renamed'],
        );
      }
      await world.refused('NX004', 'platformAdmin', `select public.set_plan('${NIL_TENANT}', 'Pro')`);
    }));
  it('opens tenants of the platform', () =>
    inWorld(async (world) => {
      const opened = await call<Record<string, unknown>>(
        world,
        'platformAdmin',
        `public.open_tenant('N', 'n')`,
      );
      assert.deepEqual([opened.parent_id, opened.plan_tier, opened.status], [null, 'Basic', 'Active']);
    }));
  it('makes and unmakes resellers, never of a child or a smaller plan', () =>
    inWorld(async (world) => {
      await withResellers(world);
      const made = await call<{ is_reseller: boolean }>(
        world,
        'platformAdmin',
        `public.set_reseller('${TENANT_A}', true)`,
      );
      assert.equal(made.is_reseller, true);
      await world.refused('NX008', 'platformAdmin', `select public.set_reseller('${TENANT_B}', true)`);
      await world.refused('NX004', 'platformAdmin', `select public.set_reseller('${NIL_TENANT}', true)`);
      await call(world, 'platformAdmin', `public.set_plan('${TENANT_C}', 'Enterprise')`);
      await world.refused('23514', 'platformAdmin', `select public.set_reseller('${TENANT_C}', true)`);
      await call(world, 'platformAdmin', `public.set_reseller('${TENANT_R}', false)`);
      await world.refused('NX010', 'adminR', 'select public.list_tenants()');
    }));
  it('has no membership, no machines and no table', () =>
    inWorld(async (world) => {
      assert.equal(await call(world, 'platformAdmin', 'public.current_membership()'), null);
      await world.refused('NX001', 'platformAdmin', 'select public.fleet_overview()');
      await world.refused('NX010', 'platformAdmin', `select public.shared_fleet_overview('${TENANT_A}')`);
      for (const table of ['machines', 'user_profiles', 'audit_log', 'invitations', 'ai_requests']) {
        await world.nothing('platformAdmin', `select from public.${table}`);
      }
    }));
  it('reads the log of every tenant, a closed one, and the platform, without machines', () =>
    inWorld(async (world) => {
      type Entries = { action: string; target_table: string }[];
      const read = (id: string): Promise<Entries> =>
        call(world, 'platformAdmin', `public.audit_entries('${id}', null, 500)`);
      const own = await read(TENANT_A);
      assert.ok(own.length > 0 && own.every((entry) => entry.target_table !== 'machines'));
      await world.owner(`delete from public.tenants where id = '${TENANT_B}'`);
      assert.ok((await read(TENANT_B)).some((entry) => entry.action === 'tenant.closed'));
      assert.deepEqual(
        (await read(NIL_TENANT)).map((entry) => entry.action),
        ['platform_admin.added'],
      );
      await world.refused('NX004', 'platformAdmin', `select public.audit_entries('${ACCOUNTS.adminA}')`);
    }));
  it("the platform's own log is closed to resellers and members", () =>
    inWorld(async (world) => {
      await withResellers(world);
      await world.refused('NX004', 'adminR', `select public.audit_entries('${NIL_TENANT}')`);
      await world.refused('NX010', 'adminA', `select public.audit_entries('${NIL_TENANT}')`);
    }));
});

describe('list_tenants', () => {
  it('counts machines and members of each', () =>
    inWorld(async (world) => {
      const page = await call<Page>(world, 'platformAdmin', 'public.list_tenants()');
      assert.deepEqual(
        page.tenants.map(({ id, machine_count, member_count }) => [id, machine_count, member_count]),
        [
          [TENANT_A, 28, 5],
          [TENANT_B, 24, 5],
        ],
      );
      assert.equal(page.next, null);
    }));
  it('pages through all, once each, also with equal names', () =>
    inWorld(async (world) => {
      await world.owner(
        `insert into public.tenants (name, slug) select 'Same', 'same-' || n from generate_series(1, 23) as n`,
      );
      const seen: string[] = [];
      for (let after: string | null = null, page: Page | undefined; page === undefined || after !== null; ) {
        page = await call<Page>(world, 'platformAdmin', 'public.list_tenants(null, 10, $1)', [after]);
        seen.push(...page.tenants.map(({ id }) => id));
        after = page.next;
      }
      assert.equal(seen.length, 25);
      assert.equal(new Set(seen).size, 25);
    }));
  it('finds by part of the name, slug, or host name, and takes signs as they are', () =>
    inWorld(async (world) => {
      await world.owner(`update public.tenants set hostnames = '{a.example.com}' where id = '${TENANT_A}'`);
      const find = async (search: string): Promise<string[]> =>
        (await call<Page>(world, 'platformAdmin', 'public.list_tenants($1)', [search])).tenants.map(
          ({ id }) => id,
        );
      assert.deepEqual(await find('PRÄZ'), [TENANT_A]);
      assert.deepEqual(await find(' bravo '), [TENANT_B]);
      assert.deepEqual(await find('a.example.com'), [TENANT_A]);
      assert.deepEqual(await find('%'), []);
      assert.deepEqual(await find(`' or true --`), []);
      assert.equal((await find('')).length, 2);
    }));
  for (const rows of ['0', '201', '-1', 'null']) {
    it(`refuses max_rows ${rows}`, () =>
      inWorld((world) =>
        world.refused('NX006', 'platformAdmin', `select public.list_tenants(null, ${rows})`),
      ));
  }
  it('counts for the rows of the page only, among 10,000', () =>
    inWorld(async (world) => {
      await world.owner('alter table public.tenants disable trigger user');
      await world.owner(
        `insert into public.tenants (name, slug) select 'Company ' || n, 'company-' || n from generate_series(1, 10000) as n`,
      );
      await world.owner('analyze public.tenants');
      const scans = async (): Promise<number> => {
        const rows = await world.owner<{ n: number }>(
          `select sum(coalesce(idx_scan, 0) + seq_scan)::int as n from pg_stat_xact_all_tables where relname in ('user_profiles', 'machines')`,
        );
        return rows[0]?.n ?? 0;
      };
      const before = await scans();
      const page = await call<Page>(world, 'platformAdmin', `public.list_tenants('company', 20)`);
      assert.equal(page.tenants.length, 20);
      assert.ok((await scans()) - before < 100);
    }));
});

describe('members of other tenants', () => {
  it('cannot reach B from A by any of it', () =>
    inWorld(async (world) => {
      for (const member of [...MEMBERS_A, ...MEMBERS_B]) {
        const other = member.endsWith('A') ? TENANT_B : TENANT_A;
        await world.refused('NX010', member, `select public.suspend_tenant('${other}')`);
        await world.refused('NX010', member, `select public.set_plan('${other}', 'Basic')`);
        await world.refused('NX010', member, 'select public.list_tenants()');
        await world.refused('NX010', member, `select public.audit_entries('${other}')`);
      }
    }));
});
