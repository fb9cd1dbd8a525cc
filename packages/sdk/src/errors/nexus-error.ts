/** Every code that Nexus itself gives; docs/errors.md says of each what it means and what to do. */
export const NEXUS_ERROR_CODES = [
  'invalid_credentials',
  'invalid_code',
  'weak_password',
  'sso_unavailable',
  'session_expired',
  'session_changed',
  'host_session',
  'host_session_failed',
  'not_signed_in',
  'permission_denied',
  'no_membership',
  'tenant_suspended',
  'not_found',
  'conflict',
  'validation_failed',
  'plan_limit',
  'plan_feature',
  'invitation_invalid',
  'standing_required',
  'member_rule',
  'sealed_key_refused',
  'file_too_large',
  'file_type_refused',
  'file_path_invalid',
  'rate_limited',
  'origin_refused',
  'ai_not_configured',
  'ai_key_invalid',
  'ai_quota',
  'ai_model_denied',
  'ai_blocked',
  'ai_unavailable',
  'ai_answer_invalid',
  'mail_failed',
  'embed_secret_invalid',
  'address_refused',
  'device_token_invalid',
  'network_unreachable',
  'timeout',
  'aborted',
  'server_error',
  'buffer_full',
  'buffer_not_flushed',
  'storage_denied',
  'storage_failed',
  'storage_locked',
  'unsupported_runtime',
] as const;

/** One of {@link NEXUS_ERROR_CODES}. The union is open: a newer server may answer with a code this build does not know. */
export type NexusErrorCode = (typeof NEXUS_ERROR_CODES)[number] | (string & {});

/** Plain form of a {@link NexusError}, for logs and for crossing a boundary. */
export interface NexusErrorJson {
  /** Always the same. */
  name: 'NexusError';
  /** What a program decides by. */
  code: NexusErrorCode;
  /** What failed and which thing, one sentence. */
  message: string;
  /** What to do about it, one sentence. */
  hint?: string;
  /** The server's name for the request, for its operator. */
  requestId?: string;
  /** Particulars for programs, for example the limit that was passed. */
  details?: Record<string, unknown>;
}

/** What a {@link NexusError} says beside code and message. */
export interface NexusErrorOptions {
  /** What to do about it, one sentence. */
  hint?: string;
  /** The server's name for the request, for its operator. */
  requestId?: string;
  /** Machine-readable particulars, for example the limit that was passed. */
  details?: Record<string, unknown>;
  /** What was caught: the error of a library or of the runtime. */
  cause?: unknown;
}

const BRAND = 'nexus-mfg.error';

/**
 * The one error that the SDK throws. Read `code` first (stable, for programs), then `message` (what failed, which
 * thing), then `hint` (what to do).
 *
 * @example
 * try {
 *   show(await nexus.machines.get(id));
 * } catch (error) {
 *   if (!isNexusError(error) || error.code !== 'not_found') throw error;
 *   show('This machine does not exist.');
 * }
 */
export class NexusError extends Error {
  /** Always the same. */
  override readonly name = 'NexusError' as const;
  /** Stable: what a program decides by. */
  readonly code: NexusErrorCode;
  /** What to do about it, one sentence. */
  readonly hint: string | undefined;
  /** The server's name for the request: tell it to the operator. */
  readonly requestId: string | undefined;
  /** Particulars for programs, for example `limit`, `status`, `retryAfterMs`. */
  readonly details: Record<string, unknown> | undefined;
  /** Same in every copy and version of the library; see {@link isNexusError}. */
  readonly brand: string = BRAND;

  constructor(code: NexusErrorCode, message: string, options: NexusErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.requestId = options.requestId;
    this.details = options.details;
  }

  /** For logs and other processes; without the cause, which may hold anything. */
  toJSON(): NexusErrorJson {
    return {
      name: this.name,
      code: this.code,
      message: this.message,
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.requestId === undefined ? {} : { requestId: this.requestId }),
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}

/** True for an error of any copy of this library on the page: checks the brand, not the class. */
export function isNexusError(value: unknown): value is NexusError {
  return typeof value === 'object' && value !== null && (value as { brand?: unknown }).brand === BRAND;
}
