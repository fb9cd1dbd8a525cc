import { createHash, randomInt } from 'node:crypto';

/** A code for a person, and what is kept of it. */
export interface OneTimeToken {
  /** What is typed in. */
  readonly code: string;
  /** What a link carries and the account keeps. */
  readonly hash: string;
}

/** Made as @supabase/lite makes its own, which checks them: SHA-256 over address and code. */
export function makeToken(email: string, digits: number): OneTimeToken {
  const code = Array.from({ length: digits }, () => randomInt(10)).join('');
  return { code, hash: hashOf(email, code) };
}

export function hashOf(email: string, code: string): string {
  return createHash('sha256')
    .update(email.toLowerCase() + code)
    .digest('hex');
}
