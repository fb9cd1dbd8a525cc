import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storageFailure } from '../../src/data/supabase/files/storage-failure.ts';
import { contentHash } from '../../src/data/supabase/files/upload/content-hash.ts';
import { objectName } from '../../src/data/supabase/files/upload/object-name.ts';
import {
  entryKey,
  findEntry,
  forgetEntry,
  keepEntry,
} from '../../src/data/supabase/files/upload/unfinished-entries.ts';
import { uploadFailure, waitMs } from '../../src/data/supabase/files/upload/upload-failure.ts';
import { mapError } from '../../src/errors/map-error.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { contentOf, MB } from '../support/file-content.ts';
import { rejectsWith } from '../support/waiting.ts';

/** An error as tus-js-client throws it for an answer. */
function refused(status: number, body: string, method = 'PATCH', retryAfter?: string): object {
  return {
    originalRequest: { getMethod: () => method },
    originalResponse: {
      getStatus: () => status,
      getBody: () => body,
      getHeader: (name: string) => (name === 'Retry-After' ? retryAfter : undefined),
    },
    causingError: null,
  };
}

describe('why an upload ended', () => {
  const json = (told: object): string => JSON.stringify(told);
  const cases: [what: string, raw: unknown, verdict: string, code: string][] = [
    ['a full server', refused(503, 'busy'), 'again', 'server_error'],
    ['too many requests', refused(429, ''), 'again', 'rate_limited'],
    ['a part at the wrong place', refused(409, 'Upload-Offset conflict\n'), 'again', 'conflict'],
    ['a lock', refused(423, 'locked'), 'again', 'server_error'],
    [
      'another request in its place',
      refused(400, 'Request aborted due to lock acquired'),
      'again',
      'server_error',
    ],
    [
      'a forgotten upload',
      refused(404, 'The file for this url was not found\n', 'HEAD'),
      'anew',
      'server_error',
    ],
    ['an old upload', refused(410, 'no longer exists'), 'anew', 'server_error'],
    ['no such endpoint', refused(404, 'Not Found', 'POST'), 'final', 'server_error'],
    ['what is there already', refused(409, 'The resource already exists', 'POST'), 'placed', 'conflict'],
    [
      'row level security',
      refused(403, 'new row violates row-level security policy'),
      'final',
      'permission_denied',
    ],
    ['a machine of others', refused(500, 'database error, code: NX004'), 'final', 'not_found'],
    ['a suspended tenant', refused(500, 'database error, code: NX002'), 'final', 'tenant_suspended'],
    ['a large file', refused(413, 'Maximum size exceeded\n', 'POST'), 'final', 'file_too_large'],
    ['a type that is not taken', refused(415, 'mime type text/html', 'POST'), 'final', 'file_type_refused'],
    [
      'an ended token, as hosted Storage says it',
      refused(
        400,
        json({ statusCode: '403', error: 'Unauthorized', message: '"exp" claim timestamp check failed' }),
      ),
      'final',
      'session_expired',
    ],
    [
      'an ended token, as the embedded stack says it',
      refused(400, json({ statusCode: '403', code: 'InvalidJWT', message: 'Token has expired' })),
      'final',
      'session_expired',
    ],
    ['a token that is refused without a word', refused(400, '', 'HEAD'), 'final', 'session_expired'],
    [
      'a cut line',
      { originalRequest: {}, originalResponse: null, causingError: new Error('socket hang up') },
      'again',
      'network_unreachable',
    ],
    ['a dead line', new DOMException('no progress', 'TimeoutError'), 'again', 'timeout'],
    [
      'no token for want of a network',
      { originalRequest: {}, causingError: new NexusError('network_unreachable', 'No network at all.') },
      'again',
      'network_unreachable',
    ],
    [
      'nobody signed in',
      { originalRequest: {}, causingError: new NexusError('not_signed_in', 'Nobody is signed in.') },
      'final',
      'not_signed_in',
    ],
  ];
  for (const [what, raw, verdict, code] of cases) {
    it(`tells ${what}: ${verdict}, ${code}`, () => {
      const failure = uploadFailure(raw);
      assert.equal(failure.verdict, verdict);
      assert.equal(mapError(failure.error, { doing: 'upload a file', status: failure.status }).code, code);
    });
  }

  it('waits longer with each failure, and as long as the server asks for', () => {
    const busy = uploadFailure(refused(503, 'busy'));
    for (const [failures, least, most] of [
      [1, 250, 500],
      [3, 1_000, 2_000],
      [9, 4_000, 8_000],
    ] as const) {
      const wait = waitMs(busy, failures) ?? assert.fail();
      assert.ok(wait >= least && wait <= most, `${wait} ms`);
    }
    assert.equal(waitMs(uploadFailure(refused(429, '', 'PATCH', '20')), 1), 20_000);
    const inTen = new Date(Date.now() + 10_000).toUTCString();
    const wait = waitMs(uploadFailure(refused(503, '', 'PATCH', inTen)), 1) ?? assert.fail();
    assert.ok(wait > 7_000 && wait <= 10_000, `${wait} ms`);
    assert.equal(waitMs(uploadFailure(refused(429, '', 'PATCH', '3600')), 1), null);
  });

  it('says of what the database refused what it means', () => {
    const { error, status } = storageFailure(500, 'database error, code: NX004');
    const told = mapError(error, { doing: 'upload plan.pdf', status });
    assert.equal(
      told.message,
      'Could not upload plan.pdf: the machine that it is about is not in this tenant.',
    );
  });
});

