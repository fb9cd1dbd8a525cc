/** Body of every error that a function answers with; media type `application/problem+json`. */
export interface Problem {
  /** Stable, lower snake case, for programs. */
  code: ProblemCode;
  /** One sentence: what failed, which thing. */
  message: string;
  /** What to do about it. */
  hint?: string;
  /** Particulars for programs, for example the limit that was passed. */
  details?: Record<string, unknown>;
  /** Same as the response's `x-request-id`; also in the log line of the request. */
  requestId: string;
}

/**
 * What a function refuses with. The first group is that of the database, under the SDK's names; `docs/errors.md` says of
 * each what it means and what to do.
 */
export const PROBLEM_CODES = [
  'no_membership',
  'tenant_suspended',
  'permission_denied',
  'not_found',
  'conflict',
  'validation_failed',
  'plan_limit',
  'plan_feature',
  'invitation_invalid',
  'standing_required',
  'member_rule',
  'sealed_key_refused',
  'not_signed_in',
  'method_not_allowed',
  'media_type_refused',
  'body_too_large',
  'origin_refused',
  'rate_limited',
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
  'server_error',
] as const;

/** One of {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];
