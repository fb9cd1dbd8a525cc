import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, MEMBERS_A, OUTSIDERS, TENANT_A, TENANT_B } from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import {
  hostAccount,
  KEEP,
  keep,
  makeHostAccount,
  makeSecret,
  openSession,
  sessionsOf,
  tenantOf,
} from '../support/embedding.ts';
import { inWorld, type World } from '../support/world.ts';

const keepArgs = (
  secretId: string,
  account: string | null,
  role = 'c_level',
  host = 'host-1',
): readonly unknown[] => [secretId, host, account, role, null, null];
const memberOf = (world: World, secretId: string, n = 1): Promise<{ user_id: string | null }> =>
  call(world, 'service_role', 'public.embed_member($1, $2)', [secretId, `host-${n}`]);
const revoke = (world: World, id: string): Promise<{ locked_out: number }> =>
  call(world, 'adminA', 'public.revoke_embed_secret($1)', [id]);
const refusedKeep = async (world: World, args: readonly unknown[]): Promise<unknown[]> => {
  const { code, detail } = await refusal(world, 'service_role', KEEP, args);
  return [code, detail.reason];
};
const profile = async (world: World, n = 1): Promise<unknown> =>
  (
    await world.owner('select tenant_id, role, full_name from public.user_profiles where id = $1', [
      hostAccount(n),
    ])
  )[0];

/** A secret of tenant A and a host's user who is in. */
async function withMember(world: World): Promise<{ id: string; account: string }> {
  const { id } = await makeSecret(world);
  const account = await makeHostAccount(world);
  await keep(world, id);
  return { id, account };
}

