import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCOUNTS,
  MACHINE_A,
  MACHINE_B,
  MEMBERS_A,
  OUTSIDERS,
  TENANT_A,
  TENANT_B,
} from '../support/actors.ts';
import { refusal, store } from '../support/stored.ts';
import { inWorld, type World } from '../support/world.ts';

const READERS: readonly string[] = ['adminA', 'maintenanceA', 'ceoA'];
const WRITERS: readonly string[] = ['adminA', 'maintenanceA'];
const PART = `${TENANT_A}/part.png`;
const PART_B = `${TENANT_B}/part.png`;
const IMAGE = { bucket: 'quality-images', type: 'image/png' } as const;
const DEFECT = { label: 'scratch', confidence: 0.9, box: [0.1, 0, 0.5, 1] };

async function taken(world: World): Promise<void> {
  await store(world, 'owner', PART, IMAGE);
  await store(world, 'owner', PART_B, IMAGE);
}

const row = async (world: World): Promise<Record<string, unknown>> =>
  (await world.owner('select * from public.quality_images where path = $1', [PART]))[0] ?? {};

const JUDGE = `update public.quality_images set result = 'fail', defects = '[${JSON.stringify(DEFECT)}]', notes = 'n', captured_at = '2026-01-02', machine_id = '${MACHINE_A}', name = 'Part' where path = '${PART}' returning inspected_by`;

describe('quality_images', () => {
  for (const member of MEMBERS_A) {
    it(`shows ${member} ${READERS.includes(member) ? 'the pictures of A only' : 'nothing'}`, () =>
      inWorld(async (world) => {
        await taken(world);
        const rows = await world.as(member, 'select path from public.quality_images');
        assert.deepEqual(rows, READERS.includes(member) ? [{ path: PART }] : []);
      }));
    it(`lets ${member} ${WRITERS.includes(member) ? 'judge a picture of A, none of B' : 'judge none'}`, () =>
      inWorld(async (world) => {
        await taken(world);
        const rows = await world.as(member, JUDGE);
        assert.deepEqual(rows, WRITERS.includes(member) ? [{ inspected_by: 'person' }] : []);
        await world.nothing(
          member,
          `update public.quality_images set result = 'pass' where path = '${PART_B}' returning id`,
        );
      }));
  }
  for (const other of [...OUTSIDERS, 'adminB'] as const) {
    it(`shows ${other} nothing of A, and lets him judge nothing`, () =>
      inWorld(async (world) => {
        await taken(world);
        await world.nothing(other, `select from public.quality_images where tenant_id = '${TENANT_A}'`);
        await world.nothing(other, JUDGE);
      }));
  }
  it('is closed to anon', () =>
    inWorld(async (world) => {
      await world.refused('42501', 'anon', 'select from public.quality_images');
      await world.refused('42501', 'anon', JUDGE);
    }));
  it('is closed to a suspended tenant', () =>
    inWorld(async (world) => {
      await taken(world);
      await world.owner(`update public.tenants set status = 'Suspended' where id = '${TENANT_A}'`);
      for (const member of MEMBERS_A) {
        await world.nothing(member, 'select from public.quality_images');
        await world.nothing(member, JUDGE);
      }
    }));
  for (const actor of ['anon', ...OUTSIDERS, ...MEMBERS_A, 'adminB', 'service_role'] as const) {
    it(`${actor} adds and removes no row without its file, and says not who inspected`, () =>
      inWorld(async (world) => {
        await taken(world);
        await world.refused(
          '42501',
          actor,
          `insert into public.quality_images (tenant_id, id, name, path) values ('${TENANT_A}', gen_random_uuid(), 'x', '${TENANT_A}/x.png')`,
        );
        await world.refused('42501', actor, 'delete from public.quality_images');
        for (const column of [
          'inspected_by',
          'inspected_at',
          'uploaded_by',
          'path',
          'size_bytes',
          'mime_type',
          'tenant_id',
          'id',
          'created_at',
          'updated_at',
        ]) {
          await world.refused('42501', actor, `update public.quality_images set ${column} = null`);
        }
        if (actor !== 'service_role') {
          await world.refused('42501', actor, `update public.quality_images set model = 'm'`);
        }
      }));
  }
  it('follows its file: comes with it, moves with it, goes with it', () =>
    inWorld(async (world) => {
      const said = { machineId: MACHINE_A, capturedAt: '2026-03-01T08:00:00+01:00', name: 'Part 7' };
      await store(world, 'maintenanceA', PART, { ...IMAGE, said, size: 7 });
      const { id, created_at, updated_at, ...rest } = await row(world);
      assert.deepEqual(rest, {
        tenant_id: TENANT_A,
        machine_id: MACHINE_A,
        name: 'Part 7',
        path: PART,
        mime_type: 'image/png',
        size_bytes: 7,
        captured_at: '2026-03-01 07:00:00+00',
        uploaded_by: ACCOUNTS.maintenanceA,
        result: null,
        defects: [],
        notes: null,
        inspected_by: null,
        inspected_at: null,
        model: null,
      });
      assert.ok(id && created_at && updated_at);
      await world.as('adminA', `update storage.objects set name = '${TENANT_A}/b.png'`);
      assert.deepEqual(await world.owner('select id, path from public.quality_images'), [
        { id, path: `${TENANT_A}/b.png` },
      ]);
      await world.as('maintenanceA', `delete from storage.objects where bucket_id = 'quality-images'`);
      assert.deepEqual(await world.owner('select id from public.quality_images'), []);
    }));
  it('takes the time of arrival where the upload gives none, and refuses what is no time: NX006', () =>
    inWorld(async (world) => {
      await store(world, 'adminA', PART, IMAGE);
      const { captured_at, created_at } = await row(world);
      assert.equal(captured_at, created_at);
      for (const capturedAt of [
        'now',
        'infinity',
        '2026-02-30T00:00:00Z',
        '2026-01-01',
        '2026-01-01T00:00',
        5,
        '',
        '2026-01-01T00:00:00+99:00',
      ]) {
        const said = { capturedAt };
        assert.deepEqual(
          await refusal(store(world, 'adminA', `${TENANT_A}/x.png`, { ...IMAGE, said })),
          { code: 'NX006', details: { argument: 'capturedAt' } },
          String(capturedAt),
        );
      }
    }));
  it('refuses larger files and other types than pictures: NX013, NX014', () =>
    inWorld(async (world) => {
      const code = async (given: Parameters<typeof store>[3]): Promise<unknown> =>
        (await refusal(store(world, 'service_role', PART, { ...IMAGE, ...given })))?.code;
      assert.equal(await code({ size: 20_971_521 }), 'NX013');
      assert.equal(await code({ type: 'application/pdf' }), 'NX014');
      assert.equal(await code({ type: 'image/svg+xml' }), 'NX014');
      assert.equal(await code({}), undefined);
    }));
  it('takes its rights from quality.write, not from documents.write', () =>
    inWorld(async (world) => {
      assert.equal((await refusal(store(world, 'salesA', PART, IMAGE)))?.code, '42501');
      await store(world, 'owner', PART, IMAGE);
      await world.nothing('salesA', `update storage.objects set bucket_id = 'documents' returning id`);
      await world.nothing('salesA', `delete from storage.objects returning id`);
    }));
});

