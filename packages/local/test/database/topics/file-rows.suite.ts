import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCOUNTS, MACHINE_A, MACHINE_B, MEMBERS_A, TENANT_A, TENANT_B } from '../support/actors.ts';
import { refusal, store } from '../support/stored.ts';
import { inWorld, type World } from '../support/world.ts';

const PLAN = `${TENANT_A}/line 1/plan.pdf`;
const PLAN_B = `${TENANT_B}/plan.pdf`;
const SUSPEND = `update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`;

const row = async (world: World, path: string): Promise<Record<string, unknown> | undefined> =>
  (await world.owner('select * from public.documents where path = $1', [path]))[0];

async function filed(world: World): Promise<void> {
  await store(world, 'owner', PLAN);
  await store(world, 'owner', PLAN_B);
}

describe('a file in the bucket documents', () => {
  it('brings its row, with what the upload says', () =>
    inWorld(async (world) => {
      await store(world, 'salesA', PLAN, {
        said: { name: 'Plan 1', description: 'of line 1', machineId: MACHINE_A, other: [1] },
        size: 42,
      });
      const { created_at, updated_at, id, ...rest } = (await row(world, PLAN)) ?? {};
      assert.deepEqual(rest, {
        tenant_id: TENANT_A,
        machine_id: MACHINE_A,
        name: 'Plan 1',
        description: 'of line 1',
        path: PLAN,
        mime_type: 'application/pdf',
        size_bytes: 42,
        uploaded_by: ACCOUNTS.salesA,
      });
      assert.deepEqual(await world.owner('select id from storage.objects'), [{ id }]);
      assert.ok(created_at && updated_at);
    }));
  it('is named after its path when the upload says nothing', () =>
    inWorld(async (world) => {
      await store(world, 'adminA', PLAN);
      const long = `${TENANT_A}/${'x'.repeat(300)}`;
      await world.owner(`insert into storage.objects (bucket_id, name) values ('documents', $1)`, [long]);
      assert.equal((await row(world, PLAN))?.name, 'plan.pdf');
      const { name, size_bytes, mime_type, uploaded_by } = (await row(world, long)) ?? {};
      assert.deepEqual(
        { name, size_bytes, mime_type, uploaded_by },
        {
          name: 'x'.repeat(255),
          size_bytes: null,
          mime_type: null,
          uploaded_by: null,
        },
      );
    }));
  it('is uploaded by whom the service says, by the person himself otherwise', () =>
    inWorld(async (world) => {
      await store(world, 'service_role', PLAN, { owner: ACCOUNTS.salesA ?? '' });
      assert.equal((await row(world, PLAN))?.uploaded_by, ACCOUNTS.salesA);
      const own = `${TENANT_A}/own.pdf`;
      await store(world, 'adminA', own, { owner: ACCOUNTS.ceoA ?? '' });
      assert.equal((await row(world, own))?.uploaded_by, ACCOUNTS.adminA);
      const nobody = `${TENANT_A}/nobody.pdf`;
      await store(world, 'service_role', nobody, { owner: 'a gateway' });
      assert.equal((await row(world, nobody))?.uploaded_by, null);
    }));
  it('takes its row with it', () =>
    inWorld(async (world) => {
      await filed(world);
      await world.as('salesA', `delete from storage.objects where bucket_id = 'documents'`);
      assert.equal(await row(world, PLAN), undefined);
      assert.ok(await row(world, PLAN_B));
    }));
  it('leaves its row where its removal is rolled back, and none where its upload is', () =>
    inWorld(async (world) => {
      await filed(world);
      await world.owner('savepoint change');
      await store(world, 'adminA', `${TENANT_A}/new.pdf`);
      await world.as('adminA', 'delete from storage.objects');
      await world.owner('rollback to savepoint change');
      assert.ok(await row(world, PLAN));
      assert.equal(await row(world, `${TENANT_A}/new.pdf`), undefined);
    }));
  it('keeps what people wrote when it is moved or replaced', () =>
    inWorld(async (world) => {
      await store(world, 'salesA', PLAN, { said: { machineId: MACHINE_A } });
      const { id } = (await row(world, PLAN)) ?? {};
      const moved = `${TENANT_A}/new.pdf`;
      await world.as('adminA', `update storage.objects set name = $1`, { params: [moved] });
      let now = await row(world, moved);
      assert.deepEqual([now?.id, now?.name, now?.machine_id], [id, 'new.pdf', MACHINE_A], 'moved');
      assert.equal(now?.uploaded_by, ACCOUNTS.salesA, 'whoever moves it did not make it');
      await world.as('adminA', `update public.documents set name = 'Mine', description = 'd'`);
      await store(world, 'adminA', moved, { size: 11, eTag: 'second', type: 'text/plain' });
      await world.as('adminA', `update storage.objects set name = $1`, { params: [PLAN] });
      now = await row(world, PLAN);
      const { name, description, size_bytes, mime_type, uploaded_by, machine_id } = now ?? {};
      assert.deepEqual([name, description, machine_id], ['Mine', 'd', MACHINE_A]);
      assert.deepEqual([size_bytes, mime_type, uploaded_by], [11, 'text/plain', ACCOUNTS.adminA]);
    }));
  it('says anew what a replacement says', () =>
    inWorld(async (world) => {
      await store(world, 'adminA', PLAN, { said: { name: 'one', machineId: MACHINE_A } });
      await store(world, 'adminA', PLAN, { said: { name: 'two' }, eTag: 'second' });
      const now = await row(world, PLAN);
      assert.deepEqual([now?.name, now?.machine_id], ['two', MACHINE_A]);
    }));
  it('does not change its row when somebody reads it', () =>
    inWorld(async (world) => {
      await filed(world);
      await world.owner(`update public.tenants set status = 'Suspended'`);
      // A changed row would be refused now.
      await world.owner('update storage.objects set last_accessed_at = now()');
      await assert.rejects(world.owner(`update storage.objects set metadata = '{}'`), { code: 'NX002' });
    }));
  it('comes to another bucket as a new file, with the rights there', () =>
    inWorld(async (world) => {
      const picture = `${TENANT_A}/a.png`;
      const move = `update storage.objects set bucket_id = 'quality-images' where name = '${picture}' returning id`;
      await store(world, 'salesA', picture, { type: 'image/png' });
      await world.refused('42501', 'salesA', move);
      assert.ok(await row(world, picture));
      assert.equal((await world.as('maintenanceA', move)).length, 1);
      assert.equal(await row(world, picture), undefined);
      assert.equal((await world.owner('select id from public.quality_images')).length, 1);
      await store(world, 'salesA', PLAN);
      const type = await refusal(
        world.as('adminA', `update storage.objects set bucket_id = 'quality-images' where name = '${PLAN}'`),
      );
      assert.equal(type?.code, 'NX014');
    }));
  it("of another tenant is nobody else's, whatever is written over it", () =>
    inWorld(async (world) => {
      await filed(world);
      assert.equal((await refusal(store(world, 'adminA', PLAN_B)))?.code, '42501');
      assert.equal((await refusal(store(world, 'adminA', `${TENANT_B}/none.pdf`)))?.code, '42501');
    }));
  it('moves between tenants by the service only, and leaves its machine', () =>
    inWorld(async (world) => {
      await store(world, 'adminA', PLAN, { said: { machineId: MACHINE_A } });
      const settings = { 'storage.operation': 'storage.object.move' };
      await world.as('service_role', `update storage.objects set name = '${PLAN_B}'`, { settings });
      const now = await row(world, PLAN_B);
      assert.deepEqual([now?.tenant_id, now?.machine_id, now?.name], [TENANT_B, null, 'plan.pdf']);
      assert.equal(await row(world, PLAN), undefined);
    }));
});

