/** Ways to sign in. */
const SIGN_IN_METHODS = ['password', 'magic-link', 'sso'] as const;
/** One of them. */
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** Reads `methods="password sso"`. Words that are no way are passed by; without any there is the password. */
export function parseMethods(text: string): readonly SignInMethod[] {
  const given = text.split(/[\s,]+/);
  const known = SIGN_IN_METHODS.filter((method) => given.includes(method));
  return known.length === 0 ? ['password'] : known;
}
