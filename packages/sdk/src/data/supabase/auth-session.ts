import type { Session as SupabaseSession } from '@supabase/supabase-js';
import { invalid, mapError } from '../../errors/map-error.ts';
import { NexusError } from '../../errors/nexus-error.ts';
import type { SessionStorage } from '../../nexus.ts';
import { ObservableValue } from '../../observable/observable.ts';
import type { Session, SignInParams } from '../../types/index.ts';
import { raceAbort, throwIfAborted } from '../../util/abort.ts';
import type { CallOptions } from '../data-service.ts';
import type { NexusSupabase } from './client.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { type StoredSession, storedSession } from './session-store.ts';

/** How long a sign-out waits for the server to revoke the session. */
const REVOKE_PATIENCE_MS = 2_000;

/** The session of one client: observable, refreshed by the auth library, kept in the given storage. */
export class AuthSession {
  readonly current: ObservableValue<Session | null | undefined> = new ObservableValue<
    Session | null | undefined
  >(undefined);
  readonly #client: NexusSupabase;
  readonly #http: GuardedFetch;
  readonly #stored: () => Promise<StoredSession | null>;
  readonly #unsubscribe: () => void;

  constructor(client: NexusSupabase, http: GuardedFetch, storage: SessionStorage, storageKey: string) {
    this.#client = client;
    this.#http = http;
    this.#stored = () => storedSession(storage, storageKey);
    // The library waits for this callback while it holds its lock: calling it back from in here would never end.
    const { data } = client.auth.onAuthStateChange((event, session) => {
      if (session) this.#set(session);
      else if (event === 'INITIAL_SESSION') void this.#settleInitial();
      else if (event === 'SIGNED_OUT') this.current.set(null);
    });
    this.#unsubscribe = () => data.subscription.unsubscribe();
    // Without network the library takes half a minute to say who is signed in; the storage knows at once.
    void this.#settleInitial();
  }

  async signIn(params: SignInParams, options: CallOptions = {}): Promise<Session> {
    const doing = `sign in ${params.email}`;
    throwIfAborted(doing, options.signal);
    if (!params.email || !params.password) {
      throw invalid('Could not sign in: e-mail address or password is empty.', 'Give both.');
    }
    this.#http.signInSignal = options.signal;
    try {
      const { data, error } = await this.#client.auth.signInWithPassword(params);
      if (error) throw mapError(error, { doing, signal: options.signal });
      return this.#set(data.session);
    } catch (error) {
      throw mapError(error, { doing, signal: options.signal });
    } finally {
      this.#http.signInSignal = undefined;
    }
  }

  /** Ends the session on this device, with or without network; other devices stay signed in. */
  async signOut(options: CallOptions = {}): Promise<void> {
    // The library forgets the session before it asks the server to revoke it. An answer that does not come changes
    // nothing here, so it is waited for only briefly.
    const ended = this.#client.auth.signOut({ scope: 'local' });
    const patience = AbortSignal.timeout(REVOKE_PATIENCE_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience;
    await raceAbort(ended, 'sign out', signal).catch(() => {});
    this.current.set(null);
  }

  /**
   * A token that is good for the next minute at least. Without this the library would send the request as anonymous
   * when a refresh fails, and the database would answer "no permission" where the truth is "no network".
   * @throws NexusError `not_signed_in` | `session_expired` | `network_unreachable`
   */
  async token(doing: string): Promise<string> {
    const asked = this.#http.untilRefreshFails(this.#client.auth.getSession());
    const { data, error } = await asked.catch((failure: unknown) => {
      throw mapError(failure, { doing });
    });
    if (data.session) return data.session.access_token;
    if (error) throw mapError(error, { doing });
    throw new NexusError('not_signed_in', `Could not ${doing}: nobody is signed in.`, {
      hint: 'Sign in first: nexus.session.signIn({ email, password }).',
    });
  }

  /** Asks for a new token although the present one looks good here: the server's clock decides. False when refused. */
  async renew(): Promise<boolean> {
    const { error } = await this.#client.auth.refreshSession();
    return !error;
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#client.auth.dispose();
  }

  /** Who the storage says is signed in, unless that is known already. Whether the session still holds is seen later. */
  async #settleInitial(): Promise<void> {
    const stored = await this.#stored();
    if (this.current.value !== undefined) return;
    if (stored) this.#set(stored);
    else this.current.set(null);
  }

  #set(session: SupabaseSession | StoredSession): Session {
    const next: Session = {
      userId: session.user.id,
      email: session.user.email ?? '',
      expiresAt: new Date((session.expires_at ?? 0) * 1_000).toISOString(),
    };
    const known = this.current.value;
    if (
      known &&
      known.userId === next.userId &&
      known.email === next.email &&
      known.expiresAt === next.expiresAt
    ) {
      return known;
    }
    this.current.set(next);
    return next;
  }
}
