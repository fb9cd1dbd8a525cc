import type { Cache } from '../cache/cache.ts';
import { invalid } from '../errors/map-error.ts';
import type { Nexus } from '../nexus.ts';
import type { SignInParams } from '../types/index.ts';

/** Own sign-in. The cache is wiped whatever the server says to the sign-out. */
export function createSessionResource(cache: Cache): Nexus['session'] {
  const { data } = cache;
  return {
    current: data.session,
    signIn: async (params, options) => {
      // A script's variable that was never set is as empty as an empty field.
      const { email = '', password = '' }: Partial<SignInParams> = params ?? {};
      if (!email.trim() || !password) {
        throw invalid('Could not sign in: e-mail address or password is empty.', 'Give both.');
      }
      return data.signIn({ email: email.trim(), password }, options);
    },
    signOut: async (options) => {
      try {
        await data.signOut(options);
      } finally {
        cache.wipe();
      }
    },
  };
}
