import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MEMBERS_A, NIL_TENANT, OUTSIDERS, TENANT_A, TENANT_B } from '../support/actors.ts';
import { call, refusal, refusedAs } from '../support/calls.ts';
import { inWorld, type World } from '../support/world.ts';

const sealed = (keyId: string, ct = 'c'): string =>
  `nexus-hpke-v1.${keyId}.${'b'.repeat(42)}M.${ct.repeat(60)}`;
const EVERYBODY = ['anon', ...OUTSIDERS, ...MEMBERS_A, 'adminB'] as const;
const service = <T>(world: World, expression: string, params: readonly unknown[] = []): Promise<T> =>
  call(world, 'service_role', expression, params);

/** Two sealing keys, and tenant A with an AI key that is sealed for the first. */
async function withSealed(world: World): Promise<void> {
  for (const id of ['k1', 'k2'])
    await service(world, 'public.add_sealing_key($1, $2)', [id, `${'A'.repeat(42)}E`]);
  await world.as('adminA', 'select public.set_api_key($1, $2)', { params: [sealed('k1'), 'wxyz'] });
}

describe('service_secret', () => {
  it('tells the service the two kinds of secrets that functions need, and no other', () =>
    inWorld(async (world) => {
      for (const name of ['GOOGLE_GEMINI_KEY', 'NEXUS_SEALING_KEY_k-1_A', 'OTHER']) {
        await world.owner('select vault.create_secret($1, $2)', [`secret of ${name}`, name]);
      }
      for (const name of ['GOOGLE_GEMINI_KEY', 'NEXUS_SEALING_KEY_k-1_A']) {
        assert.equal(await service(world, 'public.service_secret($1)', [name]), `secret of ${name}`);
      }
      assert.equal(await service(world, `public.service_secret('NEXUS_SEALING_KEY_none')`), null);
      for (const name of [
        'OTHER',
        'google_gemini_key',
        'GOOGLE_GEMINI_KEY ',
        'NEXUS_SEALING_KEY_',
        'NEXUS_SEALING_KEY_a b',
        '',
        null,
      ]) {
        const { code, detail } = await refusal(world, 'service_role', 'select public.service_secret($1)', [
          name,
        ]);
        assert.deepEqual([code, detail.argument], ['NX006', 'name'], String(name));
      }
    }));
  it('is for nobody else', () =>
    inWorld((world) =>
      refusedAs(world, `select public.service_secret('GOOGLE_GEMINI_KEY')`, { 42501: EVERYBODY }),
    ));
  it('has nothing to tell before a project has a vault', () =>
    inWorld(async (world) => {
      await world.owner('alter schema vault rename to no_vault');
      assert.equal(await service(world, `public.service_secret('GOOGLE_GEMINI_KEY')`), null);
    }));
});

describe('tenant_ai_key', () => {
  it('tells the service what is sealed, and whether the plan still has it', () =>
    inWorld(async (world) => {
      await withSealed(world);
      assert.deepEqual(await service(world, 'public.tenant_ai_key($1)', [TENANT_A]), {
        sealed: sealed('k1'),
        key_id: 'k1',
        byok: true,
      });
      assert.deepEqual(await service(world, 'public.tenant_ai_key($1)', [TENANT_B]), {
        sealed: null,
        key_id: null,
        byok: false,
      });
      await world.owner(`update public.tenants set plan_tier = 'Pro'`);
      assert.deepEqual(await service(world, 'public.tenant_ai_key($1)', [TENANT_A]), {
        sealed: sealed('k1'),
        key_id: 'k1',
        byok: false,
      });
      await world.refused('NX004', 'service_role', `select public.tenant_ai_key('${NIL_TENANT}')`);
    }));
  it('is for nobody else', () =>
    inWorld((world) => refusedAs(world, `select public.tenant_ai_key('${TENANT_A}')`, { 42501: EVERYBODY })));
});

describe('sealing anew', () => {
  it('replaces what it has opened, and nothing that was set meanwhile', () =>
    inWorld(async (world) => {
      await withSealed(world);
      const stored = await service<unknown[]>(world, `public.sealed_keys_for('k1')`);
      assert.deepEqual(stored, [{ tenant_id: TENANT_A, sealed: sealed('k1') }]);
      assert.deepEqual(await service(world, `public.sealed_keys_for('k2')`), []);
      const reseal = (tenant: string, from: string, to: string): Promise<boolean> =>
        service(world, 'public.reseal_api_key($1, $2, $3)', [tenant, from, to]);
      assert.equal(await reseal(TENANT_A, sealed('k1', 'd'), sealed('k2')), false);
      assert.equal(await reseal(TENANT_B, sealed('k1'), sealed('k2')), false);
      assert.equal(await reseal(TENANT_A, sealed('k1'), sealed('k2')), true);
      assert.equal(await reseal(TENANT_A, sealed('k1'), sealed('k2')), false);
      assert.deepEqual(await service(world, `public.sealed_keys_for('k1')`), []);
      // It is the same key to the tenant, and the old sealing key can go.
      const status = await call<Record<string, unknown>>(world, 'adminA', 'public.api_key_status()');
      assert.deepEqual([status.hint, status.key_id], ['wxyz', 'k2']);
      await service(world, `public.retire_sealing_key('k1')`);
      const entries = await world.owner(
        `select actor_id, actor_kind, old, new from public.audit_log where action = 'api_key.set' order by at desc, cmin::text::int desc limit 1`,
      );
      assert.deepEqual(entries, [
        {
          actor_id: null,
          actor_kind: 'service',
          old: { api_key_key_id: 'k1' },
          new: { api_key_key_id: 'k2' },
        },
      ]);
    }));
  it('takes only what is sealed, for a key in use', () =>
    inWorld(async (world) => {
      await withSealed(world);
      for (const [bad, reason] of [
        ['plain', 'form'],
        [sealed('k9'), 'key_id'],
        [null, 'form'],
      ] as const) {
        const sql = 'select public.reseal_api_key($1, $2, $3)';
        const { code, detail } = await refusal(world, 'service_role', sql, [TENANT_A, sealed('k1'), bad]);
        assert.deepEqual([code, detail.reason], ['NX012', reason]);
      }
      const [row] = await world.owner(
        `select api_key_encrypted as k from public.tenants where id = '${TENANT_A}'`,
      );
      assert.equal(row?.k, sealed('k1'));
    }));
  it('is for nobody else', () =>
    inWorld(async (world) => {
      await refusedAs(world, `select public.sealed_keys_for('k1')`, { 42501: EVERYBODY });
      await refusedAs(world, `select public.reseal_api_key('${TENANT_A}', 'a', 'b')`, { 42501: EVERYBODY });
    }));
});
