import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Stack } from '../../src/index.ts';
import { ResumableClient } from '../support/resumable.ts';
import { together } from '../support/stored-files.ts';
import { ALPENWERK, signIn, startTestStack, until } from '../support/test-stack.ts';

const MACHINE = 'a1000000-0000-4000-8000-000000020001';
const MACHINE_OF_OTHERS = 'b2000000-0000-4000-8000-000000020001';
const path = (name: string): string => `${ALPENWERK}/${name}`;
const MB = 1024 * 1024;

const idOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/** Bytes that are nowhere the same, so that a part in the wrong place shows. */
function bytes(size: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let index = 0, word = 1; index < words.length; index += 1) {
    word = (Math.imul(word, 1664525) + 1013904223) >>> 0;
    words[index] = word;
  }
  return new Uint8Array(words.buffer, 0, size);
}

describe('A resumable upload', () => {
  let dataDir: string;
  let stack: Stack;
  let client: SupabaseClient;
  let admin: ResumableClient;
  let userId: string;

  const start = async (): Promise<void> => {
    stack = await startTestStack({ dataDir });
    client = await signIn(stack, 'admin@alpenwerk.example');
    userId = (await client.auth.getUser()).data.user?.id ?? '';
    admin = await ResumableClient.of(stack, client);
  };
  const unfinished = (): string => join(dataDir, 'files', 'unfinished');
  /** Uploads that the server still holds; a placed one leaves its note only. */
  const held = async (): Promise<string[]> =>
    (await readdir(unfinished())).filter((name) => !name.endsWith('.json'));
  const notes = async (): Promise<number> => (await readdir(unfinished())).length - (await held()).length;
  const stored = async (name: string): Promise<Buffer> => {
    const { data, error } = await client.storage.from('documents').download(path(name));
    assert.equal(error, null);
    return Buffer.from((await data?.arrayBuffer()) ?? []);
  };

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'nexus-test-'));
    await start();
  });
  after(async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('comes in parts and is placed in one step with its row, with what it said', async () => {
    const file = bytes(15 * MB);
    const url = await admin.begun({
      key: path('parts.txt'),
      size: file.length,
      said: { name: 'Prüfplan', machineId: MACHINE, description: 'of line 1' },
    });
    assert.deepEqual(await together(stack, dataDir), [], 'nothing shows before the end');
    for (let offset = 0; offset < file.length; offset += 6 * MB) {
      assert.equal(await admin.offset(url), `${offset} of ${file.length}`);
      const response = await admin.part(url, offset, file.slice(offset, offset + 6 * MB));
      assert.equal(response.status, 204);
    }
    assert.equal(
      await admin.offset(url),
      `${file.length} of ${file.length}`,
      'also for who missed the answer',
    );
    assert.ok((await stored('parts.txt')).equals(file));
    const { data } = await client.from('documents').select('*').single();
    const { id, created_at, updated_at, ...rest } = data;
    assert.deepEqual(rest, {
      tenant_id: ALPENWERK,
      machine_id: MACHINE,
      name: 'Prüfplan',
      description: 'of line 1',
      path: path('parts.txt'),
      mime_type: 'text/plain',
      size_bytes: file.length,
      uploaded_by: userId,
    });
    const { data: info } = await client.storage.from('documents').info(path('parts.txt'));
    assert.equal(info?.cacheControl, 'max-age=3600');
    assert.deepEqual(await together(stack, dataDir), ['documents: parts.txt']);
    assert.deepEqual(await held(), []);
    assert.equal((await admin.part(url, 0, 'again')).status, 409);
    assert.equal(await admin.remove(url), 400, 'the file stays when its upload is taken back too late');
    await client.storage.from('documents').remove([path('parts.txt')]);
  });

  test('comes whole with its beginning, or empty', async () => {
    const whole = await admin.begin({
      key: path('whole.txt'),
      size: 5,
      body: 'whole',
      headers: { 'content-type': 'application/offset+octet-stream' },
    });
    assert.equal(whole.status, 201);
    assert.equal((await stored('whole.txt')).toString(), 'whole');
    await admin.begun({ key: path('empty.txt'), size: 0 });
    assert.equal((await stored('empty.txt')).length, 0);
    assert.deepEqual(await together(stack, dataDir), ['documents: empty.txt', 'documents: whole.txt']);
    await client.storage.from('documents').remove([path('empty.txt'), path('whole.txt')]);
  });

  test('goes on after its client was cut off in the middle of a part', async () => {
    const file = bytes(2 * MB);
    const url = await admin.begun({ key: path('cut.txt'), size: file.length });
    const { hostname, port, pathname } = new URL(url);
    const token = (await client.auth.getSession()).data.session?.access_token;
    const socket = connect(Number(port), hostname);
    socket.write(
      `PATCH ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\ntus-resumable: 1.0.0\r\n` +
        `upload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: ${file.length}\r\n\r\n`,
    );
    socket.write(file.slice(0, MB));
    // Asking gives the part up, so the bytes are counted on the disk.
    await until(async () => {
      const [name] = await held();
      const found = name === undefined ? 0 : (await readFile(join(unfinished(), name))).length;
      return found === MB ? true : undefined;
    });
    assert.equal(await admin.offset(url), `${MB} of ${file.length}`, 'while the first client is still there');
    socket.destroy();
    assert.equal((await admin.part(url, 0, file)).status, 409, 'never twice in the same place');
    assert.equal((await admin.part(url, MB, file.slice(MB))).status, 204);
    assert.ok((await stored('cut.txt')).equals(file));
    await client.storage.from('documents').remove([path('cut.txt')]);
  });

  test('goes on after the server was started anew, and is gone when it is over its time', async () => {
    const url = await admin.begun({ key: path('later.txt'), size: 8 });
    assert.equal((await admin.part(url, 0, 'abcd')).status, 204);
    const old = await admin.begun({ key: path('old.txt'), size: 8 });
    const note = join(unfinished(), `${idOf(old)}.json`);
    const { creation_date: begunAt, ...rest } = JSON.parse(await readFile(note, 'utf8'));
    assert.ok(Date.now() - Date.parse(begunAt) < 60_000);
    const tooOld = new Date(Date.now() - 24 * 60 * 60 * 1000 - 1).toISOString();
    await writeFile(note, JSON.stringify({ ...rest, creation_date: tooOld }));
    assert.equal(await admin.offset(old), '410');
    assert.equal((await admin.part(old, 0, 'abcdefgh')).status, 410);

    await stack.stop();
    await start();
    const at = (address: string): string => `${stack.url}${new URL(address).pathname}`;
    assert.equal(await admin.offset(at(old)), '404');
    assert.deepEqual(await held(), [idOf(url)]);
    assert.equal(await admin.offset(at(url)), '4 of 8');
    assert.equal((await admin.part(at(url), 4, 'efgh')).status, 204);
    assert.equal((await stored('later.txt')).toString(), 'abcdefgh');
    await client.storage.from('documents').remove([path('later.txt')]);
  });

  test('that was whole but not in its place when the process ended is begun anew', async () => {
    const before = await notes();
    const url = await admin.begun({ key: path('whole.txt'), size: 8 });
    await stack.stop();
    await writeFile(join(unfinished(), idOf(url)), 'abcdefgh');
    await start();
    assert.equal(await admin.offset(`${stack.url}${new URL(url).pathname}`), '404');
    assert.deepEqual([await held(), await notes()], [[], before]);
  });

  test('leaves nothing when it is taken back', async () => {
    const before = await notes();
    const url = await admin.begun({ key: path('taken-back.txt'), size: 8 });
    assert.equal((await admin.part(url, 0, 'abcd')).status, 204);
    assert.equal(await admin.remove(url), 204);
    assert.equal(await admin.offset(url), '404');
    assert.equal((await admin.part(url, 4, 'efgh')).status, 404);
    assert.deepEqual([await held(), await notes()], [[], before]);
    assert.deepEqual(await together(stack, dataDir), []);
  });

  test('is refused at once where the file cannot be taken', async () => {
    const before = await notes();
    const key = path('no.txt');
    const refusals = [
      ['too large', { key, size: 50 * MB + 1 }, 413, /exceeded the maximum/],
      ['of another type', { key, size: 1, type: 'text/html' }, 415, /text\/html is not supported/],
      ['of no type', { key, size: 1, type: null }, 415, /octet-stream is not supported/],
      [
        'an image too large',
        { bucket: 'quality-images', key, size: 20 * MB + 1, type: 'image/png' },
        413,
        /./,
      ],
      ['in no bucket', { bucket: 'none', key, size: 1 }, 404, /Bucket not found/],
      ['with an umlaut', { key: path('ü.txt'), size: 1 }, 400, /Invalid key/],
      ['without a key', { key: '', size: 1 }, 400, /Invalid key/],
      ['outside the folder', { key: 'no.txt', size: 1 }, 403, /row-level security/],
      ['about a machine of others', { key, size: 1, said: { machineId: MACHINE_OF_OTHERS } }, 500, /NX004/],
      ['of no size', { key, size: 'x' }, 400, /Upload-Length/],
    ] as const;
    for (const [what, beginning, status, words] of refusals) {
      const response = await admin.begin(beginning);
      assert.equal(response.status, status, what);
      assert.match(await response.text(), words, what);
    }
    assert.equal((await admin.begin({ key, size: 1, headers: { 'upload-metadata': 'a b c' } })).status, 400);
    const long = await admin.begun({ key, size: 2 });
    assert.equal((await admin.part(long, 0, 'more than it said')).status, 413);
    assert.equal(await admin.remove(long), 204);
    assert.deepEqual([await held(), await notes()], [[], before]);
  });

  test('never takes the place of another file, unless it is told to', async () => {
    const files = client.storage.from('documents');
    const first = await admin.begun({ key: path('same.txt'), size: 5 });
    const second = await admin.begun({ key: path('same.txt'), size: 6 });
    assert.equal((await admin.part(first, 0, 'first')).status, 204);
    const late = await admin.part(second, 0, 'second');
    assert.deepEqual([late.status, await late.text()], [409, 'The resource already exists']);
    assert.equal(await admin.remove(second), 204);
    assert.equal((await admin.begin({ key: path('same.txt'), size: 1 })).status, 409);
    assert.equal((await stored('same.txt')).toString(), 'first');
    const headers = { 'x-upsert': 'true' };
    const over = await admin.begun({ key: path('same.txt'), size: 4, headers });
    const placed = await admin.send('PATCH', over, {
      body: 'over',
      headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    });
    assert.equal(placed.status, 204);
    assert.equal((await stored('same.txt')).toString(), 'over');
    assert.deepEqual(await together(stack, dataDir), ['documents: same.txt']);
    await files.remove([path('same.txt')]);
  });

  test('leaves neither file nor row when the row is refused at the end', async () => {
    const before = await notes();
    const url = await admin.begun({ key: path('refused.txt'), size: 4 });
    await stack.db.exec(
      `create function private.refuse_sizes() returns trigger language plpgsql as $$ begin
         if new.metadata ? 'size' then raise exception using errcode = 'NX013'; end if; return new; end $$;
       create trigger refuse_sizes before insert on storage.objects
         for each row execute function private.refuse_sizes()`,
    );
    const response = await admin.part(url, 0, 'full');
    await stack.db.exec('drop function private.refuse_sizes cascade');
    assert.deepEqual([response.status, await response.text()], [500, 'database error, code: NX013']);
    assert.equal(await admin.offset(url), '404');
    assert.deepEqual(await together(stack, dataDir), []);
    assert.deepEqual([await held(), await notes()], [[], before]);
  });

  test('can be made by a page of another origin', async () => {
    const asked = await fetch(`${stack.url}/storage/v1/upload/resumable`, {
      method: 'OPTIONS',
      headers: { origin: 'https://portal.example', 'access-control-request-headers': 'tus-resumable' },
    });
    assert.match(asked.headers.get('access-control-allow-methods') ?? '', /PATCH.*HEAD/);
    const headers = { origin: 'https://portal.example' };
    const begun = await admin.begin({ key: path('cors.txt'), size: 4, headers });
    const exposed = begun.headers.get('access-control-expose-headers') ?? '';
    for (const name of ['location', 'upload-offset', 'upload-length', 'retry-after']) {
      assert.ok(exposed.split(', ').includes(name), name);
    }
    assert.equal(begun.headers.get('access-control-allow-origin'), '*');
    await admin.remove(begun.headers.get('location') ?? '');
  });
});
