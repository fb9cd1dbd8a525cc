import type { Context } from 'hono';
import { type Claims, TokenError, verifyToken } from '../auth/access-token.ts';
import type { Keys } from '../auth/keys.ts';
import { StorageError } from './storage-error.ts';

/**
 * Whose rights a request has: those of its token, else of its key, else nobody's.
 *
 * @throws StorageError for a token that is malformed, forged or has ended
 */
export function callerOf(context: Context, keys: Keys): Claims {
  const bearer = context.req.header('authorization')?.replace(/^Bearer\s+/i, '');
  const token = bearer ?? context.req.header('apikey');
  if (!token) return { role: 'anon' };
  try {
    return verifyToken(token, keys);
  } catch (error) {
    if (error instanceof TokenError) throw new StorageError(403, 'InvalidJWT', error.message, 'Unauthorized');
    throw error;
  }
}
