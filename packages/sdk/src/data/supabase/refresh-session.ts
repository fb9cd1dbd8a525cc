import { AUTH_CODES, mapAuthError } from '../../errors/auth-codes.ts';
import { readSession, type StoredSession } from './session-store.ts';

/** Where sessions are refreshed. */
export interface AuthServer {
  /** Base URL of the project, without a slash at the end. */
  url: string;
  publishableKey: string;
  fetch: typeof fetch;
}

/** The version of Auth's answers in which errors carry codes. */
const API_VERSION = '2024-01-01';

/** Codes that say that the session is over, whatever happens. Any other failure may be gone a moment later. */
const OVER: ReadonlySet<string> = new Set(['session_expired', 'permission_denied']);

/**
 * A new session for the refresh token; null when the server says that the session is over. Only an answer of Auth's own
 * says so: a proxy's page or a login page of a guest network ends nobody's session.
 *
 * @throws NexusError `network_unreachable` | `timeout` | `rate_limited` | `server_error`
 */
export async function refreshSession(
  server: AuthServer,
  refreshToken: string,
  signal: AbortSignal,
): Promise<StoredSession | null> {
  const doing = 'renew the session';
  try {
    const response = await server.fetch(`${server.url}/auth/v1/token?grant_type=refresh_token`, {
      method: 'POST',
      headers: {
        apikey: server.publishableKey,
        'content-type': 'application/json',
        'x-supabase-api-version': API_VERSION,
      },
      body: JSON.stringify({ refresh_token: refreshToken }),
      signal,
    });
    const answer: unknown = await response.json().catch(() => null);
    const session = response.ok ? readSession(answer) : null;
    if (session?.access_token) return session;
    const { code, error_code, error, msg, message } = (answer ?? {}) as Record<string, unknown>;
    const sourceCode = [error_code, code, error].find((one) => typeof one === 'string');
    if (sourceCode === 'invalid_grant' || OVER.has(AUTH_CODES[String(sourceCode)] ?? '')) return null;
    // A success without a session in it is not one: what answered was somebody else.
    const status = response.ok ? 502 : response.status;
    const why = message ?? msg ?? (response.ok ? 'what answered is not Supabase Auth' : '');
    throw mapAuthError({ code: sourceCode, message: why }, { doing, status });
  } catch (cause) {
    throw mapAuthError(cause, { doing });
  }
}
