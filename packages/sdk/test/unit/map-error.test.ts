import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapAuthError } from '../../src/errors/auth-codes.ts';
import { invalid } from '../../src/errors/invalid.ts';
import { mapError } from '../../src/errors/map-error.ts';
import { isNexusError, NexusError } from '../../src/errors/nexus-error.ts';
import { wrongShape } from '../../src/errors/wrong-shape.ts';

const doing = 'read machine 4711';

describe('mapError', () => {
  const cases: [what: string, raw: unknown, status: number | undefined, code: string][] = [
    ['no membership', { code: 'NX001', message: 'No membership.' }, 400, 'no_membership'],
    ['a suspended tenant', { code: 'NX002', message: 'Suspended.' }, 400, 'tenant_suspended'],
    ['a missing permission', { code: 'NX003', message: 'No.' }, 400, 'permission_denied'],
    ['a full plan', { code: 'NX007', message: 'The plan has 25 machines.' }, 400, 'plan_limit'],
    ['a feature of another plan', { code: 'NX008', message: 'No byok.' }, 400, 'plan_feature'],
    ['an old invitation', { code: 'NX009', message: 'It has expired.' }, 400, 'invitation_invalid'],
    ['a deed of others', { code: 'NX010', message: 'For operators.' }, 400, 'standing_required'],
    ['the last admin', { code: 'NX011', message: 'The last one stays.' }, 400, 'member_rule'],
    ['a damaged key', { code: 'NX012', message: 'Not sealed.' }, 400, 'sealed_key_refused'],
    ['a large file', { message: 'The object exceeded the maximum allowed size' }, 413, 'file_too_large'],
    ['a file of another type', { message: 'mime type text/html' }, 415, 'file_type_refused'],
    ['no such object', { code: 'NoSuchKey', message: 'Object not found' }, 404, 'not_found'],
    [
      'no such object of an older Storage',
      { code: 'not_found', message: 'Object not found' },
      404,
      'not_found',
    ],
    [
      'a key that Storage takes not',
      { code: 'InvalidKey', message: 'Invalid key: ü' },
      400,
      'file_path_invalid',
    ],
    [
      'what the database refused Storage',
      { code: 'DatabaseError', message: 'database error, code: NX013' },
      500,
      'file_too_large',
    ],
    [
      'an ended token at Storage',
      { code: 'Unauthorized', message: '"exp" claim timestamp check failed' },
      403,
      'session_expired',
    ],
    ['what Storage passes on', { message: 'database error, code: NX015' }, 400, 'file_path_invalid'],
    ['a missing thing', { code: 'NX004', message: 'No such machine.' }, 400, 'not_found'],
    [
      'row level security',
      { code: '42501', message: 'new row violates row-level security policy' },
      403,
      'permission_denied',
    ],
    ['a taken identifier', { code: '23505', message: 'duplicate key value' }, 409, 'conflict'],
    ['a value out of bounds', { code: '23514', message: 'check' }, 400, 'validation_failed'],
    [
      'a text that is no uuid',
      { code: '22P02', message: 'invalid input syntax for type uuid' },
      400,
      'validation_failed',
    ],
    ['a cancelled statement', { code: '57014', message: 'statement timeout' }, 500, 'timeout'],
    ['no row where one was asked for', { code: 'PGRST116', message: '0 rows' }, 406, 'not_found'],
    ['an expired token', { code: 'PGRST303', message: 'JWT expired' }, 401, 'session_expired'],
    [
      'an unknown function',
      { code: 'PGRST202', message: 'Could not find the function' },
      404,
      'server_error',
    ],
    [
      'wrong credentials',
      { name: 'AuthApiError', code: 'invalid_credentials', message: 'x', status: 400 },
      undefined,
      'invalid_credentials',
    ],
    [
      'wrong credentials of an older server',
      { name: 'AuthApiError', message: 'Invalid login credentials', status: 400 },
      undefined,
      'invalid_credentials',
    ],
    [
      'a revoked refresh token',
      { name: 'AuthApiError', code: 'refresh_token_not_found', message: 'x', status: 400 },
      undefined,
      'session_expired',
    ],
    [
      'auth without network',
      { name: 'AuthRetryableFetchError', message: 'fetch failed', status: 0 },
      undefined,
      'network_unreachable',
    ],
    [
      'auth that is down',
      { name: 'AuthRetryableFetchError', message: 'HTTP 503', status: 503 },
      undefined,
      'server_error',
    ],
    ['no answer', { code: '', message: 'TypeError: fetch failed' }, 0, 'network_unreachable'],
    [
      'an answer that takes too long',
      { code: '', message: 'TimeoutError: The operation timed out' },
      0,
      'timeout',
    ],
    ['a fetch that rejects', new TypeError('Failed to fetch'), undefined, 'network_unreachable'],
    ['too many requests', { message: 'slow down' }, 429, 'rate_limited'],
    ['a broken server', { message: 'Internal Server Error' }, 500, 'server_error'],
    [
      'a web page instead of data',
      { message: '<html>Sign in to the hotel network</html>' },
      200,
      'server_error',
    ],
    ['something thrown that is no error', 'boom', undefined, 'server_error'],
  ];

  for (const [what, raw, status, code] of cases) {
    it(`calls ${what} ${code}, names the thing and keeps the cause`, () => {
      const map = (raw as { name?: string }).name?.startsWith('Auth') ? mapAuthError : mapError;
      const error = map(raw, status === undefined ? { doing } : { doing, status });
      assert.equal(error.code, code);
      assert.ok(error.message.startsWith('Could not read machine 4711: '), error.message);
      assert.ok(!error.message.includes('<html'), error.message);
      assert.ok(error.hint, 'there is a hint');
      assert.equal(error.cause, raw);
    });
  }

  it('prefers the hint and the particulars of the database', () => {
    const raw = { code: 'NX005', message: 'Too many.', hint: 'Split it.', details: '{"limit":5000}' };
    const error = mapError(raw, { doing, status: 400, requestId: 'r-1', retryAfterMs: 3_000 });
    assert.equal(error.hint, 'Split it.');
    assert.equal(error.requestId, 'r-1');
    assert.deepEqual(error.details, { limit: 5000, sourceCode: 'NX005', status: 400, retryAfterMs: 3_000 });
    assert.equal(JSON.parse(JSON.stringify(error)).code, 'validation_failed');
  });

  it('tells what lifts a limit', () => {
    const details = '{"limit":"machines","used":25,"allowed":25,"plan":"Basic","lifted_by":"Pro"}';
    const error = mapError({ code: 'NX007', message: 'Full.', details }, { doing, status: 400 });
    assert.deepEqual(error.details, { ...JSON.parse(details), sourceCode: 'NX007', status: 400 });
    assert.match(error.hint ?? '', /lifted_by/);
  });

  it('lets the caller giving up win over whatever the request said', () => {
    const aborted = mapError({ message: 'AbortError: x' }, { doing, status: 0, signal: AbortSignal.abort() });
    assert.equal(aborted.code, 'aborted');
    const late = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    assert.equal(mapError({ message: 'x' }, { doing, signal: late }).code, 'timeout');
  });

  it('passes its own errors through and recognises those of another copy by the brand', () => {
    const own = new NexusError('plan_limit', 'Too many machines.');
    assert.equal(mapError(own, { doing }), own);
    assert.ok(isNexusError({ brand: 'nexus-mfg.error' }));
    assert.ok(!isNexusError(new Error('no')));
    assert.equal(wrongShape('x', 'y').code, 'server_error');
    assert.equal(invalid('x', 'y').hint, 'y');
  });
});
