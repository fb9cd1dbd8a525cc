import { isTransient } from '../cache/retry.ts';
import { isNexusError } from '../errors/nexus-error.ts';

/**
 * What a failed attempt to send means for what waits:
 * `passing` the same may succeed a moment later; `signed_out` until the same person signs in; `barred` until somebody
 * changes a right, a plan or the tenant's state; `refused` never, as it is.
 */
export type FailureKind = 'passing' | 'signed_out' | 'barred' | 'refused';

const SIGNED_OUT: ReadonlySet<string> = new Set([
  'not_signed_in',
  'session_expired',
  'session_changed',
  'aborted',
]);
const BARRED: ReadonlySet<string> = new Set(['permission_denied', 'no_membership', 'tenant_suspended']);
/** A failure of this device says nothing about what the server thinks of an entry. */
const LOCAL: ReadonlySet<string> = new Set([
  'storage_failed',
  'storage_denied',
  'storage_locked',
  'buffer_full',
]);
/** SQLSTATEs of the database's own troubles with two changes at the same time. */
const COLLISIONS: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Sorts a failure. What is none of ours is a fault of the engine, which may be gone with its next version. */
export function failureKind(error: unknown): FailureKind {
  if (!isNexusError(error) || isTransient(error) || LOCAL.has(error.code)) return 'passing';
  if (COLLISIONS.has(error.details?.sourceCode)) return 'passing';
  if (SIGNED_OUT.has(error.code)) return 'signed_out';
  return BARRED.has(error.code) ? 'barred' : 'refused';
}

/** True when something between here and the database answered 403: a guest network, a filter, a wrong key. */
export function isForeignRefusal(error: unknown): boolean {
  if (!isNexusError(error) || error.code !== 'permission_denied') return false;
  return error.details?.status !== undefined && error.details.sourceCode === undefined;
}
