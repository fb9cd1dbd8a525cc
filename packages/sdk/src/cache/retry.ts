import { isNexusError } from '../errors/nexus-error.ts';
import { backoffMs } from '../util/backoff.ts';

/** Failures that may be gone a moment later. All others say the same thing again, so asking again is noise. */
const TRANSIENT: ReadonlySet<string> = new Set([
  'network_unreachable',
  'timeout',
  'rate_limited',
  'server_error',
  'host_session_failed',
]);

const MAX_RETRIES = 2;
const FIRST_RETRY_MS = 300;
const MAX_RETRY_MS = 30_000;

/** True when the same read may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  return isNexusError(error) && TRANSIENT.has(error.code);
}

/** TanStack Query's `retry`: two more tries, of transient failures only. */
export function shouldRetry(failureCount: number, error: unknown): boolean {
  return failureCount < MAX_RETRIES && isTransient(error);
}

/** TanStack Query's `retryDelay`, in ms. What the server asked for with `Retry-After` comes first. */
export function retryDelayMs(failureCount: number, error: unknown): number {
  const asked = isNexusError(error) ? error.details?.retryAfterMs : undefined;
  if (typeof asked === 'number') return Math.min(asked, MAX_RETRY_MS);
  return backoffMs(failureCount + 1, FIRST_RETRY_MS, MAX_RETRY_MS);
}
