import type { Deps } from './deps.ts';

const HEADERS = {
  'access-control-allow-headers':
    'authorization, apikey, content-type, content-encoding, idempotency-key, x-client-info, x-request-id',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-expose-headers': 'x-request-id, retry-after',
  'access-control-max-age': '86400',
};

/**
 * What a browser is told of who may read the answer. `NEXUS_ALLOWED_ORIGINS` (separated by commas) names the pages; when it
 * is not set every page may: requests carry a token in a header and never a cookie, so no page acts for somebody else.
 *
 * @returns null for a page that is not among those named
 */
export function corsHeaders(request: Request, env: Deps['env']): Record<string, string> | null {
  const allowed = (env('NEXUS_ALLOWED_ORIGINS') ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  if (allowed.length === 0) return { ...HEADERS, 'access-control-allow-origin': '*' };
  const origin = request.headers.get('origin');
  // Not from a page: a server, a gateway.
  if (origin === null) return {};
  return allowed.includes(origin)
    ? { ...HEADERS, 'access-control-allow-origin': origin, vary: 'origin' }
    : null;
}
