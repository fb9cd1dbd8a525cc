/** Codes that Nexus itself gives. The union is open: a newer server may answer with a code this build does not know. */
export type NexusErrorCode =
  | 'invalid_credentials'
  | 'session_expired'
  | 'not_signed_in'
  | 'permission_denied'
  | 'no_membership'
  | 'tenant_suspended'
  | 'not_found'
  | 'conflict'
  | 'validation_failed'
  | 'plan_limit'
  | 'plan_feature'
  | 'invitation_invalid'
  | 'standing_required'
  | 'member_rule'
  | 'sealed_key_refused'
  | 'file_too_large'
  | 'file_type_refused'
  | 'file_path_invalid'
  | 'rate_limited'
  | 'network_unreachable'
  | 'timeout'
  | 'aborted'
  | 'server_error'
  | (string & {});

/** Plain form of a {@link NexusError}, for logs and for crossing a boundary. */
export interface NexusErrorJson {
  name: 'NexusError';
  code: NexusErrorCode;
  message: string;
  hint?: string;
  requestId?: string;
  details?: Record<string, unknown>;
}

export interface NexusErrorOptions {
  /** What to do about it, one sentence. */
  hint?: string;
  requestId?: string;
  /** Machine-readable particulars, for example the limit that was passed. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

const BRAND = 'nexus-mfg.error';

/**
 * The one error that the SDK throws. Read `code` first (stable, for programs), then `message` (what failed, which
 * thing), then `hint` (what to do).
 *
 * @example
 * try { await nexus.machines.get(id) } catch (error) {
 *   if (isNexusError(error) && error.code === 'not_found') showMissing(); else throw error;
 * }
 */
export class NexusError extends Error {
  override readonly name = 'NexusError' as const;
  readonly code: NexusErrorCode;
  readonly hint: string | undefined;
  readonly requestId: string | undefined;
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
