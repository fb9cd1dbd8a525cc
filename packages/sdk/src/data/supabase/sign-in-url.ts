/** What a link or an identity provider put into an address. */
export type SignInReturn =
  | { kind: 'error'; code: string; message: string }
  | { kind: 'code'; code: string }
  | { kind: 'token_hash'; tokenHash: string; type: string }
  | { kind: 'tokens'; accessToken: string; refreshToken: string };

/** A code of Supabase Auth's is a UUID; one of the host's own sign-in may be anything. */
const AUTH_CODE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A router's path in a fragment. Auth puts its own parameters behind a second `#`, a mail's template may put them behind
 * the `?` of the path.
 */
const ROUTE = /^#(?:.*#|[^=&?]*\?)?/;

/** Reads it from the query and from the fragment; null when there is nothing of Supabase Auth's in the address. */
export function readSignInUrl(url: string): SignInReturn | null {
  if (!URL.canParse(url)) return null;
  const { searchParams, hash } = new URL(url);
  const fragment = new URLSearchParams(hash.replace(ROUTE, ''));
  const read = (name: string): string => fragment.get(name) ?? searchParams.get(name) ?? '';

  const message = read('error_description');
  const errorCode = read('error_code') || read('error');
  // A host page may have an `error` of its own; Auth always says more.
  if (errorCode && message) return { kind: 'error', code: errorCode, message };

  const tokenHash = read('token_hash');
  if (tokenHash && read('type')) return { kind: 'token_hash', tokenHash, type: read('type') };

  const accessToken = read('access_token');
  const refreshToken = read('refresh_token');
  if (accessToken && refreshToken) return { kind: 'tokens', accessToken, refreshToken };

  const code = read('code');
  return AUTH_CODE.test(code) ? { kind: 'code', code } : null;
}