describe("a member by a host's word", () => {
  it('is made on first use, and found again', () =>
    inWorld(async (world) => {
      const { id } = await makeSecret(world);
      assert.deepEqual(await memberOf(world, id), { user_id: null });
      const account = await makeHostAccount(world);
      assert.deepEqual(await keep(world, id), { user_id: account, role: 'c_level' });
      assert.deepEqual(await memberOf(world, id), { user_id: account });
      assert.deepEqual(await memberOf(world, id, 2), { user_id: null });
      assert.deepEqual(await profile(world), {
        tenant_id: TENANT_A,
        role: 'c_level',
        full_name: 'Host User',
      });
      assert.equal(await tenantOf(world, account), TENANT_A);
      // Another tenant's secret finds nobody here.
      const other = await makeSecret(world, 'adminB');
      assert.deepEqual(await memberOf(world, other.id), { user_id: null });
    }));
  it("gets the role that the host's word maps to each time, and no other", () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      await keep(world, id, 1, 'maintenance', null);
      assert.deepEqual(await profile(world), {
        tenant_id: TENANT_A,
        role: 'maintenance',
        full_name: 'Host User',
      });
      for (const role of ['sales', 'master_admin', 'owner', null]) {
        await world.refused('NX006', 'service_role', KEEP, { params: keepArgs(id, account, role as string) });
      }
      const byDefault = await makeSecret(world, 'adminA', `, 'sales'`);
      await keep(world, byDefault.id, 1, 'sales');
      assert.equal(((await profile(world)) as { role: string }).role, 'sales');
    }));
  it('is held to the plan, and not made when it is full', () =>
    inWorld(async (world) => {
      const { id } = await makeSecret(world);
      const account = await makeHostAccount(world);
      await world.owner(`update private.plan_limits set max_members = 5 where plan_tier = 'Enterprise'`);
      await world.refused('NX007', 'service_role', KEEP, { params: keepArgs(id, account) });
      assert.equal(await profile(world), undefined);
      assert.deepEqual(await memberOf(world, id), { user_id: null });
      assert.deepEqual(await world.owner('select from public.embed_members'), []);
    }));
  it('is never somebody with an account of his own, in any tenant or none', () =>
    inWorld(async (world) => {
      const { id } = await makeSecret(world);
      for (const who of ['salesA', 'adminA', 'salesB', 'platformAdmin', 'stranger'] as const) {
        assert.deepEqual(await refusedKeep(world, keepArgs(id, ACCOUNTS[who])), ['NX011', 'account'], who);
      }
      assert.deepEqual(await refusedKeep(world, keepArgs(id, null)), ['NX011', 'account']);
      // Made for another tenant's hosts.
      const foreign = await makeHostAccount(world, 2, TENANT_B);
      assert.deepEqual(await refusedKeep(world, keepArgs(id, foreign)), ['NX011', 'account']);
      // Marked, but a member elsewhere, or an operator.
      const marked = await makeHostAccount(world, 3);
      await world.owner(
        `insert into public.user_profiles (id, tenant_id, role) values ('${marked}', '${TENANT_B}', 'sales')`,
      );
      assert.deepEqual(await refusedKeep(world, keepArgs(id, marked)), ['NX011', 'account']);
      const operator = await makeHostAccount(world, 4);
      await world.owner(`insert into private.platform_admins (user_id) values ('${operator}')`);
      assert.deepEqual(await refusedKeep(world, keepArgs(id, operator)), ['NX011', 'account']);
      assert.deepEqual(await world.owner('select from public.embed_members'), []);
    }));
  it("keeps to one account, and the account to one of the host's users", () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      const second = await makeHostAccount(world, 2);
      assert.deepEqual(await refusedKeep(world, keepArgs(id, second)), ['NX011', 'account']);
      assert.deepEqual(await refusedKeep(world, keepArgs(id, account, 'c_level', 'host-2')), [
        'NX011',
        'account',
      ]);
    }));
  it('is never master admin, whoever gives it', () =>
    inWorld(async (world) => {
      const { account } = await withMember(world);
      const { code, detail } = await refusal(world, 'adminA', 'select public.set_member($1, $2)', [
        account,
        'master_admin',
      ]);
      assert.deepEqual([code, detail.reason], ['NX011', 'embedded']);
      await world.refused(
        'NX011',
        'service_role',
        `update public.user_profiles set role = 'master_admin' where id = $1`,
        { params: [account] },
      );
      await world.owner('delete from public.user_profiles where id = $1', [account]);
      await world.refused(
        'NX011',
        'service_role',
        `insert into public.user_profiles (id, tenant_id, role) values ($1, $2, 'master_admin')`,
        {
          params: [account, TENANT_A],
        },
      );
    }));
  it('is let in by a good secret of an active tenant only', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      assert.deepEqual(await refusedKeep(world, keepArgs(account, account)), ['NX016', 'unknown']);
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      assert.equal((await refusedKeep(world, keepArgs(id, account)))[0], 'NX002');
      await world.owner(`update public.tenants set status = 'Active'`);
      await world.owner(`update public.embed_secrets set expires_at = now()`);
      assert.deepEqual(await refusedKeep(world, keepArgs(id, account)), ['NX016', 'expired']);
      await revoke(world, id);
      assert.deepEqual(await refusedKeep(world, keepArgs(id, account)), ['NX016', 'revoked']);
    }));
  it('who was removed comes back when the tenant says so, not when the host does', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      await openSession(world, account);
      await call(world, 'adminA', 'public.remove_member($1)', [account]);
      assert.deepEqual([await sessionsOf(world, account), await tenantOf(world, account)], [[0, 0], null]);
      assert.deepEqual(await refusedKeep(world, keepArgs(id, account)), ['NX011', 'removed']);
      // By another secret of the tenant neither.
      const other = await makeSecret(world);
      assert.deepEqual(await refusedKeep(world, keepArgs(other.id, account)), ['NX011', 'removed']);
      const sql = 'select public.readmit_embed_member($1)';
      const codes = {
        42501: ['anon', 'service_role'],
        NX001: OUTSIDERS,
        NX003: ['maintenanceA', 'salesA', 'ceoA'],
        NX004: ['adminB'],
      } as const;
      await refusedAs(world, sql, codes, [account]);
      await world.as('adminA', sql, { params: [account] });
      await world.refused('NX004', 'adminA', sql, { params: [account] });
      await keep(world, id);
      assert.equal(await tenantOf(world, account), TENANT_A);
    }));
  it('is listed to who manages members, and read directly by nobody', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      const [listed] = await call<Record<string, unknown>[]>(world, 'adminA', 'public.list_embed_members()');
      const { created_at, last_seen_at, ...rest } = listed ?? {};
      assert.ok(created_at && last_seen_at);
      assert.deepEqual(rest, {
        secret_id: id,
        host_user_id: 'host-1',
        user_id: account,
        email: '1@portal.example',
        full_name: 'Host User',
        role: 'c_level',
        removed_at: null,
        banned_until: null,
      });
      assert.deepEqual(await call(world, 'adminB', 'public.list_embed_members()'), []);
      const sql = 'select public.list_embed_members()';
      await refusedAs(world, sql, {
        42501: ['anon', 'service_role'],
        NX001: OUTSIDERS,
        NX003: ['maintenanceA', 'salesA', 'ceoA'],
      });
      for (const actor of ['anon', 'service_role', ...OUTSIDERS, ...MEMBERS_A] as const) {
        await world.refused('42501', actor, 'select from public.embed_members');
        await world.refused('42501', actor, 'update public.embed_members set removed_at = null');
      }
    }));
  it('is let in by the service only', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      const everybody = ['anon', ...OUTSIDERS, ...MEMBERS_A] as const;
      await refusedAs(world, KEEP, { 42501: everybody }, keepArgs(id, account));
      await refusedAs(world, 'select public.embed_member($1, $2)', { 42501: everybody }, [id, 'host-1']);
    }));
});

