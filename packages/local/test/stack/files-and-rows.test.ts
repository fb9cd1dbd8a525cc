import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Stack } from '../../src/index.ts';
import { openFileStore } from '../../src/storage/file-store.ts';
import { storedNames, together } from '../support/stored-files.ts';
import { ALPENWERK, clientOf, RIO_BRAVO, signIn, startTestStack, until } from '../support/test-stack.ts';

const MACHINE = 'a1000000-0000-4000-8000-000000020001';
const MACHINE_OF_OTHERS = 'b2000000-0000-4000-8000-000000020001';
const path = (name: string): string => `${ALPENWERK}/${name}`;
const text = (content: string): Blob => new Blob([content], { type: 'text/plain' });

/** An object, its row and its file: all of them or none, whatever happens on the way. */
describe('A file and its row', () => {
  let dataDir: string;
  let stack: Stack;
  let client: SupabaseClient;
  let token: string;

  const start = async (): Promise<void> => {
    stack = await startTestStack({ dataDir });
    client = await signIn(stack, 'admin@alpenwerk.example');
    token = (await client.auth.getSession()).data.session?.access_token ?? '';
  };
  const files = (bucket = 'documents') => client.storage.from(bucket);
  const send = (name: string, init: RequestInit): Promise<Response> =>
    fetch(`${stack.url}/storage/v1/object/documents/${path(name)}`, {
      method: 'POST',
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain', ...init.headers },
    });
  const content = async (name: string): Promise<string | undefined> =>
    (await files().download(path(name))).data?.text();

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'nexus-test-'));
    await start();
  });
  after(async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('come together, with what the upload says, as a form and as a body', async () => {
    const metadata = { machineId: MACHINE, name: 'Prüfplan 1', description: 'of line 1' };
    const form = await files().upload(path('form.txt'), text('form'), { metadata });
    assert.equal(form.error, null);
    assert.equal(form.data?.fullPath, `documents/${path('form.txt')}`);
    const bytes = new TextEncoder().encode('body');
    const body = await files().upload(path('body.txt'), bytes, { contentType: 'text/plain', metadata });
    assert.equal(body.error, null);
    const { data } = await client.from('documents').select('*').order('path');
    assert.equal(data?.length, 2);
    const { data: account } = await client.auth.getUser();
    for (const [row, id] of [
      [data?.[0], body.data?.id],
      [data?.[1], form.data?.id],
    ]) {
      const { path: _, created_at, updated_at, ...rest } = row;
      assert.deepEqual(rest, {
        id,
        tenant_id: ALPENWERK,
        machine_id: MACHINE,
        name: 'Prüfplan 1',
        description: 'of line 1',
        mime_type: 'text/plain',
        size_bytes: 4,
        uploaded_by: account.user?.id,
      });
      assert.ok(created_at <= updated_at);
    }
    assert.equal(await content('form.txt'), 'form');
    const { data: info } = await files().info(path('form.txt'));
    assert.deepEqual([info?.metadata, info?.size], [metadata, 4]);
    const umlaut = await files().upload(path('Prüfplan.txt'), text('x'), { metadata: { name: 'Prüfplan' } });
    assert.match(String(umlaut.error?.message), /^Invalid key: /, 'as on hosted Storage');
    assert.deepEqual(await together(stack, dataDir), ['documents: body.txt', 'documents: form.txt']);
  });

  test('stay together when replaced, moved, copied and removed', async () => {
    assert.equal((await files().update(path('body.txt'), text('second'))).error, null);
    assert.equal(await content('body.txt'), 'second');
    assert.equal((await files().upload(path('body.txt'), text('third'), { upsert: true })).error, null);
    assert.equal(await content('body.txt'), 'third');
    assert.equal((await files().move(path('body.txt'), path('moved.txt'))).error, null);
    assert.equal(await content('body.txt'), undefined);
    assert.equal(await content('moved.txt'), 'third');
    const copied = await files().copy(path('moved.txt'), path('copy (1).txt'));
    assert.deepEqual([copied.error, copied.data?.path], [null, `documents/${path('copy (1).txt')}`]);
    assert.equal(await content('copy (1).txt'), 'third');
    assert.equal(
      (await files().copy(path('form.txt'), path('copy (1).txt'))).error?.message,
      'The resource already exists',
    );
    assert.equal(
      (await files().move(path('form.txt'), path('moved.txt'))).error?.message,
      'The resource already exists',
    );
    assert.equal((await files().move(path('none.txt'), path('x.txt'))).error?.message, 'Object not found');
    assert.equal((await files().copy(path('none.txt'), path('x.txt'))).error?.message, 'Object not found');
    assert.equal(await content('moved.txt'), 'third');
    const { data } = await client.from('documents').select('name, machine_id, size_bytes').order('path');
    // A copy starts from what the last upload of the original said, and that said nothing.
    assert.deepEqual(data, [
      { name: 'copy (1).txt', machine_id: null, size_bytes: 5 },
      { name: 'Prüfplan 1', machine_id: MACHINE, size_bytes: 4 },
      { name: 'Prüfplan 1', machine_id: MACHINE, size_bytes: 5 },
    ]);
    assert.deepEqual(await together(stack, dataDir), [
      'documents: copy (1).txt',
      'documents: form.txt',
      'documents: moved.txt',
    ]);
    const removed = await files().remove([path('copy (1).txt'), path('none.txt'), path('moved.txt')]);
    assert.deepEqual(removed.data?.map(({ name }) => name).sort(), [path('copy (1).txt'), path('moved.txt')]);
    assert.deepEqual(await together(stack, dataDir), ['documents: form.txt']);
  });

  test('come together through a signed upload, once, and never to another path', async () => {
    const { data, error } = await files().createSignedUploadUrl(path('signed.txt'));
    assert.equal(error, null);
    const signed = data?.token ?? '';
    const elsewhere = await files().uploadToSignedUrl(path('elsewhere.txt'), signed, text('x'));
    assert.equal(elsewhere.error?.message, 'Invalid signature');
    assert.notEqual((await files().uploadToSignedUrl(path('signed.txt'), token, text('x'))).error, null);
    assert.equal((await files().uploadToSignedUrl(path('signed.txt'), signed, text('signed'))).error, null);
    assert.notEqual((await files().uploadToSignedUrl(path('signed.txt'), signed, text('again'))).error, null);
    assert.equal(await content('signed.txt'), 'signed');
    const { data: rows } = await client
      .from('documents')
      .select('uploaded_by')
      .eq('path', path('signed.txt'));
    assert.equal(rows?.[0]?.uploaded_by, (await client.auth.getUser()).data.user?.id);
    await files().remove([path('signed.txt')]);
    await together(stack, dataDir);
  });

  describe('are neither there', () => {
    const stays = async (): Promise<void> => {
      assert.deepEqual(await together(stack, dataDir), ['documents: form.txt']);
      assert.equal(await content('form.txt'), 'form');
    };
    for (const upsert of ['false', 'true']) {
      const name = upsert === 'true' ? 'form.txt' : 'new.txt';
      const where = upsert === 'true' ? 'over another' : 'for the first time';
      const headers = { 'x-upsert': upsert };

      test(`when the client goes in the middle, ${where}`, async () => {
        for (const length of ['content-length: 100000', 'transfer-encoding: chunked']) {
          const { port, hostname } = new URL(stack.url);
          const socket = connect(Number(port), hostname);
          const closed = new Promise((done) => socket.once('close', done));
          socket.write(
            `POST /storage/v1/object/documents/${path(name)} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n` +
              `content-type: text/plain\r\nx-upsert: ${upsert}\r\n${length}\r\n\r\n${length.includes('chunked') ? '400\r\n' : ''}${'x'.repeat(1024)}`,
          );
          // Announced, it streams, and its fate is noted from the start; else it is gathered first.
          if (length.startsWith('content')) {
            const undecided = join(dataDir, 'files', 'undecided');
            await until(async () => ((await readdir(undecided)).length > 0 ? true : undefined));
          }
          socket.destroy();
          await closed;
          await stays();
        }
      });
      test(`when the file cannot be written, ${where}`, async () => {
        const objects = join(dataDir, 'files', 'objects');
        await rename(objects, `${objects}.aside`);
        await writeFile(objects, 'no folder');
        const response = await send(name, { body: 'x', headers });
        await rm(objects);
        await rename(`${objects}.aside`, objects);
        assert.equal(response.status, 500);
        await stays();
      });
      test(`when the row is refused, ${where}`, async () => {
        const { error } = await files().upload(path(name), text('x'), {
          upsert: upsert === 'true',
          metadata: { machineId: MACHINE_OF_OTHERS },
        });
        assert.equal(error?.message, 'database error, code: NX004');
        await stays();
      });
      test(`when the row is refused after the file was written, ${where}`, async () => {
        // The rehearsal of the row knows no size.
        await stack.db.exec(
          `create function private.refuse_sizes() returns trigger language plpgsql as $$ begin
             if new.metadata ? 'size' then raise exception using errcode = 'NX013'; end if; return new; end $$;
           create trigger refuse_sizes before insert or update on storage.objects
             for each row execute function private.refuse_sizes()`,
        );
        const response = await send(name, { body: 'x', headers });
        await stack.db.exec('drop function private.refuse_sizes cascade');
        assert.equal(response.status, 500);
        assert.match(await response.text(), /NX013/);
        await stays();
      });
      test(`when the rights are missing, ${where}`, async () => {
        const other = await signIn(stack, 'admin@rio-bravo.example');
        const { error } = await other.storage
          .from('documents')
          .upload(path(name), text('x'), { upsert: upsert === 'true' });
        assert.equal(error?.message, 'new row violates row-level security policy');
        await stays();
      });
      test(`when the file is too large, announced or not, ${where}`, async () => {
        const large = new Uint8Array(50 * 1024 * 1024 + 1);
        const announced = await send(name, { body: large, headers });
        const streamed = await send(name, {
          body: new Blob([large]).stream(),
          duplex: 'half',
          headers,
        } as RequestInit);
        const formed = await files().upload(path(name), new Blob([large], { type: 'text/plain' }), {
          upsert: upsert === 'true',
        });
        for (const response of [announced, streamed]) {
          assert.equal(response.status, 400);
          assert.equal((await response.json()).statusCode, '413');
        }
        assert.match(String(formed.error?.message), /maximum allowed size/);
        await stays();
      });
      test(`when the type is not allowed, ${where}`, async () => {
        for (const type of [
          'text/html',
          'image/svg+xml',
          'text',
          'text/plain;charset=UTF-8',
          'text/*',
          '/',
          'TEXT/PLAIN',
        ]) {
          const response = await send(name, { body: 'x', headers: { ...headers, 'content-type': type } });
          assert.equal((await response.json()).statusCode, '415', type);
        }
        const form = new FormData();
        form.append('contentType', 'text/html');
        form.append('', text('x'));
        const { error } = await files().upload(path(name), form, { upsert: upsert === 'true' });
        assert.match(String(error?.message), /mime type text\/html is not supported/);
        await stays();
      });
    }
    test('when a copy or a move is refused', async () => {
      const png = new Blob(['x'], { type: 'image/png' });
      await files().upload(path('a.png'), png);
      for (const verb of ['move', 'copy'] as const) {
        for (const [from, to, options] of [
          ['form.txt', path('b.txt'), { destinationBucket: 'quality-images' }],
          ['form.txt', `${RIO_BRAVO}/b.txt`, {}],
          ['form.txt', path('a.png'), {}],
          ['form.txt', path('b.txt'), { destinationBucket: 'none' }],
          ['form.txt', path('../b.txt'), {}],
        ] as const) {
          assert.notEqual((await files()[verb](path(from), to, options)).error, null, `${verb} to ${to}`);
        }
      }
      assert.deepEqual(await together(stack, dataDir), ['documents: a.png', 'documents: form.txt']);
      const { error } = await files().move(path('a.png'), path('a.png'), {
        destinationBucket: 'quality-images',
      });
      assert.equal(error, null);
      assert.deepEqual(await together(stack, dataDir), ['documents: form.txt', 'quality-images: a.png']);
      await files('quality-images').remove([path('a.png')]);
      await stays();
    });
  });

  test('are one each when many write the same name at once, and every reader gets a whole one', async () => {
    const contents = Array.from({ length: 12 }, (_, index) => `${index} `.repeat(2000));
    await files().upload(path('busy.txt'), text(contents[0] ?? ''));
    const writers = contents.map((each) => files().upload(path('busy.txt'), text(each), { upsert: true }));
    const readers = contents.map(async () => content('busy.txt'));
    for (const { error } of await Promise.all(writers)) assert.equal(error, null);
    for (const read of await Promise.all(readers))
      assert.ok(contents.includes(read ?? ''), read?.slice(0, 80));
    assert.ok(contents.includes((await content('busy.txt')) ?? ''));
    await together(stack, dataDir);
    const racing = [files().remove([path('busy.txt')]), files().move(path('busy.txt'), path('b2.txt'))];
    await Promise.all(racing);
    await files().remove([path('busy.txt'), path('b2.txt')]);
    assert.deepEqual(await together(stack, dataDir), ['documents: form.txt']);
  });

  test('are settled at the next start when the process ended in between', async () => {
    const [row] = await stack.db.query<{ version: string }>('select version from storage.objects');
    await stack.stop();
    const store = openFileStore(join(dataDir, 'files'));
    const begun = { bucket: 'documents', key: path('begun.txt'), version: '1' };
    await store.mark(begun);
    const given = { mimetype: 'text/plain', cacheControl: 'no-cache', limit: 10 };
    await store.write(begun, text('begun').stream(), given);
    await store.mark({ bucket: 'documents', key: path('form.txt'), version: row?.version ?? '' });
    await writeFile(join(dataDir, 'files', 'undecided', 'cut.json'), '{"buck');
    await start();
    assert.deepEqual(await together(stack, dataDir), ['documents: form.txt']);
    assert.equal(await content('form.txt'), 'form');
  });

  test('of an older data folder are found again', async () => {
    const hash = createHash('sha256')
      .update(`documents\0${path('old.txt')}`)
      .digest('hex');
    await stack.db.query(
      `insert into storage.objects (bucket_id, name, version, metadata) values ('documents', $1, 'v', $2)`,
      [path('old.txt'), { size: 3, mimetype: 'text/plain' }],
    );
    await stack.stop();
    const folder = join(dataDir, 'files', hash.slice(0, 2));
    await mkdir(folder);
    await writeFile(join(folder, hash), 'old');
    const facts = { mimetype: 'text/plain', cacheControl: 'no-cache', eTag: '"x"', size: 3 };
    await writeFile(join(folder, `${hash}.json`), JSON.stringify(facts));
    await start();
    assert.equal(await content('old.txt'), 'old');
    assert.deepEqual(await together(stack, dataDir), ['documents: form.txt', 'documents: old.txt']);
    assert.deepEqual((await readdir(join(dataDir, 'files'))).sort(), ['objects', 'undecided', 'unfinished']);
    await files().remove([path('old.txt')]);
    await together(stack, dataDir);
  });

  test('go together when the operator empties the bucket', async () => {
    assert.notEqual((await client.storage.emptyBucket('documents')).error, null);
    assert.deepEqual(await storedNames(stack), ['documents: form.txt']);
    const operator = clientOf(stack, { key: stack.secretKey });
    assert.equal((await operator.storage.emptyBucket('documents')).error, null);
    assert.deepEqual(await together(stack, dataDir), []);
  });
});
