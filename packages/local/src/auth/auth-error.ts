import type { Context } from 'hono';

/** An answer of Auth that says no, in GoTrue's words: @supabase/auth-js and its callers go by `error_code`. */
export class AuthError extends Error {
  override readonly name = 'AuthError';
  readonly status: 400 | 401 | 403 | 404 | 405 | 422 | 500;
  readonly code: string;
  /** What some codes carry besides, such as `weak_password`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: AuthError['status'],
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** What is wrong with the request itself. */
export function invalid(message: string, status: 400 | 404 | 422 = 400): AuthError {
  return new AuthError(status, 'validation_failed', message);
}

export function userBanned(status: 400 | 403): AuthError {
  return new AuthError(status, 'user_banned', 'User is banned');
}

/** Of a link that is unknown, used or too old: which of these is nobody's business. */
export function linkExpired(): AuthError {
  return new AuthError(403, 'otp_expired', 'Email link is invalid or has expired');
}

const VERSION_HEADER = 'x-supabase-api-version';

/** The shape changed on 2024-01-01; a client names the version that it reads. */
export function answerError(context: Context, error: AuthError): Response {
  const { status, code, message, details } = error;
  const headers = { 'x-sb-error-code': code };
  if ((context.req.header(VERSION_HEADER) ?? '') < '2024-01-01') {
    return context.json({ code: status, error_code: code, msg: message, ...details }, status, headers);
  }
  return context.json({ code, message, ...details }, status, { ...headers, [VERSION_HEADER]: '2024-01-01' });
}
