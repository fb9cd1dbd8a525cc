import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Stack } from '../../src/index.ts';
import { ResumableClient } from '../support/resumable.ts';
import { storedNames } from '../support/stored-files.ts';
import { ALPENWERK, RIO_BRAVO, signIn, startTestStack } from '../support/test-stack.ts';

const path = (name: string, tenant = ALPENWERK): string => `${tenant}/${name}`;
const ROLES = ['admin', 'maintenance', 'sales', 'ceo'] as const;
const WRITERS: Readonly<Record<string, readonly string[]>> = {
  documents: ['admin', 'maintenance', 'sales'],
  'quality-images': ['admin', 'maintenance'],
};

/** Who may begin an upload, and go on with it, over HTTP. */
describe('The walls of resumable uploads', () => {
  let stack: Stack;
  let members: Record<(typeof ROLES)[number], ResumableClient>;
  let other: ResumableClient;
  let operator: ResumableClient;
  let anon: ResumableClient;
  let service: ResumableClient;

  before(async () => {
    stack = await startTestStack();
    const of = async (email: string): Promise<ResumableClient> =>
      ResumableClient.of(stack, await signIn(stack, email));
    members = {
      admin: await of('admin@alpenwerk.example'),
      maintenance: await of('maintenance@alpenwerk.example'),
      sales: await of('sales@alpenwerk.example'),
      ceo: await of('ceo@alpenwerk.example'),
    };
    other = await of('admin@rio-bravo.example');
    operator = await of('operator@nexus.example');
    anon = new ResumableClient(stack, null);
    service = new ResumableClient(stack, stack.secretKey);
  });
  after(() => stack.stop());

  for (const [bucket, writers] of Object.entries(WRITERS)) {
    for (const role of ROLES) {
      const writes = writers.includes(role);
      test(`${bucket}: ${role} ${writes ? 'uploads' : 'does not upload'}`, async () => {
        const key = path(`${role}.png`);
        const begun = await members[role].begin({ bucket, key, size: 3, type: 'image/png' });
        if (!writes) {
          assert.equal(begun.status, 403);
          assert.match(await begun.text(), /row-level security/);
          assert.deepEqual(await storedNames(stack), []);
          return;
        }
        assert.equal((await members[role].part(begun.headers.get('location') ?? '', 0, 'png')).status, 204);
        assert.deepEqual(await storedNames(stack), [`${bucket}: ${role}.png`]);
        await stack.db.query('delete from storage.objects');
      });
    }
    for (const [who, client] of [
      ['a member of another tenant', () => other],
      ["the platform's operator", () => operator],
      ['nobody', () => anon],
    ] as const) {
      test(`${bucket}: ${who} begins nothing in this tenant's folder`, async () => {
        const begun = await client().begin({ bucket, key: path('x.png'), size: 3, type: 'image/png' });
        assert.equal(begun.status, 403);
        assert.deepEqual(await storedNames(stack), []);
      });
    }
  }

  test('an upload is not there for anybody but who began it', async () => {
    const url = await members.admin.begun({ key: path('own.txt'), size: 4 });
    for (const [who, client] of [
      ['a colleague', members.maintenance],
      ['a stranger', other],
      ['the operator', operator],
      ['nobody', anon],
      ['the service', service],
    ] as const) {
      assert.equal(await client.offset(url), '404', who);
      assert.equal((await client.part(url, 0, 'evil')).status, 404, who);
      assert.equal(await client.remove(url), 404, who);
      // Nor is there anything else to ask of it.
      assert.equal((await client.send('GET', url)).status, 404, who);
    }
    assert.equal((await members.admin.send('GET', url)).status, 404, 'no file is read from here');
    assert.equal(await members.admin.offset(url), '0 of 4');
    const folder = url.slice(0, url.lastIndexOf('/'));
    for (const id of ['..%2F..%2Fkeys.json', '%2e%2e', `${'0'.repeat(36)}.x`, 'undefined.json']) {
      assert.equal(await members.admin.offset(`${folder}/${id}`), '404', id);
    }
    // An id that begins as one's own and leads out of the folder, to a note that looks like one of a placed file.
    const [owner] = url.slice(folder.length + 1).split('.');
    const elsewhere = join(tmpdir(), `nexus-wall-${process.pid}`);
    await writeFile(`${elsewhere}.json`, '{}');
    const way = encodeURIComponent(`${owner}./${'../'.repeat(20)}${elsewhere}`);
    assert.equal((await members.admin.part(`${folder}/${way}`, 0, 'evil')).status, 404);
    await rm(`${elsewhere}.json`);
    assert.equal((await members.admin.part(url, 0, 'mine')).status, 204);
    assert.deepEqual(await storedNames(stack), ['documents: own.txt']);
    await stack.db.query('delete from storage.objects');
  });

  test('the service uploads for anybody, and not outside a tenant', async () => {
    const url = await service.begun({ key: path('service.txt', RIO_BRAVO), size: 4 });
    assert.equal((await service.part(url, 0, 'file')).status, 204);
    assert.deepEqual(await storedNames(stack), ['documents: service.txt']);
    const nowhere = await service.begin({ key: 'nowhere/x.txt', size: 4 });
    assert.equal(await nowhere.text(), 'database error, code: NX015');
    await stack.db.query('delete from storage.objects');
  });

  test('who loses the right in the middle does not get to the end', async () => {
    const url = await members.sales.begun({ key: path('late.txt'), size: 8 });
    assert.equal((await members.sales.part(url, 0, 'abcd')).status, 204);
    const give = (permissions: string): Promise<unknown> =>
      stack.db.query(
        `update public.user_profiles set permissions = $1::jsonb
         where id = (select id from auth.users where email = 'sales@alpenwerk.example')`,
        [permissions],
      );
    await give('{"documents.write": false}');
    assert.equal((await members.sales.part(url, 4, 'efgh')).status, 403);
    assert.equal(await members.sales.offset(url), '4 of 8', 'what is there waits');
    assert.deepEqual(await storedNames(stack), []);
    await give('{}');
    assert.equal((await members.sales.part(url, 4, 'efgh')).status, 204);
    await stack.db.query('delete from storage.objects');
  });

  test('a suspended tenant begins nothing and ends nothing, and may take back', async () => {
    const url = await members.admin.begun({ key: path('suspended.txt'), size: 4 });
    await stack.db.query(`update public.tenants set status = 'Suspended' where id = $1`, [ALPENWERK]);
    try {
      assert.equal((await members.admin.begin({ key: path('new.txt'), size: 4 })).status, 403);
      assert.equal((await members.admin.part(url, 0, 'late')).status, 403);
      assert.deepEqual(await storedNames(stack), []);
      assert.equal(await members.admin.remove(url), 204);
    } finally {
      await stack.db.query(`update public.tenants set status = 'Active' where id = $1`, [ALPENWERK]);
    }
  });

  test('a forged, foreign or ended token is nobody', async () => {
    const url = await members.admin.begun({ key: path('forged.txt'), size: 4 });
    for (const token of ['x', 'a.b.c', '']) {
      const forged = new ResumableClient(stack, token);
      for (const response of [
        await forged.begin({ key: path('forged2.txt'), size: 4 }),
        await forged.part(url, 0, 'evil'),
      ]) {
        assert.equal(response.status, 400);
        assert.equal((await response.json()).statusCode, '403');
      }
    }
    assert.equal(await members.admin.remove(url), 204);
    assert.deepEqual(await storedNames(stack), []);
  });
});
