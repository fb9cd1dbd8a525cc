import type { Nexus } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { userMenuMessages } from './messages.ts';
import type { SignOutState } from './sign-out-view.ts';

/** What signing out needs of its element. */
export interface SignOutHost {
  readonly nexus: Nexus | undefined;
  readonly words: Words;
  changed(): void;
  /** False when the page ends the session itself. */
  mayLeave(pending: number): boolean;
  /** It is over, or left to the page. */
  left(): void;
}

/** Ends the session; asks first when something waits on this device still. */
export class SignOut {
  /** Null while nobody wants to leave. */
  state: SignOutState | null = null;
  readonly #host: SignOutHost;
  #sending: AbortController | undefined;

  constructor(host: SignOutHost) {
    this.#host = host;
  }

  begin(): void {
    if (this.#pending() > 0) this.#set({ step: 'asking', failure: '' });
    else void this.leave();
  }

  cancel(): void {
    this.#sending?.abort();
    this.#set(null);
  }

  async sendAndLeave(): Promise<void> {
    const { nexus, words } = this.#host;
    if (nexus === undefined) return;
    const sending = new AbortController();
    this.#sending = sending;
    this.#set({ step: 'sending', failure: '' });
    try {
      await nexus.buffer.flush({ signal: sending.signal });
    } catch (error) {
      if (sending.signal.aborted || this.#host.nexus !== nexus) return;
      const { code, message } = error as { code?: string; message?: string };
      const isAway = code === 'network_unreachable' || code === 'timeout';
      const failure = isAway
        ? words.text(userMenuMessages, 'sendOffline')
        : words.text(userMenuMessages, 'sendFailed', { reason: message ?? String(error) });
      return this.#set({ step: 'asking', failure });
    }
    if (sending.signal.aborted || this.#host.nexus !== nexus) return;
    // What was recorded meanwhile, and conflicts, wait still: that is asked about again.
    if (this.#pending() > 0) this.#set({ step: 'asking', failure: '' });
    else await this.leave();
  }

  async leave(): Promise<void> {
    const { nexus, words } = this.#host;
    this.#sending?.abort();
    if (nexus === undefined || this.state?.step === 'leaving') return;
    if (this.#host.mayLeave(this.#pending())) {
      this.#set({ step: 'leaving', failure: '' });
      try {
        await nexus.session.signOut();
      } catch (error) {
        // The session here has ended whatever the server said; if not, the person has to know.
        if (nexus.session.current.value) {
          const { message } = error as { message?: string };
          const failure = words.text(userMenuMessages, 'signOutFailed', { reason: message ?? String(error) });
          return this.#set({ step: 'asking', failure });
        }
      }
    }
    this.#set(null);
    this.#host.left();
  }

  #pending(): number {
    const status = this.#host.nexus?.buffer.status.value;
    return status === undefined ? 0 : status.pendingReadings + status.pendingEdits;
  }

  #set(state: SignOutState | null): void {
    this.state = state;
    this.#host.changed();
  }
}
