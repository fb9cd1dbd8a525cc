/** What a token says about itself. */
export interface TokenClaims {
  userId: string;
  email: string;
  /** Epoch ms by the clock of whoever made it; null when it does not say. */
  issuedAt: number | null;
  expiresAt: number | null;
}

/** The claims of a JSON Web Token of three parts with a `sub`; null for anything else. Its signature is the server's to check. */
export function readClaims(token: string): TokenClaims | null {
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  try {
    const text = atob((parts[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    if (typeof claims.sub !== 'string' || !claims.sub) return null;
    return {
      userId: claims.sub,
      email: typeof claims.email === 'string' ? claims.email : '',
      issuedAt: epochMs(claims.iat),
      expiresAt: epochMs(claims.exp),
    };
  } catch {
    return null;
  }
}

function epochMs(seconds: unknown): number | null {
  if (typeof seconds !== 'number') return null;
  // Null also for what a date cannot say.
  return Number.isNaN(new Date(seconds * 1_000).getTime()) ? null : seconds * 1_000;
}

/**
 * For how long a token is good from now on, in ms, when this device's clock may be wrong by hours.
 *
 * The time that is left by this device's clock counts when it can be true, that is when it lies within the life that
 * the token was made for. Otherwise the clock is wrong, and the token is taken for a new one: the server finds out
 * if it is not.
 */
export function goodForMs(lifeMs: number, endsAt: number, now: number = Date.now()): number {
  const leftMs = endsAt - now;
  return leftMs > 0 && leftMs <= lifeMs ? leftMs : lifeMs;
}
