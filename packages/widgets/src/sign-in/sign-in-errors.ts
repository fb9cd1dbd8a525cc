import type { Words } from '../locale/words.ts';
import { signInMessages } from './messages.ts';

export type FieldName = 'email' | 'password' | 'code' | 'new-password';
/** What is wrong, where it stands: at a field, or with the whole form. */
export type FieldErrors = Partial<Record<FieldName | 'form', string>>;

const RATE_LIMIT_MS = 60_000;

/** What can be said of an address before anybody is asked. */
export function checkEmail(words: Words, email: string): FieldErrors {
  if (email === '') return { email: words.text(signInMessages, 'enterEmail') };
  if (!/^\S+@\S+$/.test(email)) return { email: words.text(signInMessages, 'emailForm') };
  return {};
}

/** What the server said, in words of the form. Which of e-mail and password was wrong is never told. */
export function signInFailure(words: Words, error: unknown, email = ''): FieldErrors {
  const { code, message } = shapeOf(error);
  const say = (key: keyof typeof signInMessages.english): string => words.text(signInMessages, key);
  switch (code) {
    case 'invalid_credentials':
      return { form: say('invalidCredentials') };
    case 'invalid_code':
      return { code: say('invalidCode') };
    case 'network_unreachable':
    case 'timeout':
      return { form: say('unreachable') };
    case 'rate_limited':
      return {
        form: words.text(signInMessages, 'rateLimited', { count: Math.ceil(retryAfterMs(error) / 1000) }),
      };
    case 'sso_unavailable':
      return { form: words.text(signInMessages, 'ssoUnavailable', { domain: domainOf(email) }) };
    case 'permission_denied':
      return { form: say('notAllowed') };
    case 'session_expired':
    case 'session_changed':
    case 'not_signed_in':
      return { form: say('expired') };
    case 'invitation_invalid':
      return { form: say('invitationGone') };
    case 'plan_limit':
      return { form: say('companyFull') };
    case 'server_error':
      return { form: say('failed') };
    default:
      return { form: message ?? say('failed') };
  }
}

/** Why the server does not take a new password. */
export function passwordFailure(words: Words, error: unknown, minLength: number): FieldErrors {
  const { code, cause } = shapeOf(error);
  if (code === 'validation_failed') return { 'new-password': words.text(signInMessages, 'samePassword') };
  if (code !== 'weak_password') return signInFailure(words, error);
  const reasons = weaknesses(cause);
  const key = reasons.includes('pwned')
    ? 'weakKnown'
    : reasons.includes('characters')
      ? 'weakCharacters'
      : reasons.includes('length')
        ? 'weakLength'
        : 'weak';
  return { 'new-password': words.text(signInMessages, key, { count: minLength }) };
}

/** How long the server wants to be left alone. */
export function retryAfterMs(error: unknown): number {
  const { retryAfterMs: asked } = shapeOf(error).details ?? {};
  return typeof asked === 'number' && asked > 0 ? asked : RATE_LIMIT_MS;
}

/** The code of a NexusError. */
export function codeOf(error: unknown): string | undefined {
  return shapeOf(error).code;
}

/** The part of an address that names the company. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

interface ErrorShape {
  code?: string;
  message?: string;
  details?: Record<string, unknown>;
  cause?: unknown;
}

function shapeOf(error: unknown): ErrorShape {
  return typeof error === 'object' && error !== null ? error : {};
}

/** The server's reasons (`length`, `characters`, `pwned`), as far as its library hands them on. */
function weaknesses(cause: unknown): readonly unknown[] {
  const { reasons } = (typeof cause === 'object' && cause !== null ? cause : {}) as { reasons?: unknown };
  return Array.isArray(reasons) ? reasons : [];
}
