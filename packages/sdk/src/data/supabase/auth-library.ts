import { AuthClient } from '@supabase/auth-js';
import { raceAbort } from '../../util/abort.ts';
import type { OwnSession } from './own-session.ts';
import type { AuthServer } from './refresh-session.ts';
import { readSession, type SessionStore, VERIFIER } from './session-store.ts';

/** How many clients were made. */
let made = 0;

/** The library's client; it exports only the class. */
export type Auth = InstanceType<typeof AuthClient>;

/**
 * The auth library, for signing in only: what it stores as its session is handed over, and renewing is not its business.
 * Calls run one after the other, because the library takes no signal and each has its own.
 */
export class AuthLibrary {
  readonly #client: Auth;
  #signal: AbortSignal | undefined;
  #calls: Promise<unknown> = Promise.resolve();

  constructor(server: AuthServer, store: SessionStore, session: OwnSession) {
    // A name of its own each time: the library complains about two clients of the same name, also of one that was
    // closed, and would speak through it with other tabs, which is not needed.
    made += 1;
    const name = `nexus-auth-${made}`;
    const keyOf = (key: string): string => key.replace(name, () => store.key);
    this.#client = new AuthClient({
      url: `${server.url}/auth/v1`,
      headers: { apikey: server.publishableKey },
      storageKey: name,
      storage: {
        getItem: (key) => store.getItem(keyOf(key)),
        setItem: async (key, value) => {
          const given = key === name ? readSession(JSON.parse(value)) : null;
          if (given) await session.adopt(given);
          // One secret at a time, under the key that is looked at on the way back; others would stay for ever.
          else if (key === `${name}${VERIFIER}`) await store.setItem(keyOf(key), value);
        },
        removeItem: async (key) => {
          if (key === name) await session.end();
          else await store.removeItem(keyOf(key));
        },
      },
      persistSession: true,
      autoRefreshToken: false,
      // The address bar belongs to the host page: a token in it is not ours to take unasked.
      detectSessionInUrl: false,
      flowType: 'pkce',
      fetch: (input, init) => {
        const signal = this.#signal;
        return server.fetch(input, signal ? { ...init, signal } : init);
      },
    });
  }

  /** Runs one call of the library. @param doing ends the sentence "Could not …" */
  run<T>(doing: string, signal: AbortSignal | undefined, call: (auth: Auth) => Promise<T>): Promise<T> {
    const before = this.#calls;
    // Who gives up while others are being served does not wait for them; who comes next does.
    const turn = raceAbort(before, doing, signal).then(async () => {
      this.#signal = signal;
      try {
        return await call(this.#client);
      } finally {
        this.#signal = undefined;
      }
    });
    this.#calls = turn.catch(() => before);
    return turn;
  }

  /** Stops listening to the page. */
  async close(): Promise<void> {
    await this.#client.dispose();
  }
}
