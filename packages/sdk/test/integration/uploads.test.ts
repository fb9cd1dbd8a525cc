import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Stack } from '../../../local/src/index.ts';
import { SupabaseDataService } from '../../src/data/supabase/supabase-data-service.ts';
import { isNexusError } from '../../src/errors/nexus-error.ts';
import { contentOf, MB } from '../support/file-content.ts';
import { type Disturbance, type Relay, startRelay, uploadedBytes } from '../support/relay.ts';
import { startTestStack, who } from '../support/stack.ts';
import { rejectsWith } from '../support/waiting.ts';

const MACHINE = 'a1000000-0000-4000-8000-000000020001';
const MACHINE_OF_OTHERS = 'b2000000-0000-4000-8000-000000020001';

/** A text file of its own content, so that no other test's upload is gone on with. */
function textFile(name: string, size: number): File {
  const seed = [...name].reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7);
  return new File([contentOf(size, seed)], name, { type: 'text/plain' });
}

describe('uploads', () => {
  let dataDir: string;
  let stack: Stack;
  let relay: Relay;
  let admin: SupabaseDataService;
  const opened: SupabaseDataService[] = [];

  const open = async (mailbox: string, tenant: 'alpenwerk' | 'rio-bravo'): Promise<SupabaseDataService> => {
    const data = new SupabaseDataService({ url: relay.url, publishableKey: stack.publishableKey });
    opened.push(data);
    await data.signIn(who(mailbox, tenant));
    return data;
  };
  const send = async (
    data: SupabaseDataService,
    file: File,
    options: { signal?: AbortSignal; onProgress?: (bytes: number) => void } = {},
  ) => data.files.documents.upload(file, {}, options);
  /** Uploads that the server still holds. */
  const held = async (): Promise<string[]> =>
    (await readdir(join(dataDir, 'files', 'unfinished'))).filter((name) => !name.endsWith('.json'));
  const names = async (): Promise<unknown[]> =>
    (await stack.db.query('select name from public.documents order by created_at')).map(({ name }) => name);
  const parts = (): string[] =>
    relay.requests.filter(({ path }) => path.includes('/upload/resumable')).map(({ method }) => method);
  const isSame = async (data: SupabaseDataService, id: string, file: File): Promise<void> => {
    const stored = Buffer.from(await (await data.files.documents.download(id)).arrayBuffer());
    assert.ok(stored.equals(Buffer.from(await file.arrayBuffer())), 'the stored bytes are those of the file');
  };

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'nexus-sdk-uploads-'));
    stack = await startTestStack({ dataDir });
    relay = await startRelay(stack.url);
    admin = await open('admin', 'alpenwerk');
  });
  beforeEach(() => {
    relay.requests.length = 0;
  });
  afterEach(async () => {
    relay.disturb = () => undefined;
    for (const { id } of (await admin.files.documents.list({ limit: 200 })).items) {
      await admin.files.documents.delete(id);
    }
  });
  after(async () => {
    await Promise.all(opened.map((data) => data.close()));
    await relay?.close();
    await stack?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('store a small file with what is said about it', async () => {
    const file = textFile('Prüfplan Linie 1 (neu).txt', 10_000);
    const told: number[] = [];
    const stored = await admin.files.documents.upload(
      file,
      { description: 'of line 1', machineId: MACHINE },
      { onProgress: (bytes) => told.push(bytes) },
    );
    const { id, createdAt, updatedAt, ...rest } = stored;
    assert.deepEqual(rest, {
      name: file.name,
      description: 'of line 1',
      machineId: MACHINE,
      mimeType: 'text/plain',
      sizeBytes: 10_000,
      uploadedBy: admin.session.value?.userId,
    });
    assert.ok(createdAt <= updatedAt);
    assert.equal(told.at(-1), 10_000);
    assert.deepEqual(parts(), ['POST', 'PATCH']);
    await isSame(admin, id, file);
    const [row] = await stack.db.query<{ path: string; tenant_id: string }>(
      'select path, tenant_id from public.documents',
    );
    assert.match(row?.path ?? '', /^[0-9a-f-]{36}\/[0-9a-f-]{36}-Prufplan_Linie_1_neu_.txt$/);
    assert.ok(row?.path.startsWith(`${row.tenant_id}/`));
  });

  it('store a file without a name, and a quality image with its capture time', async () => {
    const blob = new Blob(['no name'], { type: 'text/plain;charset=utf-8' });
    const stored = await admin.files.documents.upload(blob, {});
    assert.match(stored.name, /^[0-9a-f-]{36}$/);
    assert.equal(stored.mimeType, 'text/plain');
    const image = await admin.files.quality.upload(new Blob(['png'], { type: 'image/png' }), {
      name: ' Teil 7 ',
      machineId: MACHINE,
      capturedAt: '2026-11-01T06:00:00+01:00',
    });
    assert.equal(image.name, 'Teil 7');
    assert.equal(image.capturedAt, '2026-11-01T05:00:00.000Z');
    assert.deepEqual([image.result, image.defects, image.inspectedBy], [null, [], null]);
    await admin.files.quality.delete(image.id);
  });

  it('send 15 MB in parts of 6 MB, and tell truly how far they are', async () => {
    const file = textFile('large.txt', 15 * MB);
    const told: number[] = [];
    const stored = await send(admin, file, { onProgress: (bytes) => told.push(bytes) });
    assert.deepEqual(
      relay.requests.filter(({ method }) => method === 'PATCH').map(({ bodyBytes }) => bodyBytes / MB),
      [6, 6, 3],
    );
    assert.ok(told.length >= 3, `${told.length} reports`);
    assert.ok(told.every((bytes, index) => index === 0 || bytes > (told[index - 1] ?? 0)));
    assert.equal(told.at(-1), file.size);
    await isSame(admin, stored.id, file);
  });

  it('are refused before anything is sent where the bucket would not take them', async () => {
    const { documents, quality } = admin.files;
    await rejectsWith(documents.upload(new Blob(['x'], { type: 'text/html' }), {}), 'file_type_refused');
    await rejectsWith(documents.upload(new Blob(['x']), { name: 'a.pdf' }), 'file_type_refused');
    await rejectsWith(documents.upload(new Blob([], { type: 'text/plain' }), {}), 'validation_failed');
    await rejectsWith(documents.upload(textFile('x', 1), { name: ' ' }), 'validation_failed');
    await rejectsWith(documents.upload(textFile('x', 1), { name: 'x'.repeat(256) }), 'validation_failed');
    await rejectsWith(quality.upload(new Blob(['x'], { type: 'text/plain' }), {}), 'file_type_refused');
    const image = new Blob(['x'], { type: 'image/png' });
    await rejectsWith(quality.upload(image, { capturedAt: '2026-11-01' }), 'validation_failed');
    const large = new Blob([new Uint8Array(20 * MB + 1)], { type: 'image/png' });
    await assert.rejects(quality.upload(large, {}), (error: unknown) => {
      assert.ok(isNexusError(error) && error.code === 'file_too_large');
      assert.deepEqual(error.details, { limit: 20 * MB, size: 20 * MB + 1 });
      return true;
    });
    assert.deepEqual(relay.requests, []);
  });

  it('tell what only the server knows, and do not try in vain', async () => {
    const ceo = await open('ceo', 'alpenwerk');
    await rejectsWith(send(ceo, textFile('not-allowed.txt', 100)), 'permission_denied');
    await rejectsWith(
      admin.files.documents.upload(textFile('of-others.txt', 100), { machineId: MACHINE_OF_OTHERS }),
      'not_found',
    );
    assert.deepEqual(parts(), ['POST', 'POST']);
    relay.disturb = ({ path }) =>
      path.includes('/upload/resumable')
        ? { answer: { status: 413, body: 'The object exceeded the maximum allowed size' } }
        : undefined;
    await rejectsWith(send(admin, textFile('too-large.txt', 100)), 'file_too_large');
    relay.disturb = ({ path }) =>
      path.includes('/upload/resumable')
        ? { answer: { status: 429, headers: { 'retry-after': '3600' } } }
        : undefined;
    await rejectsWith(send(admin, textFile('not-now.txt', 100)), 'rate_limited');
    assert.deepEqual(await names(), []);
  });

  it('go on by themselves after the line was cut, a server without breath, and a lost answer', async () => {
    const file = textFile('disturbed.txt', 15 * MB);
    const disturbances: Disturbance[] = [
      { cutAfter: 2 * MB },
      { answer: { status: 503, body: 'busy' } },
      { loseAnswer: true },
    ];
    relay.disturb = ({ method }) => (method === 'PATCH' ? disturbances.shift() : undefined);
    const told: number[] = [];
    const stored = await send(admin, file, { onProgress: (bytes) => told.push(bytes) });
    assert.deepEqual(disturbances, []);
    assert.ok(uploadedBytes(relay) < file.size + 8 * MB, `${uploadedBytes(relay)} bytes`);
    assert.equal(parts().filter((method) => method === 'POST').length, 1);
    assert.ok(told.every((bytes, index) => index === 0 || bytes > (told[index - 1] ?? 0)));
    await isSame(admin, stored.id, file);
    assert.deepEqual(await names(), ['disturbed.txt']);
  });

  it('find the file in its place when only the answer to the last part was lost', async () => {
    const file = textFile('lost-answer.txt', 3 * MB);
    let isLost = false;
    relay.disturb = ({ method }) => {
      if (method !== 'PATCH' || isLost) return undefined;
      isLost = true;
      return { loseAnswer: true };
    };
    const stored = await send(admin, file);
    assert.deepEqual(parts(), ['POST', 'PATCH', 'HEAD']);
    assert.equal(uploadedBytes(relay), file.size);
    await isSame(admin, stored.id, file);
  });

  it('notice a line on which nothing moves any more, and go on', async (context) => {
    const file = textFile('stalled.txt', 8 * MB);
    let isHeld = false;
    relay.disturb = ({ method, headers }) => {
      if (method !== 'PATCH' || headers['upload-offset'] === '0' || isHeld) return undefined;
      isHeld = true;
      return { hold: true };
    };
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const sending = send(admin, file);
    const isOut = (): boolean => relay.requests.at(-1)?.bodyBytes === 2 * MB;
    while (!isHeld || !isOut()) await new Promise((resolve) => setImmediate(resolve));
    context.mock.timers.tick(29_000);
    assert.equal(parts().at(-1), 'PATCH', 'a slow line is no dead line');
    // The line is given up, and then the pause before the next attempt is over.
    while (parts().at(-1) === 'PATCH') {
      context.mock.timers.tick(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    context.mock.timers.reset();
    await isSame(admin, (await sending).id, file);
    assert.deepEqual(parts(), ['POST', 'PATCH', 'PATCH', 'HEAD', 'PATCH']);
  });

  it('begin anew when the server has forgotten them', async () => {
    const file = textFile('forgotten.txt', 8 * MB);
    let count = 0;
    relay.disturb = ({ method }) => {
      if (method !== 'PATCH') return undefined;
      count += 1;
      const folder = join(dataDir, 'files', 'unfinished');
      if (count === 2) for (const name of readdirSync(folder)) rmSync(join(folder, name));
      return undefined;
    };
    const told: number[] = [];
    const stored = await send(admin, file, { onProgress: (bytes) => told.push(bytes) });
    const beginnings = relay.requests.filter(({ headers }) => headers['upload-offset'] === '0');
    assert.equal(beginnings.length, 2);
    assert.ok(told.includes(0), 'what the server forgot is not told as sent');
    assert.equal(told.at(-1), file.size);
    await isSame(admin, stored.id, file);
  });

  /** Sends until so many bytes are out, and then runs out of time. */
  const cutOff = async (data: SupabaseDataService, file: File, bytes: number): Promise<void> => {
    const controller = new AbortController();
    const reason = new DOMException('out of time', 'TimeoutError');
    const onProgress = (sent: number): void => {
      if (sent >= bytes) controller.abort(reason);
    };
    await rejectsWith(send(data, file, { signal: controller.signal, onProgress }), 'timeout');
  };

  it('go on where the server is when the same person gives the same file again', async () => {
    const file = textFile('again.txt', 15 * MB);
    await cutOff(admin, file, 12 * MB);
    assert.equal((await held()).length, 1);
    relay.requests.length = 0;
    const again = new File([file], 'renamed.txt', { type: 'text/plain' });
    const elsewhere = await open('admin', 'alpenwerk');
    const stored = await elsewhere.files.documents.upload(again, { description: 'said anew' });
    assert.deepEqual(parts()[0], 'HEAD');
    // What was on the line when it was cut may not have come through.
    assert.ok(uploadedBytes(relay) < 4 * MB, `${uploadedBytes(relay)} bytes are sent a second time`);
    assert.deepEqual([stored.name, stored.description], ['renamed.txt', 'said anew']);
    await isSame(admin, stored.id, file);
    assert.deepEqual(await held(), []);
    relay.requests.length = 0;
    const second = await send(admin, file);
    assert.notEqual(second.id, stored.id, 'what is done is not gone on with');
    assert.equal(uploadedBytes(relay), file.size);
  });

  it('never go on with the upload of another person, nor with another content', async () => {
    const file = textFile('own.txt', 8 * MB);
    await cutOff(admin, file, 6 * MB);
    relay.requests.length = 0;
    const colleague = await open('maintenance', 'alpenwerk');
    const theirs = await send(colleague, file);
    assert.equal(uploadedBytes(relay), file.size);
    assert.equal(theirs.uploadedBy, colleague.session.value?.userId);

    relay.requests.length = 0;
    const bytes = contentOf(8 * MB, 99);
    const other = new File([bytes], 'own.txt', { type: 'text/plain' });
    const stored = await send(admin, other);
    assert.equal(uploadedBytes(relay), other.size);
    await isSame(admin, stored.id, other);
    relay.requests.length = 0;
    await isSame(admin, (await send(admin, file)).id, file);
    assert.ok(uploadedBytes(relay) < 3 * MB, 'the first one still waited');
  });

  it('are two when the same file is given twice at the same time', async () => {
    const file = textFile('twice.txt', 2 * MB);
    const [one, two] = await Promise.all([send(admin, file), send(admin, file)]);
    assert.notEqual(one.id, two.id);
    await isSame(admin, one.id, file);
    await isSame(admin, two.id, file);
  });

  for (const [when, bytes] of [
    ['before anything is sent', 0],
    ['in the middle', 7 * MB],
  ] as const) {
    it(`leave nothing on the server when they are cancelled ${when}`, async () => {
      const file = textFile(`cancelled-${bytes}.txt`, 15 * MB);
      const controller = new AbortController();
      const sending = send(admin, file, {
        signal: controller.signal,
        onProgress: (sent) => {
          if (sent >= bytes) controller.abort();
        },
      });
      if (bytes === 0) controller.abort();
      await rejectsWith(sending, 'aborted');
      assert.deepEqual(await held(), []);
      assert.deepEqual(await names(), []);
      relay.requests.length = 0;
      await send(admin, file);
      assert.ok(!parts().includes('HEAD'), 'nothing is remembered of it');
    });
  }

  it('leave nothing on the server when they are cancelled while they begin, or at the very end', async () => {
    for (const method of ['POST', 'GET']) {
      const controller = new AbortController();
      relay.disturb = (request) => {
        const isEnd = request.path.startsWith('/rest/v1/documents');
        if (request.method === method && (method === 'POST' || isEnd)) controller.abort();
        return undefined;
      };
      const sending = send(admin, textFile(`cancelled-at-${method}.txt`, 1_000), {
        signal: controller.signal,
      });
      await rejectsWith(sending, 'aborted');
      relay.disturb = () => undefined;
      assert.deepEqual(await held(), [], method);
      assert.deepEqual(await names(), [], method);
    }
  });

  it('are sent with the token of the moment, also one that only the server finds expired', async () => {
    const file = textFile('tokens.txt', 15 * MB);
    const data = await open('admin', 'alpenwerk');
    let isRefused = false;
    relay.disturb = ({ method, headers }) => {
      if (method !== 'PATCH' || headers['upload-offset'] !== String(6 * MB) || isRefused) return undefined;
      isRefused = true;
      const body = JSON.stringify({
        statusCode: '403',
        error: 'Unauthorized',
        message: '"exp" claim timestamp check failed',
      });
      return { answer: { status: 400, body, headers: { 'content-type': 'application/json' } } };
    };
    await isSame(data, (await send(data, file)).id, file);
    const renewals = relay.requests.filter(({ path }) => path.includes('grant_type=refresh_token'));
    assert.equal(renewals.length, 1);
    assert.equal(uploadedBytes(relay), 21 * MB, 'only the refused part was sent twice');
  });

  it('end when somebody else signs in meanwhile', async () => {
    const data = await open('admin', 'alpenwerk');
    const file = textFile('changed-hands.txt', 15 * MB);
    let switched: Promise<unknown> | null = null;
    relay.disturb = ({ method, headers }) => {
      if (method === 'PATCH' && headers['upload-offset'] === '0') {
        switched ??= data.signIn(who('maintenance', 'alpenwerk'));
        return { answer: { status: 503 } };
      }
      return undefined;
    };
    await rejectsWith(send(data, file), 'session_changed');
    await switched;
    assert.deepEqual(await names(), []);
  });

  it('take the token to the project only, whatever address the server gives them', async () => {
    const heard: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      heard.push(request.headers.authorization);
      response.writeHead(204, { 'tus-resumable': '1.0.0', 'upload-offset': '1000' }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    relay.disturb = ({ method }) =>
      method === 'POST'
        ? { answer: { status: 201, headers: { location: `http://127.0.0.1:${port}/upload/1` } } }
        : undefined;
    try {
      const refused = await rejectsWith(send(admin, textFile('astray.txt', 1_000)), 'server_error');
      assert.match(refused.message, new RegExp(`:${port}`));
      assert.deepEqual(heard, []);
    } finally {
      elsewhere.close();
    }
  });

  it('keep a description that is too long for a header', async () => {
    const description = 'ß€😀 '.repeat(1_000).trim().slice(0, 3_900);
    const stored = await admin.files.documents.upload(textFile('long.txt', 10), { description });
    assert.equal(stored.description, description);
  });
});
