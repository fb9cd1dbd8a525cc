import { invalid } from '../../errors/invalid.ts';
import { NexusError } from '../../errors/nexus-error.ts';

const URL_HINT = 'Give the base URL of the Supabase project, for example http://127.0.0.1:54321.';

/** What scripts get wrong first: an unset variable, an endpoint for the base URL, the wrong one of two keys. */
interface Given {
  url?: unknown;
  publishableKey?: unknown;
}

/**
 * Looks at URL, key and runtime before anything is made from them.
 * @throws NexusError `validation_failed` | `unsupported_runtime`
 */
export function checkServer({ url, publishableKey }: Given): void {
  if (!('WebSocket' in globalThis)) {
    throw new NexusError('unsupported_runtime', 'Could not create Nexus: this runtime has no WebSocket.', {
      hint: 'Use Node 22 or newer, Deno, or a browser.',
    });
  }
  if (typeof url !== 'string' || !/^https?:\/\/[^\s/?#@][^\s?#@]*$/.test(url) || !URL.canParse(url)) {
    const given = typeof url === 'string' ? `"${url}"` : String(url);
    throw invalid(`Could not create Nexus: ${given} is not the URL of a server.`, URL_HINT);
  }
  const endpoint = /\/(rest|auth|storage|realtime|functions)\/v1\/?$/.exec(new URL(url).pathname);
  if (endpoint) {
    throw invalid(
      `Could not create Nexus: "${url}" is one endpoint of the server, not its base URL.`,
      `Leave out ${endpoint[0]}.`,
    );
  }
  if (typeof publishableKey !== 'string' || !/^[!-~]+$/.test(publishableKey)) {
    throw invalid(
      'Could not create Nexus: the publishable key is empty, or no text of such a key.',
      "Give the project's publishable key.",
    );
  }
  if (isSecret(publishableKey)) {
    throw invalid(
      'Could not create Nexus: this is a secret key, which goes past row level security and belongs on no client.',
      'Give the publishable key, and replace the secret one if it has been on a page.',
    );
  }
}

/** Secret keys of today by their prefix; of yesterday by the role that the token names. */
function isSecret(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  const claims = key.split('.')[1];
  if (!claims) return false;
  try {
    const { role } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { role?: unknown };
    return role === 'service_role';
  } catch {
    return false;
  }
}
