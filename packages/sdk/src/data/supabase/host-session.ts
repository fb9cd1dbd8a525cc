import { NexusError } from '../../errors/nexus-error.ts';
import type { Observable } from '../../observable/observable.ts';
import type { GetSession, Session } from '../../types/index.ts';
import { loadPart } from '../../util/load-part.ts';
import type { SessionSource } from './session-source.ts';
import { TokenKeeper } from './token-keeper.ts';

/**
 * The session of the host's own user, asked for by a callback. Nothing is asked before the first use, and nothing any
 * more after a sign-out until `renew` says that there is somebody again.
 */
export class HostSession implements SessionSource {
  readonly current: Observable<Session | null | undefined>;
  readonly #keeper: TokenKeeper;
  #isSignedOut = false;

  constructor(getSession: GetSession) {
    this.#keeper = new TokenKeeper(async (refused, signal) => {
      const { askHost } = await loadPart(() => import('./host-callback.ts'));
      return askHost(getSession, refused, signal);
    });
    this.current = this.#keeper.current;
  }

  async find(): Promise<Session | null> {
    if (!this.#isSignedOut && !this.current.value) await this.#keeper.token('find out who is signed in');
    return this.current.value ?? null;
  }

  async token(doing: string): Promise<string> {
    const token = this.#isSignedOut ? null : await this.#keeper.token(doing);
    if (token !== null) return token;
    throw new NexusError('not_signed_in', `Could not ${doing}: nobody is signed in at the host.`, {
      hint: 'Sign in at the host, then call nexus.session.refresh().',
    });
  }

  renew(refused?: string): Promise<boolean> {
    // A refused token belongs to a call from before the sign-out, which begins nothing anew.
    if (refused !== undefined && this.#isSignedOut) return Promise.resolve(false);
    this.#isSignedOut = false;
    return this.#keeper.renew(refused);
  }

  async signOut(): Promise<void> {
    this.#isSignedOut = true;
    this.#keeper.take(null);
  }

  wake(): void {
    if (!this.#isSignedOut) this.#keeper.wake();
  }

  close(): void {
    this.#isSignedOut = true;
    this.#keeper.close();
  }
}
