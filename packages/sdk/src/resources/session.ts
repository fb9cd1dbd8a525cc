import type { Cache } from '../cache/cache.ts';
import { invalid } from '../errors/map-error.ts';
import type { Nexus } from '../nexus.ts';

/** Own sign-in. The cache is wiped whatever the server says to the sign-out. */
export function createSessionResource(cache: Cache): Nexus['session'] {
  const { data } = cache;
  return {
    current: data.session,
    signIn: async (params, options) => {
      if (!params.email.trim() || !params.password) {
        throw invalid('Could not sign in: e-mail address or password is empty.', 'Give both.');
      }
      return data.signIn({ email: params.email.trim(), password: params.password }, options);
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
