import { AuthError, invalid } from './auth-error.ts';

const ADDRESS = /^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+$/;
const LONGEST_ADDRESS = 254;
/** bcrypt takes no more bytes. */
const LONGEST_PASSWORD = 72;

/** An address in the form in which it is kept. @throws AuthError 400 */
export function checkEmail(email: string | undefined): string {
  if (email === undefined) throw invalid('An email address is required');
  if (email.length > LONGEST_ADDRESS || !ADDRESS.test(email)) {
    throw invalid('Unable to validate email address: invalid format');
  }
  return email.toLowerCase();
}

/** @throws AuthError 400 for one that is too long, 422 `weak_password` for one that is too short */
export function checkPassword(password: string, least: number): string {
  checkLength(password);
  if (password.length < least) {
    throw new AuthError(422, 'weak_password', `Password should be at least ${least} characters.`, {
      weak_password: { reasons: ['length'] },
    });
  }
  return password;
}

/** @throws AuthError 400 */
export function checkLength(password: string): string {
  if (Buffer.byteLength(password) > LONGEST_PASSWORD) {
    throw invalid(`Password cannot be longer than ${LONGEST_PASSWORD} characters`);
  }
  return password;
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * How long a ban lasts: `none`, or a duration as Go writes it.
 *
 * @returns milliseconds; 0 ends a ban
 * @throws AuthError 400
 * @example readBan('1h30m') // 5_400_000
 */
export function readBan(text: string): number {
  if (text === 'none' || text === '0') return 0;
  if (!/^\+?(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) {
    throw invalid(`invalid format for ban duration: time: invalid duration "${text.slice(0, 40)}"`);
  }
  let total = 0;
  for (const [, count, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(count) * (UNITS[unit] ?? 0);
  }
  return total;
}
