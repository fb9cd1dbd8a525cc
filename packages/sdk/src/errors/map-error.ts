import { abortError } from '../util/abort.ts';
import { HINTS, POSTGREST_CODES, SQLSTATE_CODES, SQLSTATE_REASONS, STORAGE_CODES } from './error-codes.ts';
import type { ErrorContext } from './error-context.ts';
import { isNexusError, NexusError, type NexusErrorCode, type NexusErrorOptions } from './nexus-error.ts';
import { noAnswer } from './no-answer.ts';

const URL_HINT = "Check the URL: it has to be the project's base URL, and no proxy may answer in its place.";
const KEY_HINT = "Check the publishable key: it belongs to the server's URL.";

/** The one place where foreign failures become {@link NexusError}s: database, REST, auth, network, aborts. Requests go by `failureOf`. */
export function mapError(raw: unknown, context: ErrorContext): NexusError {
  if (isNexusError(raw)) return raw;
  const { doing, signal } = context;
  if (signal?.aborted) return abortError(doing, signal);
  if (context.status === 0) return noAnswer(raw, context);

  const { code: rawCode, message: rawMessage, hint, details, status: rawStatus, name } = fields(raw);
  const status = context.status ?? rawStatus;
  const code = context.codes?.[rawCode] ?? codeOf(rawCode, name, status, rawMessage);
  const options: NexusErrorOptions = { cause: raw };
  const remedy = remedyOf(code, rawMessage, status, hint);
  if (remedy) options.hint = remedy;
  if (context.requestId) options.requestId = context.requestId;
  options.details = {
    ...parsedDetails(details),
    ...(rawCode ? { sourceCode: rawCode } : {}),
    ...(status ? { status } : {}),
    ...(context.retryAfterMs === undefined ? {} : { retryAfterMs: context.retryAfterMs }),
  };
  const why = SQLSTATE_REASONS[rawCode] ?? reason(code, rawMessage, status);
  return new NexusError(code, `Could not ${doing}: ${why}`, options);
}

/** Storage passes on a code of the database in its message only. */
const STORED_CODE = /^database error, code: ([0-9A-Z]{5})$/;

interface RawFields {
  code: string;
  message: string;
  hint: string;
  details: string;
  status: number | undefined;
  name: string;
}

function fields(raw: unknown): RawFields {
  const source = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const message = text(source.message) || text(raw);
  const stored = STORED_CODE.exec(message)?.[1];
  return {
    code: stored || text(source.code),
    message: stored ? `the database refused it (${stored}).` : message,
    hint: text(source.hint),
    details: text(source.details),
    status: typeof source.status === 'number' ? source.status : undefined,
    name: text(source.name),
  };
}

function codeOf(rawCode: string, name: string, status: number | undefined, message: string): NexusErrorCode {
  const known = SQLSTATE_CODES[rawCode] ?? POSTGREST_CODES[rawCode] ?? STORAGE_CODES[rawCode];
  if (known) return known;
  // Class 22: a value that the database cannot read as its type.
  if (/^22[0-9A-Z]{3}$/.test(rawCode)) return 'validation_failed';
  if (name === 'AuthSessionMissingError') return 'not_signed_in';
  if (name === 'TimeoutError' || message.startsWith('TimeoutError')) return 'timeout';
  if (name === 'AuthRetryableFetchError' && !status) return 'network_unreachable';
  if (status === 0) return 'network_unreachable';
  if (status === undefined && raisedByFetch(name, message)) return 'network_unreachable';
  if (isKeyRefused(status, message)) return 'permission_denied';
  if (status === 401) return 'session_expired';
  // Storage says so of a token that has ended, too.
  if (status === 403)
    return /\bjw[ts]\b|"exp"|signature/i.test(message) ? 'session_expired' : 'permission_denied';
  // A 404 without a code of ours is a missing endpoint or function, not a missing thing.
  if (status === 408 || status === 504) return 'timeout';
  if (status === 409) return 'conflict';
  if (status === 413) return 'file_too_large';
  if (status === 415) return 'file_type_refused';
  if (status === 422) return 'validation_failed';
  if (status === 429) return 'rate_limited';
  // An older Auth server tells wrong credentials in words only.
  if (status === 400 && /invalid (login )?credentials/i.test(message)) return 'invalid_credentials';
  return 'server_error';
}

function remedyOf(
  code: NexusErrorCode,
  message: string,
  status: number | undefined,
  given: string,
): string | undefined {
  // The server's own words name its header, which nobody here ever wrote.
  if (isKeyRefused(status, message)) return KEY_HINT;
  return given || (code === 'server_error' && isForeign(message) ? URL_HINT : HINTS[code]);
}

/** Something answered that does not speak as Supabase does: a page, or a text where JSON was expected. */
function isForeign(message: string): boolean {
  return (
    message.trimStart().startsWith('<') ||
    /not valid JSON|JSON\.parse|JSON Parse error|invalid path specified/i.test(message)
  );
}

/** The gateway in front of the server refuses a wrong publishable key before anybody is asked who is signed in. */
function isKeyRefused(status: number | undefined, message: string): boolean {
  return status === 401 && /api ?key/i.test(message);
}

/** Fetch rejects with a TypeError in every runtime, with words that differ. */
function raisedByFetch(name: string, message: string): boolean {
  return name === 'TypeError' && /fetch|network|load failed|connect|sending request/i.test(message);
}

function reason(code: NexusErrorCode, message: string, status: number | undefined): string {
  if (code === 'network_unreachable') return 'the server cannot be reached.';
  if (code === 'timeout' && !status) return 'the server did not answer in time.';
  if (code === 'invalid_credentials') return 'e-mail address or password is wrong.';
  if (code === 'sso_unavailable') return 'the server has no identity provider for this.';
  if (code === 'invalid_code') return 'the link or the code is wrong, was used before, or has expired.';
  const sentence = firstLine(message) || (status ? `the server answered ${status}` : 'unknown failure');
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** A proxy may answer with a whole page: one line of at most 200 characters is enough for people. */
function firstLine(message: string): string {
  const line = message.trim().split('\n', 1)[0] ?? '';
  if (line.startsWith('<')) return 'the answer is a web page, not data; a proxy may stand in between';
  if (isForeign(line)) return 'what answered is not a Supabase project';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

/** The database puts particulars as JSON into `detail`; anything else is not for programs. */
function parsedDetails(details: string): Record<string, unknown> {
  if (!details.startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(details);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
