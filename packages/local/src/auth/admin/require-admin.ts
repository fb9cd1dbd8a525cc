import type { Context } from 'hono';
import { TokenError, verifyToken } from '../access-token.ts';
import { AuthError } from '../auth-error.ts';
import type { Keys } from '../keys.ts';

/**
 * Lets the secret key pass, or a token of the service role, and nobody else.
 *
 * @throws AuthError 401 `no_authorization` without any, 403 `bad_jwt` for one that is not ours, 403 `not_admin`
 */
export function requireAdmin(context: Context, keys: Keys): void {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const token = bearer ?? context.req.header('apikey');
  if (!token) {
    throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  }
  if (roleOf(token, keys) !== 'service_role') throw new AuthError(403, 'not_admin', 'User not allowed');
}

function roleOf(token: string, keys: Keys): string {
  try {
    return verifyToken(token, keys).role;
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    throw new AuthError(
      403,
      'bad_jwt',
      `invalid JWT: unable to parse or verify signature, ${error.message.toLowerCase()}`,
    );
  }
}
