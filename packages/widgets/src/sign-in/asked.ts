/** What a mail or a trip to the identity provider was asked for. */
export type AskedFor = 'sign_in' | 'password_reset';

const KEY = 'nexus-sign-in-asked';
/** As long as the mails are good. */
const GOOD_FOR_MS = 3_600_000;

/**
 * Notes that this browser asked for a way in. A link that comes back to it is then followed at once; any other is
 * followed only when the person says so, because whoever makes somebody open a link could sign that person in as
 * somebody else. In the localStorage: the link opens a tab of its own. No address and no secret is noted.
 */
export function noteAsked(purpose: AskedFor): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ purpose, at: Date.now() }));
  } catch {
    // Without a place to note it the person is asked once more.
  }
}

/** What was asked for here within the hour, or null. It is forgotten by it. */
export function takeAsked(): AskedFor | null {
  try {
    const { purpose, at } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as {
      purpose?: unknown;
      at?: unknown;
    };
    localStorage.removeItem(KEY);
    if (typeof at !== 'number' || Math.abs(Date.now() - at) > GOOD_FOR_MS) return null;
    return purpose === 'sign_in' || purpose === 'password_reset' ? purpose : null;
  } catch {
    return null;
  }
}
