import type { BufferHandle } from '../buffer/buffer-handle.ts';
import { type Cache, findSession } from '../cache/cache.ts';
import { invalid } from '../errors/invalid.ts';
import type { SignInParams } from '../types/index.ts';
import { deferred } from '../util/deferred.ts';
import type { SessionResource } from './session-resource.ts';

/** Who is signed in. The cache is wiped and the buffer put away whatever the server says to the sign-out. */
export function createSessionResource(cache: Cache, buffer: BufferHandle): SessionResource {
  const { data } = cache;
  const signIns = deferred(async () => data.signIns);
  return {
    current: data.session,
    signIn: async (params, options) => {
      // A script's variable that was never set is as empty as an empty field.
      const { email = '', password = '' }: Partial<SignInParams> = params ?? {};
      const address = String(email).trim();
      if (!address || !password) {
        throw invalid('Could not sign in: e-mail address or password is empty.', 'Give both.');
      }
      return data.signIn({ email: address, password }, options);
    },
    signInWithCode: (params, options) => signIns.withCode(params, options),
    signInWithSso: (params, options) => signIns.ssoUrl(params, options),
    completeSignIn: (url, options) => signIns.fromUrl(url, options),
    sendMagicLink: (params, options) => signIns.sendMagicLink(params, options),
    sendPasswordReset: (params, options) => signIns.sendPasswordReset(params, options),
    setPassword: (password, options) => signIns.setPassword(password, options),
    invitations: (options) => signIns.invitations(options),
    acceptInvitation: async (id, options) => {
      const membership = await signIns.acceptInvitation(id, options);
      // Until now the account was in no tenant, and whatever was read said so.
      await cache.invalidateUser(membership.userId);
      return membership;
    },
    refresh: (options) => (data.refreshSession ? data.refreshSession(options) : findSession(data)),
    signOut: async (options) => {
      try {
        await data.signOut(options);
      } finally {
        // Afterwards: what is recorded while the session ends would open the buffer anew. It never fails.
        await buffer.release();
        cache.wipe();
        await cache.wiped();
      }
    },
  };
}
