import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf } from '../../src/errors/failure.ts';
import { mapError } from '../../src/errors/map-error.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';

const doing = 'read machine 4711';

describe('the failure of a request', () => {
  for (const [what, raw, status, code] of [
    ['a refusal', { code: 'NX003', message: 'No.' }, 400, 'permission_denied'],
    ['no answer', new TypeError('Failed to fetch'), 0, 'network_unreachable'],
    ['no answer in time', new DOMException('Late', 'TimeoutError'), 0, 'timeout'],
    ['a missing network of which nothing is known', null, 0, 'network_unreachable'],
  ] as const) {
    it(`is the same for ${what}, whether or not the texts are at hand`, async () => {
      const context = { doing, status, requestId: 'r-1', retryAfterMs: 2_000 };
      const failure = await failureOf(raw, context);
      assert.equal(failure.code, code);
      assert.equal(failure.cause ?? null, raw);
      assert.deepEqual(failure.toJSON(), mapError(raw, context).toJSON());
    });
  }

  it('is the caller’s own when he gave up, and ours as it is', async () => {
    const given = await failureOf(new TypeError('x'), { doing, status: 0, signal: AbortSignal.abort() });
    assert.equal(given.code, 'aborted');
    const own = new NexusError('plan_limit', 'Full.');
    assert.equal(await failureOf(own, { doing, status: 0 }), own);
  });

  it('renews a session and tries everything else again while the texts cannot be loaded', async () => {
    const gone = (): Promise<never> =>
      Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    const expired = await failureOf(
      { code: 'PGRST303', message: 'JWT expired' },
      { doing, status: 401 },
      gone,
    );
    assert.equal(expired.code, 'session_expired');
    const refused = await failureOf({ code: 'NX003', message: 'No.' }, { doing, status: 400 }, gone);
    assert.equal(refused.code, 'network_unreachable');
    assert.match(refused.message, /part of the Nexus SDK/);
  });
});