describe('a file is refused', () => {
  const refused = async (world: World, given: Parameters<typeof store>[3], path = PLAN): Promise<unknown> =>
    refusal(store(world, 'service_role', path, given));
  it('when it is larger than its bucket takes: NX013', () =>
    inWorld(async (world) => {
      const details = { limit: 52_428_800, size: 52_428_801 };
      assert.deepEqual(await refused(world, { size: 52_428_801 }), { code: 'NX013', details });
      assert.equal(await refused(world, { size: 52_428_800 }), null);
      assert.deepEqual(await refused(world, { size: 52_428_801 }), { code: 'NX013', details }, 'replacing');
    }));
  it('when its type is none that the bucket takes: NX014', () =>
    inWorld(async (world) => {
      for (const type of ['text/html', 'image/svg+xml', 'application', '', 'application/pdf; x=y']) {
        assert.equal(((await refused(world, { type })) as { code: string } | null)?.code, 'NX014', type);
      }
      await world.owner(`update storage.buckets set allowed_mime_types = '{image/*}' where id = 'documents'`);
      assert.equal(await refused(world, { type: 'image/gif' }), null);
      await world.owner(`update storage.buckets set allowed_mime_types = null where id = 'documents'`);
      assert.equal(await refused(world, { type: 'text/html' }), null);
    }));
  it('not before it is stored: Storage rehearses with what it is told', () =>
    inWorld(async (world) => {
      const rehearsed = `insert into storage.objects (bucket_id, name, metadata) values ('documents', '${PLAN}', $1)`;
      await world.as('adminA', rehearsed, { params: [{ mimetype: 'text/html', contentLength: 1e9 }] });
      await assert.rejects(
        world.as('adminA', `update storage.objects set metadata = '{"mimetype": "text/html", "size": 1}'`),
        { code: 'NX014' },
      );
    }));
  it('when its path lies in no tenant: NX015, for the service too', () =>
    inWorld(async (world) => {
      for (const path of [
        'x.pdf',
        'd4000000-0000-4000-8000-00000000dead/x.pdf',
        TENANT_A,
        `${TENANT_A}/`,
        `${TENANT_A}//x.pdf`,
        `${TENANT_A}/../${TENANT_B}/x.pdf`,
        `${TENANT_A.toUpperCase()}/x.pdf`,
      ]) {
        assert.deepEqual(await refused(world, {}, path), { code: 'NX015', details: null }, path);
      }
      await world.as('service_role', `insert into storage.buckets (id, name) values ('other', 'other')`);
      assert.equal(await refused(world, { bucket: 'other' }, 'x.pdf'), null, 'not our bucket');
    }));
  it('when its tenant is suspended: NX002, for the service too; removing is left', () =>
    inWorld(async (world) => {
      await store(world, 'owner', PLAN);
      await world.owner(SUSPEND);
      assert.deepEqual(await refused(world, { eTag: 'second' }), { code: 'NX002', details: null });
      assert.deepEqual(await refused(world, {}, `${TENANT_A}/new.pdf`), { code: 'NX002', details: null });
      for (const member of MEMBERS_A) {
        assert.equal((await refusal(store(world, member, `${TENANT_A}/new.pdf`)))?.code, '42501');
        await world.nothing(member, 'select from storage.objects');
        await world.nothing(member, 'delete from storage.objects returning id');
      }
      await world.as('service_role', 'delete from storage.objects');
      assert.equal(await row(world, PLAN), undefined);
    }));
  it('when it names a machine that the tenant does not have: NX004; a copy or move of one that is gone is not', () =>
    inWorld(async (world) => {
      const details = { what: 'machine' };
      for (const machineId of [MACHINE_B, 'M-1', 5, '', {}, ACCOUNTS.adminA]) {
        assert.deepEqual(await refused(world, { said: { machineId } }), { code: 'NX004', details });
      }
      const said = { machineId: MACHINE_B };
      for (const verb of ['copy', 'move']) {
        const settings = { 'storage.operation': `storage.object.${verb}` };
        assert.equal(await refused(world, { said, settings }, `${TENANT_A}/${verb}.pdf`), null);
        assert.equal((await row(world, `${TENANT_A}/${verb}.pdf`))?.machine_id, null);
      }
      assert.equal(await refused(world, { said: { machineId: null } }), null);
    }));
  it('when what it says of itself is too long', () =>
    inWorld(async (world) => {
      const code = '23514';
      assert.deepEqual(await refused(world, { said: { name: 'x'.repeat(256) } }), { code, details: null });
      assert.deepEqual(await refused(world, { said: { description: 'x'.repeat(4001) } }), {
        code,
        details: null,
      });
    }));
});

