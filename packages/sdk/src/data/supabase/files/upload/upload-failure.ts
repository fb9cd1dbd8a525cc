import type { DetailedError } from 'tus-js-client';
import { isNexusError } from '../../../../errors/nexus-error.ts';
import { backoffMs } from '../../../../util/backoff.ts';
import { storageFailure } from '../storage-failure.ts';

/** Why an attempt ended, and what to do about it. */
export interface UploadFailure {
  /** For `mapError`. */
  error: unknown;
  status: number;
  /**
   * `again`: the same can work a little later. `anew`: the server has forgotten the upload. `placed`: the file is there
   * already. `final`: trying again changes nothing.
   */
  verdict: 'again' | 'anew' | 'placed' | 'final';
  /** From the server's `Retry-After`, in ms. */
  retryAfterMs?: number;
}

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 8_000;
/** A server that asks for more patience than this gets a failure instead; its caller decides. */
const MAX_PATIENCE_MS = 60_000;

/** Reads why tus ended an attempt. */
export function uploadFailure(raw: unknown): UploadFailure {
  const { originalRequest, originalResponse, causingError } = (raw ?? {}) as Partial<DetailedError>;
  if (isNexusError(causingError)) {
    const isPassing = causingError.code === 'network_unreachable' || causingError.code === 'timeout';
    return { error: causingError, status: 0, verdict: isPassing ? 'again' : 'final' };
  }
  if (!originalResponse) return { error: causingError ?? raw, status: 0, verdict: 'again' };
  const method = originalRequest?.getMethod() ?? '';
  const body = originalResponse.getBody();
  const { error, status } = storageFailure(originalResponse.getStatus(), body);
  // An answer to HEAD says nothing but its status, and there only the token can be wrong.
  if (method === 'HEAD' && [400, 401, 403].includes(status)) error.code = 'InvalidJWT';
  const wait = retryAfter(originalResponse.getHeader('Retry-After'));
  return {
    error,
    status,
    verdict: verdictOf(status, error, method),
    ...(wait === null ? {} : { retryAfterMs: wait }),
  };
}

/** How long to wait before the next attempt, in ms; null to give up. */
export function waitMs({ retryAfterMs }: UploadFailure, failures: number): number | null {
  const wait = backoffMs(failures, FIRST_WAIT_MS, MAX_WAIT_MS);
  if (retryAfterMs === undefined) return wait;
  return retryAfterMs > MAX_PATIENCE_MS ? null : Math.max(wait, retryAfterMs);
}

function verdictOf(
  status: number,
  { code, message }: { code: string; message: string },
  method: string,
): UploadFailure['verdict'] {
  if (/already exists/i.test(message)) return 'placed';
  // The database has decided, although Storage takes the blame.
  if (/^[0-9A-Z]{5}$/.test(code)) return 'final';
  if ((status === 404 || status === 410) && method !== 'POST') return 'anew';
  if (status >= 500 || [408, 409, 423, 425, 429].includes(status)) return 'again';
  // Another request for the same upload took its place.
  return status === 400 && /aborted/i.test(message) ? 'again' : 'final';
}

function retryAfter(header: string | undefined | null): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
  return wait >= 0 ? wait : null;
}
