import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  MACHINE_A,
  MACHINE_B,
  MEMBERS_A,
  MEMBERS_B,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
} from '../support/actors.ts';
import { store } from '../support/stored.ts';
import { inWorld, type World } from '../support/world.ts';

const WRITERS = ['adminA', 'maintenanceA', 'salesA'] as const;
const PLAN = `${TENANT_A}/line 1/plan.pdf`;
const PLAN_B = `${TENANT_B}/plan.pdf`;
const SUSPEND = `update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`;

const row = async (world: World, path: string): Promise<Record<string, unknown> | undefined> =>
  (await world.owner('select * from public.documents where path = $1', [path]))[0];

async function filed(world: World): Promise<void> {
  await store(world, 'owner', PLAN);
  await store(world, 'owner', PLAN_B);
}

describe('documents', () => {
  describe('select', () => {
    for (const member of [...MEMBERS_A, ...MEMBERS_B]) {
      it(`shows ${member} the documents of the own tenant only`, () =>
        inWorld(async (world) => {
          await filed(world);
          const path = (MEMBERS_A as readonly string[]).includes(member) ? PLAN : PLAN_B;
          assert.deepEqual(await world.as(member, 'select path from public.documents'), [{ path }]);
        }));
    }
    for (const outsider of OUTSIDERS) {
      it(`shows ${outsider} nothing`, () =>
        inWorld(async (world) => {
          await filed(world);
          await world.nothing(outsider, 'select from public.documents');
        }));
    }
    it('is closed to anon', () =>
      inWorld((world) => world.refused('42501', 'anon', 'select from public.documents')));
    it('shows service_role everything', () =>
      inWorld(async (world) => {
        await filed(world);
        assert.equal((await world.as('service_role', 'select id from public.documents')).length, 2);
      }));
    it('shows a suspended tenant nothing, and one without the permission', () =>
      inWorld(async (world) => {
        await filed(world);
        await world.owner(
          `update public.user_profiles set permissions = '{"documents.read": false}' where role = 'sales'`,
        );
        await world.nothing('salesA', 'select from public.documents');
        await world.owner(SUSPEND);
        for (const member of MEMBERS_A) await world.nothing(member, 'select from public.documents');
        assert.equal((await world.as('adminB', 'select id from public.documents')).length, 1);
      }));
  });

  describe('update', () => {
    const describeIt = `update public.documents set name = 'Plan', description = 'of line 1', machine_id = '${MACHINE_A}' where path = '${PLAN}' returning name`;
    for (const writer of WRITERS) {
      it(`lets ${writer} describe a document of A, and none of B`, () =>
        inWorld(async (world) => {
          await filed(world);
          assert.deepEqual(await world.as(writer, describeIt), [{ name: 'Plan' }]);
          await world.nothing(
            writer,
            `update public.documents set name = 'x' where tenant_id = '${TENANT_B}' returning id`,
          );
        }));
    }
    for (const other of ['ceoA', 'adminB', ...OUTSIDERS] as const) {
      it(`lets ${other} change nothing`, () =>
        inWorld(async (world) => {
          await filed(world);
          await world.nothing(other, describeIt);
        }));
    }
    it('is closed to anon and to a suspended tenant, open to service_role', () =>
      inWorld(async (world) => {
        await filed(world);
        await world.refused('42501', 'anon', describeIt);
        assert.equal((await world.as('service_role', describeIt)).length, 1);
        await world.owner(SUSPEND);
        await world.nothing('adminA', describeIt);
      }));
    for (const column of [
      'tenant_id',
      'id',
      'path',
      'mime_type',
      'size_bytes',
      'uploaded_by',
      'created_at',
      'updated_at',
    ]) {
      it(`leaves ${column} to the file`, () =>
        inWorld(async (world) => {
          await filed(world);
          for (const actor of ['adminA', 'service_role'] as const) {
            await world.refused('42501', actor, `update public.documents set ${column} = null`);
          }
        }));
    }
    it('names no machine of another tenant, and no empty name', () =>
      inWorld(async (world) => {
        await filed(world);
        const change = (what: string): string => `update public.documents set ${what} where path = '${PLAN}'`;
        await world.refused('23503', 'adminA', change(`machine_id = '${MACHINE_B}'`));
        await world.refused('23514', 'adminA', change(`name = ''`));
        await world.refused('23514', 'adminA', change(`description = repeat('x', 4001)`));
      }));
    it('moves updated_at', () =>
      inWorld(async (world) => {
        await filed(world);
        await world.owner(`alter table public.documents disable trigger all`);
        await world.owner(`update public.documents set updated_at = '2020-01-01'`);
        await world.owner(`alter table public.documents enable trigger all`);
        await world.as('adminA', `update public.documents set name = name`);
        assert.match(String((await row(world, PLAN))?.updated_at), /^2020/);
        await world.as('adminA', describeIt);
        assert.doesNotMatch(String((await row(world, PLAN))?.updated_at), /^2020/);
      }));
  });

  for (const actor of ['anon', ...OUTSIDERS, ...MEMBERS_A, 'adminB', 'service_role'] as const) {
    it(`${actor} adds and removes no row without its file`, () =>
      inWorld(async (world) => {
        await filed(world);
        await world.refused(
          '42501',
          actor,
          `insert into public.documents (tenant_id, id, name, path) values ('${TENANT_A}', gen_random_uuid(), 'x', '${TENANT_A}/x.pdf')`,
        );
        await world.refused('42501', actor, 'delete from public.documents');
      }));
  }
});