describe('what an upload is known by', () => {
  const hash = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
    contentHash('upload a file', new Blob([bytes]), undefined);

  it('is its content, to the last byte', async () => {
    const bytes = contentOf(2 * MB + 3);
    const same = await hash(bytes);
    assert.equal(await hash(bytes.slice()), same);
    const seen = new Set([same]);
    for (const index of [0, MB - 1, MB, 2 * MB + 2]) {
      const other = bytes.slice();
      other[index] = (other[index] ?? 0) ^ 1;
      seen.add(await hash(other));
    }
    const swapped = bytes.slice();
    swapped.set(bytes.slice(0, MB), MB);
    swapped.set(bytes.slice(MB, 2 * MB), 0);
    seen.add(await hash(swapped));
    seen.add(await hash(bytes.slice(0, -1)));
    seen.add(await hash(new Uint8Array(4)));
    seen.add(await hash(new Uint8Array(8)));
    assert.equal(seen.size, 9);
  });

  it('is told when the file cannot be read any more', async () => {
    const gone = {
      size: 10,
      type: 'text/plain',
      slice: () => {
        throw new DOMException('gone', 'NotReadableError');
      },
    };
    await rejectsWith(contentHash('upload a file', gone, undefined), 'validation_failed');
  });

  it('is the server, the tenant, the person and the bucket as well, and ends within a day', () => {
    const owner = { url: 'https://x.example', tenantId: 't', userId: 'u', bucket: 'documents' };
    const key = entryKey(owner, 'text/plain', '1-00');
    const others = [
      entryKey({ ...owner, url: 'https://y.example' }, 'text/plain', '1-00'),
      entryKey({ ...owner, tenantId: 't2' }, 'text/plain', '1-00'),
      entryKey({ ...owner, userId: 'u2' }, 'text/plain', '1-00'),
      entryKey({ ...owner, bucket: 'quality-images' }, 'text/plain', '1-00'),
      entryKey(owner, 'text/csv', '1-00'),
      entryKey(owner, 'text/plain', '1-01'),
    ];
    const entry = { url: 'https://x.example/1', path: 't/1', said: '{}', begunAt: Date.now() };
    keepEntry(key, entry);
    assert.deepEqual(findEntry(key), entry);
    for (const other of others) assert.equal(findEntry(other), null, other);
    keepEntry(key, { ...entry, begunAt: Date.now() - 24 * 60 * 60 * 1_000 - 1 });
    assert.equal(findEntry(key), null);
    keepEntry(key, entry);
    forgetEntry(key);
    assert.equal(findEntry(key), null);
  });

  it('is stored under a name that Storage takes', () => {
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
    const cases: [name: string | undefined, end: string][] = [
      [undefined, ''],
      ['', ''],
      ['Prüfplan für Öl.pdf', '-Prufplan_fur_Ol.pdf'],
      ['../../etc/passwd', '-etc_passwd'],
      ['a..b...c.txt', '-a.b.c.txt'],
      ['検査.pdf', '-pdf'],
      ['...', ''],
      [`${'x'.repeat(300)}.pdf`, `-${'x'.repeat(76)}.pdf`],
    ];
    for (const [name, end] of cases) {
      assert.match(objectName(name), new RegExp(`^${uuid}${end.replaceAll('.', '\\.')}$`), name);
    }
    assert.notEqual(objectName('a'), objectName('a'));
  });
});
