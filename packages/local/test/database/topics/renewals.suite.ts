import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, type Actor, MEMBERS_A, TENANT_A, TENANT_C } from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { openSession, sessionsOf } from '../support/embedding.ts';
import { addAccount, withResellers } from '../support/resellers.ts';
import { inWorld, type World } from '../support/world.ts';

interface Invitation {
  id: string;
  expires_at: string;
  invited_by: string;
}
const invite = (world: World, role = 'sales'): Promise<Invitation> =>
  call(world, 'adminA', `public.invite_member('new@a.example', $1)`, [role]);
const RENEW = 'select public.renew_invitation($1) as a';
const renew = (world: World, actor: Actor, id: string): Promise<Invitation> =>
  call(world, actor, RENEW.slice(7, -5), [id]);
const age = (world: World): Promise<unknown> =>
  world.owner(
    `update public.invitations set created_at = now() - interval '9 days', expires_at = now() - interval '2 days'`,
  );

describe('renew_invitation', () => {
  it('gives one that is open or has expired seven days from now', () =>
    inWorld(async (world) => {
      const { id } = await invite(world);
      await addAccount(world, 'stranger', 'new@a.example');
      await age(world);
      await world.refused('NX009', 'stranger', 'select public.accept_invitation()');
      for (const _time of [1, 2]) {
        const renewed = await renew(world, 'adminA', id);
        assert.equal(renewed.id, id);
        const days = (Date.parse(renewed.expires_at) - Date.now()) / 86_400_000;
        assert.ok(days > 6.9 && days < 7.1, renewed.expires_at);
      }
      const entries = await world.owner(
        `select actor_id, target_id, old ? 'expires_at' as old, new ? 'expires_at' as new from public.audit_log where action = 'invitation.renewed' and actor_kind = 'member'`,
      );
      assert.deepEqual(entries[0], { actor_id: ACCOUNTS.adminA, target_id: id, old: true, new: true });
      await call(world, 'stranger', 'public.accept_invitation()');
      await world.refused('NX009', 'adminA', RENEW, { params: [id] });
    }));
  it('needs members.manage of the tenant', () =>
    inWorld(async (world) => {
      const { id } = await invite(world);
      await refusedAs(
        world,
        RENEW,
        {
          42501: ['anon', 'service_role'],
          NX001: ['stranger'],
          NX003: ['maintenanceA', 'salesA', 'ceoA'],
          NX009: ['adminB', 'platformAdmin'],
        },
        [id],
      );
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      await refusedAs(world, RENEW, { NX002: MEMBERS_A }, [id]);
    }));
  it('is not for one that was revoked', () =>
    inWorld(async (world) => {
      const { id } = await invite(world);
      await call(world, 'adminA', 'public.revoke_invitation($1)', [id]);
      const { code, detail } = await refusal(world, 'adminA', RENEW, [id]);
      assert.deepEqual([code, detail.reason], ['NX009', 'revoked']);
    }));
  it("gives nothing beyond the own rights, and is then the renewer's own offer", () =>
    inWorld(async (world) => {
      const { id } = await invite(world, 'maintenance');
      await world.owner(
        `update public.user_profiles set permissions = '{"members.manage": true}' where id = $1`,
        [ACCOUNTS.salesA],
      );
      await world.refused('NX011', 'salesA', RENEW, { params: [id] });
      await world.owner(
        `update public.user_profiles set permissions = '{"members.manage": true}' where id = $1`,
        [ACCOUNTS.maintenanceA],
      );
      assert.equal((await renew(world, 'maintenanceA', id)).invited_by, ACCOUNTS.maintenanceA);
      await call(world, 'adminA', 'public.remove_member($1)', [ACCOUNTS.maintenanceA]);
      await world.refused('NX009', 'adminA', RENEW, { params: [id] });
    }));
  it('is held to the plan', () =>
    inWorld(async (world) => {
      const { id } = await invite(world);
      await world.owner(`update private.plan_limits set max_members = 5 where plan_tier = 'Enterprise'`);
      await world.refused('NX007', 'adminA', RENEW, { params: [id] });
    }));
  it('from outside renews the offer to be the first admin, until there is one', () =>
    inWorld(async (world) => {
      await withResellers(world);
      await world.owner('delete from public.user_profiles where id = $1', [ACCOUNTS.adminC]);
      const made = await call<Invitation>(
        world,
        'adminR',
        `public.invite_member('new@c.example', 'master_admin', tenant_id => '${TENANT_C}')`,
      );
      await age(world);
      await world.refused('NX009', 'adminF', RENEW, { params: [made.id] });
      await world.refused('NX001', 'stranger', RENEW, { params: [made.id] });
      await renew(world, 'adminR', made.id);
      await renew(world, 'platformAdmin', made.id);
      await world.owner(`update public.user_profiles set role = 'master_admin' where id = $1`, [
        ACCOUNTS.salesC,
      ]);
      for (const actor of ['adminR', 'platformAdmin', 'salesC'] as const) {
        await world.refused('NX009', actor, RENEW, { params: [made.id] });
      }
    }));
});

describe('remove_member', () => {
  it('signs the member out everywhere, and nobody else', () =>
    inWorld(async (world) => {
      const gone = String(ACCOUNTS.salesA);
      await openSession(world, gone);
      await openSession(world, gone);
      await openSession(world, String(ACCOUNTS.ceoA));
      await call(world, 'adminA', 'public.remove_member($1)', [gone]);
      assert.deepEqual(await sessionsOf(world, gone), [0, 0]);
      assert.deepEqual(await sessionsOf(world, String(ACCOUNTS.ceoA)), [1, 1]);
      assert.equal((await world.owner('select from auth.users where id = $1', [gone])).length, 1);
    }));
  it('signs out whom the service removes, too, and nobody whose removal is refused', () =>
    inWorld(async (world) => {
      await openSession(world, String(ACCOUNTS.adminA));
      await openSession(world, String(ACCOUNTS.ceoA));
      await world.refused('NX003', 'salesA', 'select public.remove_member($1)', {
        params: [ACCOUNTS.adminA],
      });
      await world.as('service_role', 'delete from public.user_profiles where id = $1', {
        params: [ACCOUNTS.ceoA],
      });
      assert.deepEqual(await sessionsOf(world, String(ACCOUNTS.adminA)), [1, 1]);
      assert.deepEqual(await sessionsOf(world, String(ACCOUNTS.ceoA)), [0, 0]);
    }));
});