describe('files stay', () => {
  it('when their machine is deleted', () =>
    inWorld(async (world) => {
      const [machine] = await world.as<{ id: string }>(
        'adminA',
        `insert into public.machines (name) values ('Old') returning id`,
      );
      await store(world, 'adminA', PLAN, { said: { machineId: machine?.id } });
      await world.as('adminA', `delete from public.machines where id = $1`, { params: [machine?.id] });
      const now = await row(world, PLAN);
      assert.deepEqual([now?.machine_id, now?.tenant_id], [null, TENANT_A]);
      assert.equal((await world.owner('select from storage.objects')).length, 1);
    }));
  it('when who uploaded them leaves, without a name', () =>
    inWorld(async (world) => {
      await store(world, 'salesA', PLAN);
      await world.owner('delete from auth.users where id = $1', [ACCOUNTS.salesA]);
      assert.equal((await row(world, PLAN))?.uploaded_by, null);
    }));
  it('and hold their tenant: it is deleted after them', () =>
    inWorld(async (world) => {
      const [tenant] = await world.owner<{ id: string }>(
        `insert into public.tenants (name, slug) values ('New', 'new-one') returning id`,
      );
      await store(world, 'service_role', `${tenant?.id}/x.pdf`);
      await world.refused('23503', 'service_role', `delete from public.tenants where slug = 'new-one'`);
      await world.as('service_role', 'delete from storage.objects');
      await world.as('service_role', `delete from public.tenants where slug = 'new-one'`);
    }));
});
