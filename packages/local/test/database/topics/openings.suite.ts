import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  type Actor,
  MEMBERS_A,
  OUTSIDERS,
  TENANT_A,
  TENANT_C,
  TENANT_R,
} from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { addAccount, withResellers } from '../support/resellers.ts';
import { inWorld, type World } from '../support/world.ts';

const KEY = 'key-00000001';
const REQUEST = { name: 'New Works', slug: 'new-works', plan_tier: 'Pro', admin_email: 'first@new.example' };
const OPEN = 'select public.open_tenant_once($1, $2) as a';

interface Opened {
  tenant_id: string;
  slug: string;
  invitation_id: string;
  is_new: boolean;
}
const open = (
  world: World,
  actor: Actor = 'platformAdmin',
  request: object = REQUEST,
  key = KEY,
): Promise<Opened> => call(world, actor, OPEN.slice(7, -5), [key, request]);
const newTenants = async (world: World): Promise<number> =>
  (await world.owner(`select from public.tenants where slug like 'new-works%'`)).length;

describe('open_tenant_once', () => {
  it('opens the tenant with its brand and invites its first admin', () =>
    inWorld(async (world) => {
      const opened = await open(world, 'platformAdmin', {
        ...REQUEST,
        branding: { primaryColor: '#123456' },
        hostnames: ['new.example'],
        admin_full_name: 'First Admin',
      });
      assert.deepEqual([opened.slug, opened.is_new], ['new-works', true]);
      const rows = await world.owner(
        `select t.name, t.plan_tier, t.branding, t.hostnames, t.parent_id, i.email, i.full_name, i.role, i.is_for_first_admin, i.invited_by
         from public.tenants t join public.invitations i on i.tenant_id = t.id where t.id = $1 and i.id = $2`,
        [opened.tenant_id, opened.invitation_id],
      );
      assert.deepEqual(rows, [
        {
          name: 'New Works',
          plan_tier: 'Pro',
          branding: { primaryColor: '#123456' },
          hostnames: ['new.example'],
          parent_id: null,
          email: 'first@new.example',
          full_name: 'First Admin',
          role: 'master_admin',
          is_for_first_admin: true,
          invited_by: ACCOUNTS.platformAdmin,
        },
      ]);
      await addAccount(world, 'stranger', 'first@new.example');
      const joined = await call<{ role: string }>(world, 'stranger', 'public.accept_invitation()');
      assert.equal(joined.role, 'master_admin');
    }));
  it('answers a repeat with the same tenant, however its JSON is written', () =>
    inWorld(async (world) => {
      const first = await open(world);
      const again = await call<Opened>(
        world,
        'platformAdmin',
        'public.open_tenant_once($1, $2::text::jsonb)',
        [KEY, JSON.stringify(Object.fromEntries(Object.entries(REQUEST).reverse()), null, 4)],
      );
      assert.deepEqual(again, { ...first, is_new: false });
      assert.equal(await newTenants(world), 1);
    }));
  it('refuses the key for another request', () =>
    inWorld(async (world) => {
      await open(world);
      const other = [KEY, { ...REQUEST, slug: 'new-works-2' }];
      const { code, detail } = await refusal(world, 'platformAdmin', OPEN, other);
      assert.deepEqual([code, detail.reason], ['23505', 'idempotency_key']);
      assert.equal(await newTenants(world), 1);
    }));
  it('binds the key to its caller', () =>
    inWorld(async (world) => {
      await withResellers(world);
      const ofR = await open(world, 'adminR');
      const ofF = await open(world, 'adminF', { ...REQUEST, slug: 'new-works-f' });
      assert.ok(ofR.is_new && ofF.is_new);
      const [row] = await world.owner('select parent_id from public.tenants where id = $1', [ofR.tenant_id]);
      assert.equal(row?.parent_id, TENANT_R);
    }));
  it('tells a caller nothing of what it may no longer open', () =>
    inWorld(async (world) => {
      await withResellers(world);
      const { tenant_id } = await open(world, 'adminR');
      await world.owner('update public.tenants set parent_id = null where id = $1', [tenant_id]);
      await world.refused('NX004', 'adminR', OPEN, { params: [KEY, REQUEST] });
      await world.owner(
        `update public.tenants set is_reseller = false, parent_id = null where id = '${TENANT_C}'`,
      );
      await world.owner(`update public.user_profiles set role = 'sales' where id = '${ACCOUNTS.adminR}'`);
      await world.refused('NX010', 'adminR', OPEN, { params: [KEY, REQUEST] });
    }));
  it('leaves nothing behind when any part of it is refused', () =>
    inWorld(async (world) => {
      await withResellers(world);
      await world.owner(`update private.plan_limits set max_members = 0 where plan_tier = 'Pro'`);
      await world.refused('NX007', 'platformAdmin', OPEN, { params: [KEY, REQUEST] });
      await world.owner('update private.plan_limits set max_members = 5');
      for (const [actor, change, code] of [
        ['platformAdmin', { admin_email: 'no address' }, '23514'],
        ['platformAdmin', { slug: 'alpenwerk' }, '23505'],
        ['platformAdmin', { plan_tier: 'Basic', branding: { radius: 4 } }, 'NX008'],
        ['platformAdmin', { plan_tier: 'Gold' }, 'NX006'],
      ] as const) {
        await world.refused(code, actor, OPEN, { params: [KEY, { ...REQUEST, ...change }] });
      }
      assert.equal(await newTenants(world), 0);
      assert.deepEqual(await world.owner('select from private.tenant_openings'), []);
      // And the key is still free.
      assert.ok((await open(world, 'platformAdmin', { ...REQUEST, plan_tier: 'Enterprise' })).is_new);
    }));
  it('takes a request of the right form only', () =>
    inWorld(async (world) => {
      const { name: _name, ...nameless } = REQUEST;
      for (const request of [
        [],
        'text',
        null,
        nameless,
        { ...REQUEST, admin_email: undefined },
        { ...REQUEST, slug: 5 },
        { ...REQUEST, hostnames: [1] },
        { ...REQUEST, hostnames: 'a.example' },
        { ...REQUEST, branding: [] },
        { ...REQUEST, is_reseller: true },
      ]) {
        const params = [KEY, request === null ? null : JSON.stringify(request)];
        await world.refused('NX006', 'platformAdmin', 'select public.open_tenant_once($1, $2::text::jsonb)', {
          params,
        });
      }
      for (const key of ['short', '', null, 'x'.repeat(201)]) {
        await world.refused('NX006', 'platformAdmin', OPEN, { params: [key, REQUEST] });
      }
      assert.equal(await newTenants(world), 0);
    }));
  it('is for platform admins and resellers', () =>
    inWorld((world) =>
      refusedAs(world, OPEN, { 42501: ['anon', 'service_role'], NX010: ['stranger', ...MEMBERS_A] }, [
        KEY,
        REQUEST,
      ]),
    ));
});

