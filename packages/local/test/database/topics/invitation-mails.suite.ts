import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, MEMBERS_A, OUTSIDERS, TENANT_A } from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { addAccount } from '../support/resellers.ts';
import { inWorld, type World } from '../support/world.ts';

const ADDRESS = 'stranger@example.com';

const invite = async (world: World): Promise<string> => {
  const { id } = await call<{ id: string }>(world, 'adminA', 'public.invite_member($1, $2)', [
    ADDRESS,
    'sales',
  ]);
  return id;
};
const mail = (world: World, id: string): Promise<Record<string, unknown>> =>
  call(world, 'service_role', 'public.invitation_mail($1)', [id]);

describe('mails of invitations', () => {
  it('are made of the address, the tenant and its brand', () =>
    inWorld(async (world) => {
      await world.owner(
        `update public.tenants set name = 'Works', branding = '{"name": "Bright"}' where id = '${TENANT_A}'`,
      );
      const { expires_at: expiresAt, ...rest } = await mail(world, await invite(world));
      assert.ok(Date.parse(String(expiresAt)) > Date.now());
      assert.deepEqual(rest, {
        email: ADDRESS,
        tenant_name: 'Works',
        branding: { name: 'Bright' },
        user_id: ACCOUNTS.stranger,
        is_confirmed: false,
        mailed_at: null,
      });
    }));

  it('know whose address has a confirmed account', () =>
    inWorld(async (world) => {
      await addAccount(world, 'stranger', ADDRESS);
      assert.equal((await mail(world, await invite(world))).is_confirmed, true);
    }));

  it('are noted when they went out', () =>
    inWorld(async (world) => {
      const id = await invite(world);
      await world.as('service_role', `select public.note_invitation_mailed('${id}')`);
      assert.equal(typeof (await mail(world, id)).mailed_at, 'string');
    }));

  it('are not made of an invitation that is not open', () =>
    inWorld(async (world) => {
      const id = await invite(world);
      await world.as('adminA', `select public.revoke_invitation('${id}')`);
      const { code, detail } = await refusal(world, 'service_role', `select public.invitation_mail('${id}')`);
      assert.deepEqual([code, detail.reason], ['NX009', 'missing']);
    }));

  it('are the service’s alone', () =>
    inWorld(async (world) => {
      const id = await invite(world);
      for (const statement of [
        `select public.invitation_mail('${id}')`,
        `select public.note_invitation_mailed('${id}')`,
      ]) {
        await refusedAs(world, statement, { 42501: ['anon', ...OUTSIDERS, ...MEMBERS_A] });
      }
    }));
});
