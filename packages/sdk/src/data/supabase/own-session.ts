import { notSignedIn } from '../../errors/session-errors.ts';
import type { Observable } from '../../observable/observable.ts';
import type { Session } from '../../types/index.ts';
import { raceAbort } from '../../util/abort.ts';
import { loadPart } from '../../util/load-part.ts';
import { timeLimit } from '../../util/time-limit.ts';
import { Turns } from '../../util/turns.ts';
import type { CallOptions } from '../call-options.ts';
import type { AuthServer } from './refresh-session.ts';
import type { SessionSource } from './session-source.ts';
import type { SessionStore, StoredSession } from './session-store.ts';
import { goodForMs, readClaims } from './token-claims.ts';
import { type Grant, TokenKeeper } from './token-keeper.ts';
import { currentPage, type PageEvent } from './wake.ts';

/** How long a sign-out waits for the server to revoke the session. */
const REVOKE_PATIENCE_MS = 2_000;

/**
 * The session of one's own sign-in, kept in the given storage. Found there without network and renewed without the auth
 * library, which is loaded only to sign in.
 */
export class OwnSession implements SessionSource {
  readonly current: Observable<Session | null | undefined>;
  readonly #server: AuthServer;
  readonly #store: SessionStore;
  readonly #keeper: TokenKeeper;
  /** Steps that change the session: what comes late must not undo what is newer. */
  readonly #turns: Turns = new Turns();
  readonly #found: Promise<void>;
  readonly #forget: () => void;

  constructor(server: AuthServer, store: SessionStore) {
    this.#server = server;
    this.#store = store;
    this.#keeper = new TokenKeeper((_refused, signal) => this.#obtain(signal));
    this.current = this.#keeper.current;
    this.#found = this.#follow();
    this.#forget = listenToOtherTabs(store.key, () => void this.#follow());
  }

  async find(): Promise<Session | null> {
    await this.#found;
    return this.current.value ?? null;
  }

  /** Without it a request would go out as anonymous, and the database would say "no permission" for "no network". */
  async token(doing: string): Promise<string> {
    await this.#found;
    const token = this.current.value ? await this.#keeper.token(doing) : null;
    if (token !== null) return token;
    throw notSignedIn(doing);
  }

  async renew(refused?: string): Promise<boolean> {
    await this.#found;
    return this.current.value ? this.#keeper.renew(refused) : false;
  }

  /** Other devices stay signed in. An answer of the server's that does not come changes nothing here. */
  async signOut({ signal }: CallOptions = {}): Promise<void> {
    await this.#found;
    const token = this.#keeper.goodToken;
    await this.end();
    if (token === null) return;
    const { url, publishableKey, fetch } = this.#server;
    const patience = timeLimit(REVOKE_PATIENCE_MS);
    const both = signal ? AbortSignal.any([signal, patience.signal]) : patience.signal;
    const revoked = fetch(`${url}/auth/v1/logout?scope=local`, {
      method: 'POST',
      headers: { apikey: publishableKey, authorization: `Bearer ${token}` },
    });
    await raceAbort(revoked, 'sign out', both).catch(() => {});
    patience.stop();
  }

  wake(): void {
    if (this.current.value) this.#keeper.wake();
  }

  close(): void {
    this.#forget();
    this.#keeper.close();
  }

  /** Takes over a session that was just given by the server. */
  adopt(session: StoredSession): Promise<void> {
    return this.#turns.take(async () => {
      // Its place in the storage may be another instance's by now.
      this.#keeper.requireOpen('sign in');
      this.#keeper.take(await this.#keep(session));
    });
  }

  /** Nobody is signed in any more. */
  async end(): Promise<void> {
    this.#keeper.take(null);
    await this.#turns.take(async () => {
      this.#keeper.take(null);
      await this.#store.clear();
    });
  }

  /** Goes by what the storage says: at the start, and when another tab has changed it. */
  #follow(): Promise<void> {
    return this.#turns.take(async () => {
      const stored = await this.#store.read();
      this.#keeper.take(stored && grantOf(stored));
    });
  }

  async #obtain(signal: AbortSignal): Promise<Grant | null> {
    const before = await this.#store.read();
    if (!before) return null;
    // Another tab has been quicker.
    if (before.access_token !== this.#keeper.heldToken) {
      const theirs = grantOf(before);
      if (theirs.goodForMs > 0) return theirs;
    }
    const { refreshSession } = await loadPart(() => import('./refresh-session.ts'));
    const session = await refreshSession(this.#server, before.refresh_token, signal);
    return this.#turns.take(async () => {
      signal.throwIfAborted();
      // Another tab, or a sign-out there, may have come first: what it left is what counts.
      const after = await this.#store.read();
      if (after?.refresh_token !== before.refresh_token) return after && grantOf(after);
      if (session) return this.#keep(session);
      await this.#store.clear();
      return null;
    });
  }

  /** Stores a session with its end counted from now, by this device's clock. */
  async #keep(session: StoredSession): Promise<Grant> {
    const known = await this.#store.read();
    // The same token with a changed account, for example after a new password: it ends when it did.
    const isKnown = known?.access_token === session.access_token;
    const expiresAt = isKnown ? known.expires_at : Math.floor(Date.now() / 1_000) + session.expires_in;
    const kept = { ...session, expires_at: expiresAt };
    await this.#store.write(kept);
    return grantOf(kept);
  }
}

function grantOf(session: StoredSession): Grant {
  const claims = readClaims(session.access_token);
  const { issuedAt, expiresAt } = claims ?? { issuedAt: null, expiresAt: null };
  const lifeMs =
    session.expires_in * 1_000 || (issuedAt !== null && expiresAt !== null ? expiresAt - issuedAt : 0);
  const leftMs = session.expires_at * 1_000 - Date.now();
  return {
    accessToken: session.access_token,
    userId: session.user.id,
    email: session.user.email ?? '',
    // A stored token that has ended is renewed; one that would live longer than it can was stored by another clock.
    goodForMs: leftMs <= 0 ? 0 : goodForMs(lifeMs, session.expires_at * 1_000),
  };
}

/** Calls back when another tab changed the session in the browser's storage. Returns the function that stops it. */
function listenToOtherTabs(key: string, changed: () => void): () => void {
  const window = currentPage()?.window;
  const listener = (event: PageEvent): void => {
    if (event.key === key || event.key === null) changed();
  };
  window?.addEventListener('storage', listener);
  return () => window?.removeEventListener('storage', listener);
}