describe('undo_tenant_opening', () => {
  const undo = (world: World, id: string): Promise<boolean> =>
    call(world, 'service_role', 'public.undo_tenant_opening($1)', [id]);

  it('takes back what nobody has joined, and frees the key', () =>
    inWorld(async (world) => {
      const { tenant_id } = await open(world);
      assert.equal(await undo(world, tenant_id), true);
      assert.equal(await undo(world, tenant_id), false);
      assert.equal(await newTenants(world), 0);
      const again = await open(world);
      assert.ok(again.is_new && again.tenant_id !== tenant_id);
    }));
  it('leaves a tenant with a member, an older one, and one that was opened otherwise', () =>
    inWorld(async (world) => {
      const { tenant_id } = await open(world);
      await world.owner(
        `update public.tenants set created_at = now() - interval '61 minutes' where id = $1`,
        [tenant_id],
      );
      assert.equal(await undo(world, tenant_id), false);
      await world.owner('update public.tenants set created_at = now() where id = $1', [tenant_id]);
      await addAccount(world, 'stranger', 'first@new.example');
      await call(world, 'stranger', 'public.accept_invitation()');
      assert.equal(await undo(world, tenant_id), false);
      const other = await call<{ id: string }>(
        world,
        'platformAdmin',
        `public.open_tenant('N', 'new-works-3')`,
      );
      assert.equal(await undo(world, other.id), false);
      assert.equal(await undo(world, TENANT_A), false);
      assert.equal(await newTenants(world), 2);
    }));
  it('is for the service', () =>
    inWorld((world) =>
      refusedAs(world, `select public.undo_tenant_opening('${TENANT_A}')`, {
        42501: ['anon', ...OUTSIDERS, ...MEMBERS_A],
      }),
    ));
});
