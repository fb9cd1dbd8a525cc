import type { Context } from '../internal/deps.ts';
import { asAnyone, asService } from '../internal/supabase.ts';

/** A session without its refresh token: whoever holds the embed secret asks again instead. */
export interface ShortSession {
  readonly accessToken: string;
  /** Unix time in seconds. */
  readonly expiresAt: number;
}

const ATTEMPTS = 8;
const PAUSE_MS = 60;

/**
 * Signs an account in on the service's word: a one-time link is made, and redeemed here. No mail goes out. A link that was
 * made for the same account in between, by another of its pages, replaces this one; so it is tried a few times.
 */
export async function openSession(email: string, context: Context): Promise<ShortSession> {
  let why = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const link = await asService(context).auth.admin.generateLink({ type: 'magiclink', email });
    if (link.error) throw new Error(`No sign-in link: ${link.error.code ?? link.error.status}`);
    const { data, error } = await asAnyone(context).auth.verifyOtp({
      type: 'magiclink',
      token_hash: link.data.properties.hashed_token,
    });
    const { session } = data;
    if (session) {
      return {
        accessToken: session.access_token,
        expiresAt: session.expires_at ?? Math.floor(Date.now() / 1_000) + session.expires_in,
      };
    }
    why = String(error?.code ?? error?.status);
    if (why !== 'otp_expired') break;
    // Not in step with whoever it is.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * (attempt + 1)));
  }
  throw new Error(`The sign-in link was not taken: ${why}`);
}
