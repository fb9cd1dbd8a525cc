import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  MEMBERS_A,
  MEMBERS_B,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
  TENANT_C,
} from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { withResellers } from '../support/resellers.ts';
import { inWorld, type World } from '../support/world.ts';

const PUBLIC_KEY = `${'A'.repeat(42)}E`;
const ENC = `${'b'.repeat(42)}M`;
const sealed = (keyId = 'k1', enc = ENC, ct = 'c'.repeat(60), version = 'nexus-hpke-v1'): string =>
  [version, keyId, enc, ct].join('.');
const SET = 'select public.set_api_key($1, $2) as a';
const set = (world: World, text = sealed(), hint = 'x-_9'): Promise<unknown> =>
  world.as('adminA', SET, { params: [text, hint] });
const addKey = (world: World, id = 'k1'): Promise<unknown> =>
  world.as('service_role', 'select public.add_sealing_key($1, $2)', { params: [id, PUBLIC_KEY] });

interface Status {
  has_key: boolean;
  hint: string | null;
  key_id: string | null;
  updated_at: string | null;
}
const status = (world: World): Promise<Status> => call(world, 'adminA', 'public.api_key_status()');

const CALLS: readonly [sql: string, params: readonly unknown[]][] = [
  [SET, [sealed(), 'abcd']],
  ['select public.clear_api_key()', []],
  ['select public.api_key_status()', []],
  ['select public.sealing_key()', []],
];

describe('the AI key of a tenant', () => {
  it('shows in no error, whoever breaks a check of its row', () =>
    inWorld(async (world) => {
      await withResellers(world);
      await world.owner(
        `update public.tenants set api_key_encrypted = 'SEALED', api_key_hint = 'wxyz', plan_tier = 'Enterprise'`,
      );
      for (const [actor, sql] of [
        ['adminR', `select public.update_tenant('${TENANT_C}', '{"name": ""}')`],
        ['adminR', `select public.update_tenant('${TENANT_C}', '{"slug": "NO"}')`],
        ['platformAdmin', `select public.update_tenant('${TENANT_A}', '{"branding": {"radius": 5}}')`],
        ['platformAdmin', `select public.set_reseller('${TENANT_C}', true)`],
        ['adminA', `update public.tenants set branding = '{"radius": 5}'`],
      ] as const) {
        const error = await world.as(actor, sql).then(
          () => null,
          (reason: Error & { code: string }) => reason,
        );
        assert.equal(error?.code, '23514', sql);
        assert.doesNotMatch(JSON.stringify({ ...error, message: error?.message }), /SEALED|wxyz|Failing row/);
      }
    }));
  for (const [sql, params] of CALLS) {
    it(`${sql}: needs api_key.manage`, () =>
      inWorld(async (world) => {
        await addKey(world);
        const codes = {
          42501: ['anon', 'service_role'],
          NX001: OUTSIDERS,
          NX003: ['maintenanceA', 'salesA', 'ceoA', 'maintenanceB', 'salesB', 'ceoB'],
        } as const;
        await refusedAs(world, sql, codes, params);
        await world.owner(
          `update public.user_profiles set permissions = '{"api_key.manage": true}' where role = 'sales'`,
        );
        await world.as('salesA', sql, { params });
        await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
        await refusedAs(world, sql, { NX002: MEMBERS_A }, params);
      }));
  }
  it('is set, told by its hint, and cleared', () =>
    inWorld(async (world) => {
      await addKey(world);
      assert.deepEqual(await call(world, 'adminA', 'public.sealing_key()'), {
        key_id: 'k1',
        public_key: PUBLIC_KEY,
      });
      assert.deepEqual(await status(world), { has_key: false, hint: null, key_id: null, updated_at: null });
      await set(world);
      const { updated_at, ...told } = await status(world);
      assert.deepEqual(told, { has_key: true, hint: 'x-_9', key_id: 'k1' });
      assert.ok(updated_at);
      assert.deepEqual(
        await world.as(
          'service_role',
          `select api_key_encrypted as k from public.tenants where id = '${TENANT_A}'`,
        ),
        [{ k: sealed() }],
      );
      await call(world, 'adminA', 'public.clear_api_key()');
      assert.deepEqual(await status(world), { has_key: false, hint: null, key_id: null, updated_at: null });
      const entries = await world.as(
        'adminA',
        `select actor_id, action from public.audit_log where action like 'api_key.%' order by at, cmin::text::int`,
      );
      assert.deepEqual(entries, [
        { actor_id: ACCOUNTS.adminA, action: 'api_key.set' },
        { actor_id: ACCOUNTS.adminA, action: 'api_key.cleared' },
      ]);
    }));
  it('is not there for the other tenant, whose plan has none', () =>
    inWorld(async (world) => {
      await addKey(world);
      await set(world);
      assert.equal((await call<Status>(world, 'adminB', 'public.api_key_status()')).has_key, false);
      assert.deepEqual((await refusal(world, 'adminB', SET, [sealed(), 'abcd'])).detail, {
        feature: 'byok',
        plan: 'Pro',
        lifted_by: 'Enterprise',
      });
      await call(world, 'adminB', 'public.clear_api_key()');
      assert.equal((await status(world)).has_key, true);
    }));
  it('is read by nobody on the user side, nor its hint from the table', () =>
    inWorld(async (world) => {
      for (const member of [...MEMBERS_A, ...MEMBERS_B]) {
        for (const column of ['api_key_encrypted', 'api_key_hint', 'api_key_key_id', 'api_key_updated_at']) {
          await world.refused('42501', member, `select ${column} from public.tenants`);
          await world.refused('42501', member, `update public.tenants set ${column} = null`);
        }
      }
    }));
  const bad: Record<string, [text: string | null, hint: string | null, reason: string]> = {
    'no text': [null, 'abcd', 'form'],
    'an empty text': ['', 'abcd', 'form'],
    'a bare key': ['sk-live-1234567890', 'abcd', 'form'],
    'another version': [sealed('k1', ENC, undefined, 'nexus-hpke-v2'), 'abcd', 'form'],
    'a short enc': [sealed('k1', ENC.slice(1)), 'abcd', 'form'],
    'an enc with padding': [sealed('k1', `${ENC}=`), 'abcd', 'form'],
    'an enc that is not canonical': [sealed('k1', `${'b'.repeat(42)}N`), 'abcd', 'form'],
    'a ct of 16 bytes': [sealed('k1', ENC, 'c'.repeat(22)), 'abcd', 'form'],
    'a ct of an impossible length': [sealed('k1', ENC, 'c'.repeat(25)), 'abcd', 'form'],
    'a ct of 4,097 bytes': [sealed('k1', ENC, 'c'.repeat(5463)), 'abcd', 'form'],
    'a ct in base64 with plus': [sealed('k1', ENC, `${'c'.repeat(30)}++`), 'abcd', 'form'],
    'a line more': [`${sealed()}\n`, 'abcd', 'form'],
    'a part more': [`${sealed()}.x`, 'abcd', 'form'],
    'an unknown key id': [sealed('k9'), 'abcd', 'key_id'],
    'no hint': [sealed(), null, 'hint'],
    'a hint of three': [sealed(), 'abc', 'hint'],
    'a hint that is the key': [sealed(), 'sk-live-1234567890', 'hint'],
    'a hint with markup': [sealed(), '<b>x', 'hint'],
  };
  for (const [what, [text, hint, reason]] of Object.entries(bad)) {
    it(`is not set with ${what}`, () =>
      inWorld(async (world) => {
        await addKey(world);
        const { code, detail } = await refusal(world, 'adminA', SET, [text, hint]);
        assert.deepEqual([code, detail], ['NX012', { reason }]);
        assert.equal((await status(world)).has_key, false);
      }));
  }
  it('fits from 17 to 4,096 bytes', () =>
    inWorld(async (world) => {
      await addKey(world);
      await set(world, sealed('k1', ENC, 'c'.repeat(23)));
      await set(world, sealed('k1', ENC, 'c'.repeat(5462)));
    }));
});