describe('an inspection', () => {
  it('by a person says so, and by the service says ai, with its model', () =>
    inWorld(async (world) => {
      await taken(world);
      await world.as('service_role', `update public.quality_images set result = 'review', model = 'eye-1'`);
      let now = await row(world);
      assert.deepEqual([now.result, now.inspected_by, now.model], ['review', 'ai', 'eye-1']);
      assert.ok(now.inspected_at);
      // The same result again: a person now stands for it.
      await world.as('maintenanceA', `update public.quality_images set result = 'review'`);
      now = await row(world);
      assert.deepEqual([now.result, now.inspected_by, now.model], ['review', 'person', null]);
      await world.as('service_role', `update public.quality_images set defects = '[]', model = 'eye-2'`);
      assert.deepEqual([(await row(world)).inspected_by, (await row(world)).model], ['ai', 'eye-2']);
    }));
  it('is taken back whole', () =>
    inWorld(async (world) => {
      await taken(world);
      await world.as('adminA', JUDGE);
      await world.as('adminA', `update public.quality_images set result = null`);
      const { result, inspected_by, inspected_at, model } = await row(world);
      assert.deepEqual([result, inspected_by, inspected_at, model], [null, null, null, null]);
    }));
  it('is not touched by another name or another machine', () =>
    inWorld(async (world) => {
      await taken(world);
      await world.as('service_role', `update public.quality_images set result = 'pass'`);
      await world.as('adminA', `update public.quality_images set name = 'x', machine_id = null, notes = 'n'`);
      assert.equal((await row(world)).inspected_by, 'ai');
    }));
  it('ends when the picture is replaced, not when it is moved or uploaded again as it is', () =>
    inWorld(async (world) => {
      await taken(world);
      await world.as('adminA', JUDGE);
      await store(world, 'adminA', PART, IMAGE);
      assert.equal((await row(world)).result, 'fail');
      await world.as(
        'adminA',
        `update storage.objects set name = '${TENANT_A}/m.png' where name = '${PART}'`,
      );
      await world.as(
        'adminA',
        `update storage.objects set name = '${PART}', metadata = metadata || '{"eTag": "of the copy"}' where name = '${TENANT_A}/m.png'`,
      );
      assert.equal((await row(world)).result, 'fail');
      await store(world, 'adminA', PART, { ...IMAGE, eTag: 'second' });
      const { result, defects, inspected_by, machine_id, name } = await row(world);
      assert.deepEqual([result, defects, inspected_by], [null, [], null]);
      assert.deepEqual([machine_id, name], [MACHINE_A, 'Part']);
    }));
  it('has a known result and well-formed defects', () =>
    inWorld(async (world) => {
      await taken(world);
      const defects = (value: unknown): string =>
        `update public.quality_images set defects = '${JSON.stringify(value)}' where path = '${PART}'`;
      for (const wrong of [
        {},
        'x',
        null,
        [1],
        [{}],
        [{ ...DEFECT, label: '' }],
        [{ ...DEFECT, label: 'x'.repeat(121) }],
        [{ ...DEFECT, label: 1 }],
        [{ ...DEFECT, confidence: 1.01 }],
        [{ ...DEFECT, confidence: '1' }],
        [{ ...DEFECT, confidence: -0.1 }],
        [{ ...DEFECT, box: [0, 0, 1] }],
        [{ ...DEFECT, box: [0, 0, 1, 1.1] }],
        [{ ...DEFECT, box: [0, 0, 1, '1'] }],
        [{ ...DEFECT, box: [0, 0, 1, null] }],
        [{ ...DEFECT, box: 'x' }],
        [{ label: 'x', confidence: 1 }],
        [{ ...DEFECT, more: '<script>' }],
        Array.from({ length: 101 }, () => DEFECT),
      ]) {
        await world.refused('23514', 'adminA', defects(wrong));
      }
      await world.as('adminA', defects(Array.from({ length: 100 }, () => DEFECT)));
      await world.refused('23514', 'adminA', `update public.quality_images set result = 'good'`);
      await world.refused('23514', 'adminA', `update public.quality_images set captured_at = 'infinity'`);
      await world.refused('23503', 'adminA', `update public.quality_images set machine_id = '${MACHINE_B}'`);
    }));
});
