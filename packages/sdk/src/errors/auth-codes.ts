import type { ErrorContext } from './error-context.ts';
import { mapError } from './map-error.ts';
import type { NexusError, NexusErrorCode } from './nexus-error.ts';

/** Supabase Auth's codes. Apart from the others: only who signs in or renews a session meets them. */
export const AUTH_CODES: Readonly<Record<string, NexusErrorCode>> = {
  invalid_credentials: 'invalid_credentials',
  email_not_confirmed: 'invalid_credentials',
  user_banned: 'permission_denied',
  user_not_found: 'session_expired',
  session_not_found: 'session_expired',
  session_expired: 'session_expired',
  refresh_token_not_found: 'session_expired',
  refresh_token_already_used: 'session_expired',
  bad_jwt: 'session_expired',
  no_authorization: 'not_signed_in',
  validation_failed: 'validation_failed',
  email_address_invalid: 'validation_failed',
  over_request_rate_limit: 'rate_limited',
  over_email_send_rate_limit: 'rate_limited',
  request_timeout: 'timeout',
  otp_expired: 'invalid_code',
  bad_code_verifier: 'invalid_code',
  flow_state_not_found: 'invalid_code',
  flow_state_expired: 'invalid_code',
  flow_state_already_used: 'invalid_code',
  invite_not_found: 'invalid_code',
  pkce_code_verifier_not_found: 'invalid_code',
  reauthentication_needed: 'session_expired',
  weak_password: 'weak_password',
  same_password: 'validation_failed',
  sso_provider_not_found: 'sso_unavailable',
  saml_provider_disabled: 'sso_unavailable',
  saml_idp_not_found: 'sso_unavailable',
  user_sso_managed: 'permission_denied',
  otp_disabled: 'permission_denied',
  signup_disabled: 'permission_denied',
  email_provider_disabled: 'permission_denied',
  email_address_not_authorized: 'permission_denied',
};

/** {@link mapError} for what Auth answers. */
export function mapAuthError(raw: unknown, context: ErrorContext): NexusError {
  return mapError(raw, { ...context, codes: AUTH_CODES });
}
