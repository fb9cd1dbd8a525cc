import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MEMBERS_A, OUTSIDERS, TENANT_A, TENANT_B } from '../support/actors.ts';
import { call } from '../support/calls.ts';
import { inWorld } from '../support/world.ts';

const ASK = 'public.branding_for($1)';

interface Answer {
  name: string;
  slug: string;
  branding: Record<string, unknown>;
}

describe('branding_for', () => {
  for (const actor of ['anon', ...OUTSIDERS, ...MEMBERS_A] as const) {
    it(`shows ${actor} the brand by slug and by host name, and nothing more`, () =>
      inWorld(async (world) => {
        await world.owner(
          `update public.tenants set hostnames = '{mes.alpenwerk.example}' where id = '${TENANT_A}'`,
        );
        for (const address of ['alpenwerk', 'mes.alpenwerk.example', 'MES.Alpenwerk.Example']) {
          const answer = await call<Answer>(world, actor, ASK, [address]);
          assert.deepEqual(Object.keys(answer).sort(), ['branding', 'name', 'slug']);
          assert.equal(answer.name, 'Alpenwerk Präzision');
          assert.equal(answer.branding.primaryColor, '#14532d');
        }
      }));
  }
  it('is not for service_role, which reads the table', () =>
    inWorld((world) => world.refused('42501', 'service_role', `select public.branding_for('alpenwerk')`)));
  const wrong = [
    '',
    'alpen',
    'alpenwerk ',
    '%',
    'alpenwerk%',
    'alpenwerk.example',
    'example',
    TENANT_A,
    null,
  ];
  for (const address of wrong) {
    it(`knows nobody at ${address}`, () =>
      inWorld(async (world) => {
        await world.owner(
          `update public.tenants set hostnames = '{mes.alpenwerk.example}' where id = '${TENANT_A}'`,
        );
        assert.equal(await call(world, 'anon', ASK, [address]), null);
      }));
  }
  it('makes a suspended tenant look like none', () =>
    inWorld(async (world) => {
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      assert.equal(await call(world, 'anon', ASK, ['alpenwerk']), null);
      assert.equal(await call(world, 'adminA', ASK, ['alpenwerk']), null);
      assert.equal((await call<Answer>(world, 'anon', ASK, ['rio-bravo'])).slug, 'rio-bravo');
    }));
  it('forgets a host name that was taken off', () =>
    inWorld(async (world) => {
      await world.owner(`update public.tenants set hostnames = '{x.example.com}' where id = '${TENANT_B}'`);
      assert.equal((await call<Answer>(world, 'anon', ASK, ['x.example.com'])).slug, 'rio-bravo');
      await world.owner(`update public.tenants set hostnames = '{}' where id = '${TENANT_B}'`);
      assert.equal(await call(world, 'anon', ASK, ['x.example.com']), null);
    }));
  it('is all that anon reaches: no other function, no table', () =>
    inWorld(async (world) => {
      for (const sql of [
        'select private.my_tenant()',
        'select private.is_platform_admin()',
        `select private.require_permission('ai.use')`,
        'select private.membership()',
        'select public.current_membership()',
        'select from private.tenant_hostnames',
        'select from private.plan_limits',
        'select name from public.tenants',
      ]) {
        await world.refused('42501', 'anon', sql);
      }
    }));
});
