import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALPENWERK, ENGINE, signIn, startTestStack, withFolder } from '../support/test-stack.ts';

test('files: every kind of upload, signed URLs, the tenant wall, and a restart', () =>
  withFolder(async (dataDir) => {
    const path = (name: string): string => `${ALPENWERK}/${name}`;
    const first = await startTestStack({ dataDir });
    try {
      const client = await signIn(first, 'admin@alpenwerk.example');
      const files = client.storage.from('documents');
      const blob = new Blob(['blob'], { type: 'text/plain' });
      assert.equal((await files.upload(path('blob.txt'), blob)).error, null);
      const bytes = new TextEncoder().encode('bytes');
      assert.equal(
        (await files.upload(path('bytes (1).txt'), bytes, { contentType: 'text/plain' })).error,
        null,
      );
      assert.notEqual((await files.upload(path('blob.txt'), blob)).error, null, 'not twice');
      assert.equal(
        (await files.upload(path('blob.txt'), new Blob(['new'], { type: 'text/plain' }), { upsert: true }))
          .error,
        null,
      );

      const { data: downloaded } = await files.download(path('blob.txt'));
      assert.equal(await downloaded?.text(), 'new');
      assert.equal(downloaded?.type, 'text/plain');

      const one = await files.createSignedUrl(path('blob.txt'), 60);
      assert.equal(one.error, null);
      assert.equal(await (await fetch(one.data?.signedUrl ?? '')).text(), 'new');
      const many = await files.createSignedUrls(
        [path('blob.txt'), path('bytes (1).txt'), path('none.txt')],
        60,
      );
      assert.equal(many.error, null);
      const texts = many.data?.map(async ({ signedUrl }) => signedUrl && (await fetch(signedUrl)).text());
      assert.deepEqual(await Promise.all(texts ?? []), ['new', 'bytes', null]);
      assert.match(String(many.data?.[2]?.error), /not found/i);

      const other = (await signIn(first, 'admin@rio-bravo.example')).storage.from('documents');
      assert.notEqual((await other.download(path('blob.txt'))).error, null);
      assert.notEqual((await other.createSignedUrl(path('blob.txt'), 60)).error, null);
      const signedByOther = await other.createSignedUrls([path('blob.txt')], 60);
      assert.equal(signedByOther.data?.[0]?.signedUrl ?? null, null);
      assert.notEqual((await other.upload(path('forged.txt'), blob)).error, null);
      assert.notEqual((await other.upload(path('blob.txt'), blob, { upsert: true })).error, null);
      assert.deepEqual((await other.list(ALPENWERK)).data, []);
      await other.remove([path('blob.txt')]);
    } finally {
      await first.stop();
    }

    const second = await startTestStack({ dataDir });
    try {
      assert.equal(second.publishableKey, first.publishableKey);
      assert.equal(second.db.engine, ENGINE);
      const files = (await signIn(second, 'ceo@alpenwerk.example')).storage.from('documents');
      const { data } = await files.download(path('blob.txt'));
      assert.equal(await data?.text(), 'new');
    } finally {
      await second.stop();
    }
  }));
