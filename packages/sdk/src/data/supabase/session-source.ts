import type { Observable } from '../../observable/observable.ts';
import type { Session } from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';

/** Where the engine's session comes from: one's own sign-in, or the host's. */
export interface SessionSource {
  readonly current: Observable<Session | null | undefined>;
  /** Who is signed in. Asks where that is not known yet, or where it was nobody. */
  find(): Promise<Session | null>;
  /**
   * A token that is good for now.
   * @throws NexusError `not_signed_in` | `network_unreachable` | `host_session_failed`
   */
  token(doing: string): Promise<string>;
  /** Gets a new token because the server refused this one, or because somebody asked for it. False: there is none. */
  renew(refused?: string): Promise<boolean>;
  /** Ends the session on this device, with or without network. */
  signOut(options: CallOptions): Promise<void>;
  /** The network may be back, or the device was asleep: what waits for its next try tries now. */
  wake(): void;
  close(): void;
}
