import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Stack } from '../../src/index.ts';
import { storedNames } from '../support/stored-files.ts';
import { ALPENWERK, clientOf, RIO_BRAVO, signIn, startTestStack } from '../support/test-stack.ts';

const path = (name: string, tenant = ALPENWERK): string => `${tenant}/${name}`;
const png = (): Blob => new Blob(['png'], { type: 'image/png' });
const ROLES = ['admin', 'maintenance', 'sales', 'ceo'] as const;
type Member = (typeof ROLES)[number];

/** Who may do what over HTTP, as storage.objects' policies say by SQL in the database's own tests. */
describe('The walls of Storage', () => {
  let stack: Stack;
  let members: Record<Member, SupabaseClient>;
  let other: SupabaseClient;
  let operator: SupabaseClient;
  let anon: SupabaseClient;
  let service: SupabaseClient;

  before(async () => {
    stack = await startTestStack();
    const of = (name: Member): Promise<SupabaseClient> => signIn(stack, `${name}@alpenwerk.example`);
    members = {
      admin: await of('admin'),
      maintenance: await of('maintenance'),
      sales: await of('sales'),
      ceo: await of('ceo'),
    };
    other = await signIn(stack, 'admin@rio-bravo.example');
    operator = await signIn(stack, 'operator@nexus.example');
    anon = clientOf(stack);
    service = clientOf(stack, { key: stack.secretKey });
    for (const bucket of ['documents', 'quality-images']) {
      for (const tenant of [ALPENWERK, RIO_BRAVO]) {
        const { error } = await service.storage.from(bucket).upload(path('there.png', tenant), png());
        assert.equal(error, null);
      }
    }
  });
  after(() => stack.stop());

  const ALL = [
    'documents: there.png',
    'documents: there.png',
    'quality-images: there.png',
    'quality-images: there.png',
  ];
  const RIGHTS: Record<string, { readers: readonly Member[]; writers: readonly Member[] }> = {
    documents: { readers: ROLES, writers: ['admin', 'maintenance', 'sales'] },
    'quality-images': { readers: ['admin', 'maintenance', 'ceo'], writers: ['admin', 'maintenance'] },
  };
  for (const [bucket, { readers, writers }] of Object.entries(RIGHTS)) {
    for (const role of ROLES) {
      const [reads, writes] = [readers.includes(role), writers.includes(role)];
      test(`${bucket}: ${role} ${reads ? 'reads' : 'does not read'}, ${writes ? 'writes' : 'does not write'}`, async () => {
        const files = members[role].storage.from(bucket);
        const table = bucket === 'documents' ? 'documents' : 'quality_images';
        assert.equal((await files.download(path('there.png'))).error === null, reads);
        assert.equal((await files.info(path('there.png'))).error === null, reads);
        assert.equal((await files.createSignedUrl(path('there.png'), 60)).error === null, reads);
        assert.equal((await files.list(ALPENWERK)).data?.length, reads ? 1 : 0);
        assert.equal((await members[role].from(table).select('id')).data?.length, reads ? 1 : 0);

        assert.equal((await files.upload(path('new.png'), png())).error === null, writes);
        assert.equal((await files.upload(path('new.png'), png(), { upsert: true })).error === null, writes);
        assert.equal((await files.update(path('new.png'), png())).error === null, writes);
        assert.equal((await files.createSignedUploadUrl(path('signed.png'))).error === null, writes);
        assert.equal((await files.copy(path('there.png'), path('copy.png'))).error === null, writes);
        assert.equal((await files.move(path('new.png'), path('moved.png'))).error === null, writes);
        const { data } = await files.remove([path('moved.png'), path('copy.png')]);
        assert.equal(data?.length, writes ? 2 : 0);
        if (!writes) assert.deepEqual((await files.remove([path('there.png')])).data, []);
        assert.deepEqual(await storedNames(stack), ALL);
      });
    }
    for (const [who, client] of [
      ['a member of another tenant', () => other],
      ["the platform's operator", () => operator],
      ['nobody', () => anon],
    ] as const) {
      test(`${bucket}: ${who} gets the same answer for what is there and what is not`, async () => {
        const files = client().storage.from(bucket);
        const answers = async (name: string): Promise<unknown> => {
          const told = [
            await files.download(path(name)),
            await files.info(path(name)),
            await files.createSignedUrl(path(name), 60),
            await files.createSignedUploadUrl(path(name)),
            await files.createSignedUploadUrl(path(name), { upsert: true }),
            await files.upload(path(name), png()),
            await files.upload(path(name), png(), { upsert: true }),
            await files.update(path(name), png()),
            await files.copy(path(name), path('x.png', RIO_BRAVO)),
            await files.move(path(name), path('x.png', RIO_BRAVO)),
            await files.copy(path('there.png', RIO_BRAVO), path(name)),
            await files.move(path('there.png', RIO_BRAVO), path(name)),
          ];
          for (const { data, error } of told)
            assert.ok(error !== null && !data, JSON.stringify({ data, error }));
          if (client() !== anon) assert.equal((await files.exists(path(name))).data, false);
          assert.deepEqual((await files.remove([path(name)])).data, []);
          assert.deepEqual((await files.list(path(name))).data, []);
          return told.map(({ error }) => String(error?.message).replaceAll(name, 'NAME'));
        };
        assert.deepEqual(await answers('there.png'), await answers('none.png'));
        assert.deepEqual((await files.list(ALPENWERK)).data, []);
        for (const prefix of ['', '/', '../', '%', ALPENWERK.slice(0, 8)]) {
          const { data } = await files.list(prefix);
          assert.ok(!JSON.stringify(data).includes(ALPENWERK), prefix);
        }
        assert.deepEqual(await storedNames(stack), ALL);
      });
    }
  }

  test('who writes documents only takes nothing to or from quality-images', async () => {
    const files = members.sales.storage.from('documents');
    const to = { destinationBucket: 'quality-images' };
    for (const verb of ['move', 'copy'] as const) {
      assert.notEqual((await files[verb](path('there.png'), path('x.png'), to)).error, null);
      const images = members.sales.storage.from('quality-images');
      const back = { destinationBucket: 'documents' };
      assert.equal(
        (await images[verb](path('there.png'), path('x.png'), back)).error?.message,
        'Object not found',
      );
    }
    assert.deepEqual(await storedNames(stack), ALL);
  });

  test('no path leads out of the own folder', async () => {
    const files = members.admin.storage.from('documents');
    for (const name of [
      path('x.png', RIO_BRAVO),
      `${ALPENWERK}/../${RIO_BRAVO}/x.png`,
      `${ALPENWERK}/%2e%2e/${RIO_BRAVO}/x.png`,
      `${ALPENWERK}\\..\\x.png`,
      `${ALPENWERK}/./x.png`,
      'x.png',
      ALPENWERK,
      `${ALPENWERK}x/x.png`,
      `${ALPENWERK.toUpperCase()}/x.png`,
      `../quality-images/${ALPENWERK}/../x.png`,
    ]) {
      // In an address `.` is nothing.
      if (!name.includes('/./')) assert.notEqual((await files.upload(name, png())).error, null, name);
      assert.notEqual((await files.copy(path('there.png'), name)).error, null, name);
      assert.notEqual((await files.move(path('there.png'), name)).error, null, name);
    }
    const tenant = await service.storage.from('documents').upload('nowhere/x.png', png());
    assert.equal(tenant.error?.message, 'database error, code: NX015');
    assert.deepEqual(await storedNames(stack), ALL);
  });

  test('nobody makes, opens, empties or removes buckets, except the service', async () => {
    for (const client of [members.admin, other, operator, anon]) {
      const { storage } = client;
      assert.notEqual((await storage.createBucket('mine', { public: true })).error, null);
      assert.notEqual((await storage.updateBucket('documents', { public: true })).error, null);
      assert.notEqual((await storage.emptyBucket('documents')).error, null);
      assert.notEqual((await storage.deleteBucket('documents')).error, null);
    }
    const buckets = await stack.db.query('select id, public from storage.buckets order by id');
    assert.deepEqual(buckets, [
      { id: 'documents', public: false },
      { id: 'quality-images', public: false },
    ]);
    assert.deepEqual(await storedNames(stack), ALL);
    assert.notEqual((await service.storage.deleteBucket('documents')).error, null, 'not while it has files');
  });

  test('a forged, foreign or ended token is nobody', async () => {
    const [head, body] = ((await members.admin.auth.getSession()).data.session?.access_token ?? '').split(
      '.',
    );
    for (const token of ['x', `${head}.${body}.`, `${head}.${body}.AAAA`, '']) {
      const response = await fetch(`${stack.url}/storage/v1/object/documents/${path('forged.png')}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
        body: 'x',
      });
      assert.equal(response.status, 400);
      assert.equal((await response.json()).statusCode, '403', token);
    }
    assert.deepEqual(await storedNames(stack), ALL);
  });

  test('a suspended tenant reads and writes nothing, also with an upload that was signed before', async () => {
    const files = members.admin.storage.from('documents');
    const { data } = await files.createSignedUploadUrl(path('late.png'));
    await stack.db.query(`update public.tenants set status = 'Suspended' where id = $1`, [ALPENWERK]);
    try {
      for (const role of ROLES) {
        const own = members[role].storage.from('documents');
        assert.notEqual((await own.download(path('there.png'))).error, null);
        assert.deepEqual((await own.list(ALPENWERK)).data, []);
        assert.notEqual((await own.upload(path('new.png'), png())).error, null);
        assert.notEqual((await own.upload(path('there.png'), png(), { upsert: true })).error, null);
        assert.notEqual((await own.move(path('there.png'), path('x.png'))).error, null);
        assert.deepEqual((await own.remove([path('there.png')])).data, []);
      }
      const late = await files.uploadToSignedUrl(path('late.png'), data?.token ?? '', png());
      assert.equal(late.error?.message, 'database error, code: NX002');
      assert.deepEqual(await storedNames(stack), ALL);
    } finally {
      await stack.db.query(`update public.tenants set status = 'Active' where id = $1`, [ALPENWERK]);
    }
  });
});
