import type { ProblemCode } from '../contract/index.ts';
import { Refusal } from './refusal.ts';

/** What PostgREST answers with. */
interface DatabaseError {
  readonly code?: string;
  readonly message: string;
  readonly hint?: string | null;
  readonly details?: string | null;
}

/** The database's refusals under the SDK's names (docs/errors.md), with the status of the answer. */
const KNOWN: Readonly<Record<string, readonly [ProblemCode, number]>> = {
  NX001: ['no_membership', 403],
  NX002: ['tenant_suspended', 403],
  NX003: ['permission_denied', 403],
  NX004: ['not_found', 404],
  NX005: ['validation_failed', 400],
  NX006: ['validation_failed', 400],
  NX007: ['plan_limit', 403],
  NX008: ['plan_feature', 403],
  NX009: ['invitation_invalid', 409],
  NX010: ['standing_required', 403],
  NX011: ['member_rule', 409],
  NX012: ['sealed_key_refused', 400],
  NX016: ['embed_secret_invalid', 401],
  NX017: ['device_token_invalid', 401],
  NX018: ['rate_limited', 429],
  '23505': ['conflict', 409],
  '23514': ['validation_failed', 400],
  '42501': ['permission_denied', 403],
  PGRST301: ['not_signed_in', 401],
  PGRST302: ['not_signed_in', 401],
  PGRST303: ['not_signed_in', 401],
};

/** What an embed secret is not for, rather than not good: told apart, because the host mends these itself. */
const NOT_FOR: Readonly<Record<string, ProblemCode>> = {
  origin: 'origin_refused',
  address: 'address_refused',
};

/** A refusal of the database as the function's own; anything else is an accident and stays one. */
export function databaseRefusal(error: DatabaseError): Error {
  const sqlState = error.code ?? '';
  const known = KNOWN[sqlState];
  if (known === undefined) return new Error(`Database: ${error.code ?? '?'} ${error.message}`);
  const details = parseDetails(error.details);
  const notFor = sqlState === 'NX016' ? NOT_FOR[String(details?.reason)] : undefined;
  const [code, status] = notFor === undefined ? known : [notFor, 403];
  const seconds = secondsUntil(details?.resets_at);
  return new Refusal(
    // A limit that frees by itself is one to come back to.
    seconds === undefined ? status : 429,
    {
      code,
      // Of a constraint only the code: its words may show the row. What we raise ourselves has details in JSON.
      message:
        sqlState.startsWith('23') && !details ? 'The database does not take these values.' : error.message,
      ...(error.hint ? { hint: error.hint } : {}),
      ...(details ? { details } : {}),
    },
    seconds === undefined ? {} : { 'retry-after': String(seconds) },
  );
}

/** From now, at least one: a limit that has just freed is no reason to hurry. */
function secondsUntil(time: unknown): number | undefined {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(1, Math.ceil((at - Date.now()) / 1_000));
}

function parseDetails(text: string | null | undefined): Record<string, unknown> | undefined {
  if (!text?.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
