import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from './keys.ts';

/** What an access token says about its holder. */
export interface Claims {
  readonly role: string;
  /** The user's id. Absent for the project keys. */
  readonly sub?: string;
  /** When the token ends, in seconds since 1970. Absent for the project keys, which do not end. */
  readonly exp?: number;
  readonly [claim: string]: unknown;
}

/** Why a token was refused; `message` may be shown to its sender. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/**
 * Checks an access token, or one of the project keys, and returns its claims.
 *
 * @param now milliseconds since 1970
 * @throws TokenError when it is malformed, signed by someone else, or has ended
 */
export function verifyToken(
  token: string,
  keys: Pick<Keys, 'jwtSecret' | 'publishableKey' | 'secretKey'>,
  now: number = Date.now(),
): Claims {
  if (token === keys.publishableKey) return { role: 'anon' };
  if (token === keys.secretKey) return { role: 'service_role' };
  const claims = readSigned(token, keys.jwtSecret, now);
  if (claims.role !== 'authenticated' && claims.role !== 'anon' && claims.role !== 'service_role') {
    throw new TokenError('The token has an unknown role');
  }
  return claims as Claims;
}

/**
 * Checks what this stack has signed, an access token or a signed upload, and returns what it says.
 *
 * @param now milliseconds since 1970
 * @throws TokenError when it is malformed, signed by someone else, or has ended
 */
export function readSigned(
  token: string,
  jwtSecret: string,
  now: number = Date.now(),
): Record<string, unknown> {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) throw new TokenError('The token is malformed');
  if (readPart(header).alg !== 'HS256') throw new TokenError('The token has an unknown algorithm');
  const expected = createHmac('sha256', jwtSecret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new TokenError('The token has a wrong signature');
  }
  const claims = readPart(payload);
  if (typeof claims.exp !== 'number') throw new TokenError('The token has no end');
  if (claims.exp * 1000 <= now) throw new TokenError('Token has expired');
  return claims;
}

function readPart(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below, like every other malformed token.
  }
  throw new TokenError('The token is malformed');
}
