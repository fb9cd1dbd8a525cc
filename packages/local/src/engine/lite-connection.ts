import type { Connection } from '@supabase/lite';

/** Adapts a connection of @supabase/lite to what PostgREST and our migrations expect of it. */
export function adaptConnection(connection: Connection): void {
  acceptErrorsAsWarnings();
  keepExplicitGrants(connection);
  connection.normalizeDbError = tellOwnErrors;
}

let accepted = false;

/**
 * On import @supabase/lite replaces `process.emitWarning` with one that fails for a warning that is an Error, as Node's own
 * are: the first warning of Node itself (too many listeners, a deprecation) would end the whole stack.
 */
function acceptErrorsAsWarnings(): void {
  if (accepted) return;
  accepted = true;
  const forText = process.emitWarning as (...given: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (warning instanceof Error) process.nextTick(() => process.emit('warning', warning));
    else forText(warning, ...rest);
  };
}

/**
 * Keeps @supabase/lite from opening every table. On its first request it would `grant all` on each schema that has a
 * row level security policy, `private` and `auth` among them, to `anon` and `authenticated`, and would so undo every
 * explicit grant of the migrations. It does this once per connection, while this private state says "unknown"; with
 * "active" it switches roles per request, as it should, and grants nothing.
 */
function keepExplicitGrants(connection: Connection): void {
  const inner = connection as unknown as { rlsState?: string };
  if (inner.rlsState !== 'unknown') {
    throw new Error(
      'This version of @supabase/lite handles roles differently: check that it grants nothing by itself',
    );
  }
  inner.rlsState = 'active';
}

/** What a driver throws. */
interface DriverError {
  readonly code?: unknown;
  readonly message?: string;
  readonly detail?: string;
  readonly hint?: string;
}

/** The SQLSTATEs that @supabase/lite answers as PostgREST does; the rest it calls 500 `SUP`. */
const HANDLED = /^(?:21|22|23502|23503|23505|42|53|55|PT|P0001|PGRST)/;

/**
 * PostgREST's status for the classes of SQLSTATE that are left, ours (`NX…`) among them.
 *
 * @see https://docs.postgrest.org/en/stable/references/errors.html
 */
const STATUS: readonly (readonly [RegExp, number])[] = [
  [/^(?:08|57014)/, 503],
  [/^(?:0L|0P|28)/, 403],
  [/^25006/, 405],
  [/^54/, 413],
  [/^(?:09|25|2D|38|39|3B|40|57|58|F0|HV|P0|XX)/, 500],
];

/** Rewrites an error into the form in which a function raises its own HTTP answer, which @supabase/lite passes through. */
function tellOwnErrors(error: unknown): unknown {
  const { code, message, detail, hint } = error as DriverError;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || HANDLED.test(code)) return error;
  const status = STATUS.find(([pattern]) => pattern.test(code))?.[1] ?? 400;
  return {
    code: 'PGRST',
    message: JSON.stringify({ code, message, details: detail ?? null, hint: hint ?? null }),
    detail: JSON.stringify({ status, headers: {} }),
  };
}
