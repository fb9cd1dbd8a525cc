import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSignInUrl } from '../../src/data/supabase/sign-in-url.ts';

const PAGE = 'https://portal.example/machines';
const CODE = '5f0c2a1e-7d3b-4c1f-9a55-2f6f0b1c9d10';
const TOKENS = { kind: 'tokens', accessToken: 'a', refreshToken: 'b' };

describe('what a sign-in brought in an address', () => {
  it('is read from the query and from the fragment', () => {
    assert.deepEqual(readSignInUrl(`${PAGE}?code=${CODE}#/floor`), { kind: 'code', code: CODE });
    assert.deepEqual(readSignInUrl(`${PAGE}#access_token=a&refresh_token=b`), TOKENS);
  });

  it('is read behind the path of a router that lives in the fragment', () => {
    assert.deepEqual(readSignInUrl(`${PAGE}#/login#access_token=a&refresh_token=b`), TOKENS);
    assert.deepEqual(readSignInUrl(`${PAGE}#/login?next=/floor#access_token=a&refresh_token=b`), TOKENS);
    assert.deepEqual(readSignInUrl(`${PAGE}#/login&access_token=a&refresh_token=b`), TOKENS);
    assert.deepEqual(readSignInUrl(`${PAGE}#/login?token_hash=abc&type=recovery`), {
      kind: 'token_hash',
      tokenHash: 'abc',
      type: 'recovery',
    });
    assert.deepEqual(readSignInUrl(`${PAGE}#/login#error=access_denied&error_description=Too+old`), {
      kind: 'error',
      code: 'access_denied',
      message: 'Too old',
    });
  });

  it('is not what a route of the host says', () => {
    for (const hash of ['#/floor?code=4711', '#/floor?type=robot', '#top', '#/a?b=c#d'])
      assert.equal(readSignInUrl(PAGE + hash), null, hash);
  });
});
