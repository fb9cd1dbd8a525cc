import type { EmbedSessionRequest, EmbedSessionResponse } from '@nexus-mfg/edge-functions/contract';
import { invalid } from '../errors/invalid.ts';
import { NexusError } from '../errors/nexus-error.ts';
import { problemError } from '../errors/problem-error.ts';
import type { Role } from '../types/index.ts';
import { throwIfAborted } from '../util/abort.ts';

const DOING = 'open a session for the user of the host';
const TIMEOUT_MS = 15_000;

/** The host's own user, as its server knows it. */
export interface HostUser {
  /** The host's id of it, 1 to 200 characters; always the same for the same person. */
  id: string;
  /** As the host knows it; shown to the tenant's admins. */
  email: string;
  /** The host's name of its role; the tenant maps it to one of ours. */
  role?: string;
  /** Shown where the member is named. */
  fullName?: string;
}

/** What {@link requestEmbedSession} needs. */
export interface EmbedSessionParams {
  /** Base URL of the Supabase project. */
  url: string;
  /** The tenant's embed secret, `nxe_…`. Keep it where the server keeps its other secrets. */
  embedSecret: string;
  /** Whom the host vouches for. */
  user: HostUser;
  /** Origin of the page that will use the session; needed where the secret names origins. */
  origin?: string;
  /** Gives the call up. */
  signal?: AbortSignal;
}

/** What the page's `getSession` resolves to, and whom it is for. */
export interface EmbedSession {
  /** JSON Web Token of the user. */
  accessToken: string;
  /** Unix time in seconds. Ask again before it; nothing has to be refreshed. */
  expiresAt: number;
  /** Account of the user in the tenant. */
  userId: string;
  /** What the tenant maps the host's role to. */
  role: Role;
}

/**
 * Exchanges the host's own sign-in for a Nexus session of that user, in the tenant that the embed secret belongs to. The
 * member is made on first use, within the plan's limits.
 *
 * @throws NexusError `embed_secret_invalid` | `address_refused` | `permission_denied` (the role is not mapped) |
 *   `plan_limit` | `tenant_suspended` | `network_unreachable` | `timeout` | `aborted` | `validation_failed`
 * @example
 * // for whoever is signed in at the host
 * const user = { id: 'p-17', email: 'mira@portal.example', role: 'technician' };
 * const session = await requestEmbedSession({ url, embedSecret: 'nxe_…', user });
 */
export async function requestEmbedSession(params: EmbedSessionParams): Promise<EmbedSession> {
  const { url, embedSecret, user, origin, signal } = params;
  throwIfAborted(DOING, signal);
  if (!/^https?:\/\//.test(url))
    throw invalid(`Could not ${DOING}: url is no URL.`, "Give the project's base URL.");
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const body: EmbedSessionRequest = { user, ...(origin !== undefined && { origin }) };
  const response = await fetch(`${url.replace(/\/+$/, '')}/functions/v1/embed-session`, {
    method: 'POST',
    headers: { authorization: `Bearer ${embedSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  }).catch((cause: unknown) => {
    throwIfAborted(DOING, signal);
    throw limit.aborted
      ? new NexusError('timeout', `Could not ${DOING}: the server did not answer in time.`, { cause })
      : new NexusError('network_unreachable', `Could not ${DOING}: the server cannot be reached.`, { cause });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemError(DOING, response, answer);
  const { accessToken, expiresAt, userId, role } = answer as EmbedSessionResponse;
  return { accessToken, expiresAt, userId, role };
}