describe('revoke_embed_secret', () => {
  it('locks out at once who came by it alone', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      await openSession(world, account);
      await openSession(world, String(ACCOUNTS.salesA));
      assert.equal((await revoke(world, id)).locked_out, 1);
      assert.deepEqual([await tenantOf(world, account), await sessionsOf(world, account)], [null, [0, 0]]);
      const [row] = await world.owner<{ ok: boolean }>(
        `select banned_until between now() + interval '90 years' and now() + interval '110 years' as ok from auth.users where id = $1`,
        [account],
      );
      assert.equal(row?.ok, true);
      // Nobody else is.
      assert.deepEqual(await sessionsOf(world, String(ACCOUNTS.salesA)), [1, 1]);
      assert.equal((await world.owner('select from auth.users where banned_until is not null')).length, 1);
    }));
  it('leaves in who also comes by another that is good, signed out', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      const other = await makeSecret(world);
      await keep(world, other.id);
      await openSession(world, account);
      assert.equal((await revoke(world, id)).locked_out, 0);
      assert.deepEqual(
        [await tenantOf(world, account), await sessionsOf(world, account)],
        [TENANT_A, [0, 0]],
      );
      assert.equal((await revoke(world, other.id)).locked_out, 1);
      assert.equal(await tenantOf(world, account), null);
    }));
  it('counts an expired other one for nothing', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      const other = await makeSecret(world);
      await keep(world, other.id);
      await world.owner('update public.embed_secrets set expires_at = now() where id = $1', [other.id]);
      assert.equal((await revoke(world, id)).locked_out, 1);
      assert.equal(await tenantOf(world, account), null);
    }));
  it('is lifted for whom a new secret lets in, and only for him', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      const second = await makeHostAccount(world, 2);
      await keep(world, id, 2);
      await revoke(world, id);
      const fresh = await makeSecret(world);
      assert.deepEqual(await memberOf(world, fresh.id), { user_id: account });
      await keep(world, fresh.id);
      assert.deepEqual([await tenantOf(world, account), await tenantOf(world, second)], [TENANT_A, null]);
      // Locked out again with that one.
      assert.equal((await revoke(world, fresh.id)).locked_out, 1);
      assert.equal(await tenantOf(world, account), null);
    }));
  it('opens no lock of the operator', () =>
    inWorld(async (world) => {
      const { id, account } = await withMember(world);
      await world.owner(`update auth.users set banned_until = now() + interval '1 day' where id = $1`, [
        account,
      ]);
      assert.equal((await refusedKeep(world, keepArgs(id, account)))[0], 'NX001');
      // Neither one from before the revocation, nor one put on afterwards.
      await revoke(world, id);
      const fresh = await makeSecret(world);
      assert.equal((await refusedKeep(world, keepArgs(fresh.id, account)))[0], 'NX001');
      await world.owner('update auth.users set banned_until = null where id = $1', [account]);
      await keep(world, fresh.id);
      await revoke(world, fresh.id);
      await world.owner(`update auth.users set banned_until = now() + interval '5 days' where id = $1`, [
        account,
      ]);
      const last = await makeSecret(world);
      assert.equal((await refusedKeep(world, keepArgs(last.id, account)))[0], 'NX001');
    }));
  it("shows in the log, with who came and who was locked out, without the host's id or an address", () =>
    inWorld(async (world) => {
      const { id } = await withMember(world);
      await keep(world, id);
      await revoke(world, id);
      const fresh = await makeSecret(world);
      await keep(world, fresh.id);
      const entries = await world.as<{ action: string }>(
        'adminA',
        `select * from public.audit_log where target_table = 'embed_members' order by at, cmin::text::int`,
      );
      assert.deepEqual(
        entries.map(({ action }) => action),
        [
          'embed_member.admitted',
          'embed_member.locked_out',
          'embed_member.readmitted',
          'embed_member.admitted',
        ],
      );
      assert.doesNotMatch(JSON.stringify(entries), /host-1|@/);
    }));
});