describe('sealing keys', () => {
  it('are registered and retired by the service only', () =>
    inWorld(async (world) => {
      for (const actor of ['anon', ...OUTSIDERS, ...MEMBERS_A] as const) {
        await world.refused('42501', actor, `select public.add_sealing_key('k1', '${PUBLIC_KEY}')`);
        await world.refused('42501', actor, `select public.retire_sealing_key('k1')`);
      }
      assert.equal(await call(world, 'adminA', 'public.sealing_key()'), null);
    }));
  it('take turns: the new one is sealed for, the former still opens', () =>
    inWorld(async (world) => {
      await addKey(world, 'k1');
      await addKey(world, 'k2');
      assert.equal((await call<{ key_id: string }>(world, 'adminA', 'public.sealing_key()')).key_id, 'k2');
      await set(world, sealed('k1'));
      await set(world, sealed('k2'));
      assert.deepEqual(await world.owner('select key_id, status from private.sealing_keys order by 1'), [
        { key_id: 'k1', status: 'accepted' },
        { key_id: 'k2', status: 'active' },
      ]);
      await world.refused('23505', 'service_role', `select public.add_sealing_key('k1', '${PUBLIC_KEY}')`);
      await world.refused('23514', 'service_role', `select public.add_sealing_key('k.3', '${PUBLIC_KEY}')`);
      await world.refused('23514', 'service_role', `select public.add_sealing_key('k3', 'short')`);
    }));
  it('are not retired while a tenant uses them, and then not sealed for', () =>
    inWorld(async (world) => {
      await addKey(world, 'k1');
      await addKey(world, 'k2');
      await set(world, sealed('k1'));
      const retire = `select public.retire_sealing_key('k1')`;
      assert.deepEqual((await refusal(world, 'service_role', retire)).detail, { reason: 'in_use' });
      await set(world, sealed('k2'));
      await world.as('service_role', retire);
      assert.deepEqual((await refusal(world, 'adminA', SET, [sealed('k1'), 'abcd'])).detail, {
        reason: 'key_id',
      });
      await world.refused('NX004', 'service_role', `select public.retire_sealing_key('k9')`);
    }));
  it('are not in any tenant', () =>
    inWorld(async (world) => {
      await addKey(world);
      const rows = await world.owner(
        `select tenant_id from public.audit_log where action = 'sealing_key.added'`,
      );
      assert.equal(rows.length, 1);
      assert.notEqual(rows[0]?.tenant_id, TENANT_B);
    }));
});
