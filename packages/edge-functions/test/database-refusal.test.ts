import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseRefusal } from '../src/internal/database-refusal.ts';
import { Refusal } from '../src/internal/refusal.ts';

const refused = (code: string, details?: object | string, message = 'As the database says it.'): Refusal => {
  const text = typeof details === 'object' ? JSON.stringify(details) : (details ?? null);
  const error = databaseRefusal({ code, message, hint: 'Do this.', details: text });
  assert.ok(error instanceof Refusal, code);
  return error;
};

describe('databaseRefusal', () => {
  for (const [code, reason, expected, status] of [
    ['NX016', 'unknown', 'embed_secret_invalid', 401],
    ['NX016', 'expired', 'embed_secret_invalid', 401],
    ['NX016', 'revoked', 'embed_secret_invalid', 401],
    ['NX016', 'origin', 'origin_refused', 403],
    ['NX016', 'address', 'address_refused', 403],
    ['NX017', 'revoked', 'device_token_invalid', 401],
    ['NX011', 'origin', 'member_rule', 409],
  ] as const) {
    it(`${code} ${reason} is ${status} ${expected}`, () => {
      const { status: given, problem } = refused(code, { reason });
      assert.equal(given, status);
      assert.deepEqual(problem, {
        code: expected,
        message: 'As the database says it.',
        hint: 'Do this.',
        details: { reason },
      });
    });
  }
  it('tells when a rate frees, and when a quota does', () => {
    const soon = new Date(Date.now() + 20_000).toISOString().replace('Z', '+00:00');
    const rate = refused('NX018', { scope: 'user', allowed: 5, resets_at: soon });
    assert.deepEqual([rate.status, rate.problem.code], [429, 'rate_limited']);
    assert.ok(['19', '20'].includes(rate.headers['retry-after'] ?? ''), rate.headers['retry-after']);
    const quota = refused('NX007', { limit: 'ai_requests_month', resets_at: soon });
    assert.deepEqual([quota.status, quota.problem.code], [429, 'plan_limit']);
    assert.ok(quota.headers['retry-after']);
    const past = refused('NX018', { resets_at: new Date(0).toISOString() });
    assert.deepEqual([past.status, past.headers['retry-after']], [429, '1']);
  });
  it('names no time where there is none', () => {
    for (const details of [{ limit: 'machines' }, { resets_at: 'soon' }, { resets_at: 5 }]) {
      const { status, headers } = refused('NX007', details);
      assert.deepEqual([status, headers], [403, {}]);
    }
  });
  it('shows no words of a constraint, and our own', () => {
    const slug = refused(
      '23505',
      'Key (slug)=(x) already exists.',
      'duplicate key value violates "tenants_slug_key"',
    );
    assert.deepEqual(slug.problem, {
      code: 'conflict',
      message: 'The database does not take these values.',
      hint: 'Do this.',
    });
    assert.equal(refused('23505', { reason: 'idempotency_key' }).problem.message, 'As the database says it.');
  });
  it('leaves what nobody foresaw an accident', () => {
    for (const code of ['XX000', '', undefined]) {
      const error = databaseRefusal({ ...(code !== undefined && { code }), message: 'm' });
      assert.ok(!(error instanceof Refusal), code);
    }
  });
});
