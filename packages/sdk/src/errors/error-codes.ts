import type { NexusErrorCode } from './nexus-error.ts';

/** SQLSTATE → code. Class NX is our own (docs/errors.md); the others are PostgreSQL's. */
export const SQLSTATE_CODES: Readonly<Record<string, NexusErrorCode>> = {
  NX001: 'no_membership',
  NX002: 'tenant_suspended',
  NX003: 'permission_denied',
  NX004: 'not_found',
  NX005: 'validation_failed',
  NX006: 'validation_failed',
  NX007: 'plan_limit',
  NX008: 'plan_feature',
  NX009: 'invitation_invalid',
  NX010: 'standing_required',
  NX011: 'member_rule',
  NX012: 'sealed_key_refused',
  NX013: 'file_too_large',
  NX014: 'file_type_refused',
  NX015: 'file_path_invalid',
  NX016: 'embed_secret_invalid',
  NX017: 'device_token_invalid',
  NX018: 'rate_limited',
  '42501': 'permission_denied',
  '23505': 'conflict',
  '40001': 'conflict',
  '40P01': 'conflict',
  '23502': 'validation_failed',
  '23503': 'validation_failed',
  '23514': 'validation_failed',
  '57014': 'timeout',
};

/** PostgreSQL's sentences name constraints, which nobody outside the database knows. The original stays the cause. */
export const SQLSTATE_REASONS: Readonly<Record<string, string>> = {
  '23505': 'another one with this identifier exists already.',
  '23503': 'something that it belongs to does not exist, or something else still needs it.',
  '40001': 'somebody else changed it at the same time.',
  '40P01': 'somebody else changed it at the same time.',
  '42501': 'the database does not allow this to the signed-in person.',
};

/** PostgREST's own codes. */
export const POSTGREST_CODES: Readonly<Record<string, NexusErrorCode>> = {
  PGRST116: 'not_found',
  PGRST301: 'session_expired',
  PGRST302: 'not_signed_in',
  PGRST303: 'session_expired',
};

/** Storage's codes, and older words for them, where its status alone does not tell. */
export const STORAGE_CODES: Readonly<Record<string, NexusErrorCode>> = {
  NoSuchKey: 'not_found',
  not_found: 'not_found',
  InvalidKey: 'file_path_invalid',
  InvalidJWT: 'session_expired',
};

/** Codes of edge functions that nothing else gives; their others are the same as here, or how they were called wrongly. */
export const FUNCTION_CODES: Readonly<Record<string, NexusErrorCode>> = {
  origin_refused: 'origin_refused',
  address_refused: 'address_refused',
  ai_not_configured: 'ai_not_configured',
  ai_key_invalid: 'ai_key_invalid',
  ai_quota: 'ai_quota',
  ai_model_denied: 'ai_model_denied',
  ai_blocked: 'ai_blocked',
  ai_unavailable: 'ai_unavailable',
  ai_answer_invalid: 'ai_answer_invalid',
  mail_failed: 'mail_failed',
  body_too_large: 'validation_failed',
  method_not_allowed: 'server_error',
  media_type_refused: 'server_error',
};

/** What to do about each code, when the server gave no hint of its own. */
export const HINTS: Readonly<Record<string, string>> = {
  invalid_credentials: 'Check the e-mail address and the password.',
  invalid_code: 'Ask for a new mail, and use it in the browser that asked for it.',
  weak_password: 'Take a longer password that is in no list of known ones.',
  sso_unavailable: "Sign in by e-mail, or ask the operator to set up the company's identity provider.",
  session_expired: 'Sign in again.',
  not_signed_in: 'Sign in first: nexus.session.signIn({ email, password }).',
  permission_denied: "Ask the tenant's admin for the permission.",
  no_membership: 'Ask an admin to invite this account into a tenant.',
  tenant_suspended: 'Ask the platform operator to reactivate the tenant.',
  not_found: 'Check the id; things of other tenants cannot be seen.',
  conflict: 'It exists already, or changed meanwhile: read it again.',
  validation_failed: 'Correct the value and try again.',
  plan_limit: 'Remove what is not needed, or ask for the plan that details.lifted_by names.',
  plan_feature: 'Ask for the plan that details.lifted_by names.',
  invitation_invalid: 'Ask an admin for a new invitation, and sign in with its address.',
  standing_required: 'Ask whom details.needs names.',
  member_rule: 'Ask another master admin; details.reason names the rule.',
  sealed_key_refused: 'Seal it again with the present sealing key; details.reason says why.',
  file_too_large: 'Make the file smaller; details.limit is the most that is taken, in bytes.',
  file_type_refused: 'Convert the file to a type that is taken here.',
  file_path_invalid: "Begin the path with the tenant's id, and leave out parts such as '..'.",
  rate_limited: 'Wait before the next try.',
  origin_refused: "Ask the operator to allow this page's origin.",
  address_refused: "Let a master admin of the tenant name the server's address in the embed secret.",
  ai_not_configured:
    "Ask the operator for the platform's AI key, or a master admin to enter the tenant's own.",
  ai_key_invalid: 'Enter a valid AI key.',
  ai_quota: "Wait, or raise the quota where the key's owner pays for it.",
  ai_model_denied: 'Give the key access to the model, or ask the operator to choose another.',
  ai_blocked: 'Ask in other words.',
  ai_unavailable: 'Try again in a moment.',
  ai_answer_invalid: 'Ask again.',
  mail_failed: 'Try again; if it stays, the operator looks at the mail settings.',
  embed_secret_invalid:
    'Ask a master admin of the tenant for a new one; details.reason says what is wrong with this one.',
  device_token_invalid:
    'Ask a master admin of the tenant for a new one; details.reason says what is wrong with this one.',
  network_unreachable: 'Check the network and the URL; the call can be repeated as it is.',
  timeout: 'Try again, or ask for less at once.',
  server_error: 'Try again; if it stays, tell the operator the request id.',
};
