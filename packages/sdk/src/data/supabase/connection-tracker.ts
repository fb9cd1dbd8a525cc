import type { Observable } from '../../observable/observable.ts';
import type { Connection, ConnectionState } from '../../types/index.ts';
import { report } from '../../util/report.ts';

/** What is known of the live channel. */
type LiveState = 'unwanted' | 'joining' | 'joined' | 'lost';

/**
 * Turns what happens on the wire into one word for people.
 *
 * - `online`: the live channel is joined and answers; without a live channel, the last request was answered.
 * - `connecting`: nothing has been lost yet, the first contact is still being made.
 * - `reconnecting`: the live channel was lost or does not answer, the server itself was reached or not tried yet.
 * - `offline`: the last try to reach the server failed, or the browser says that there is no network.
 *
 * The browser's word is only a hint: any answer from the server afterwards takes it back.
 * Listeners hear changes of the state; `value.lastContactAt` is right whenever it is read.
 */
export class ConnectionTracker implements Observable<Connection> {
  readonly #listeners: Set<(connection: Connection) => void> = new Set();
  readonly #now: () => number;
  #value: Connection;
  #live: LiveState = 'unwanted';
  #wasJoined = false;
  #lastTry: 'none' | 'answered' | 'failed' = 'none';
  #isHintedOffline = false;
  #isSilent = false;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#value = { state: 'connecting', since: this.#iso(), lastContactAt: null };
  }

  get value(): Connection {
    return this.#value;
  }

  subscribe(listener: (connection: Connection) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The server answered: a response of any status, an opened socket, a message. */
  answered(): void {
    this.#lastTry = 'answered';
    this.#isHintedOffline = false;
    this.#value = { ...this.#value, lastContactAt: this.#iso() };
    this.#update();
  }

  /** A heartbeat or message came over the live channel. */
  heard(): void {
    this.#isSilent = false;
    this.answered();
  }

  /** The server could not be reached. */
  failed(): void {
    this.#lastTry = 'failed';
    this.#update();
  }

  /** A heartbeat is overdue. */
  silent(): void {
    this.#isSilent = true;
    this.#update();
  }

  /** The browser says that there is no network. */
  hintedOffline(): void {
    this.#isHintedOffline = true;
    this.#update();
  }

  liveWanted(): void {
    if (this.#live === 'unwanted') this.#setLive('joining');
  }

  liveUnwanted(): void {
    this.#wasJoined = false;
    this.#setLive('unwanted');
  }

  liveJoined(): void {
    this.#wasJoined = true;
    this.#setLive('joined');
    this.heard();
  }

  liveLost(): void {
    if (this.#live !== 'unwanted') this.#setLive('lost');
  }

  #setLive(live: LiveState): void {
    this.#live = live;
    this.#isSilent = false;
    this.#update();
  }

  #state(): ConnectionState {
    if (this.#isHintedOffline) return 'offline';
    if (this.#live === 'joined') return this.#isSilent ? 'reconnecting' : 'online';
    if (this.#lastTry === 'failed') return 'offline';
    if (this.#live !== 'unwanted') return this.#wasJoined ? 'reconnecting' : 'connecting';
    return this.#lastTry === 'answered' ? 'online' : 'connecting';
  }

  #update(): void {
    const state = this.#state();
    if (state === this.#value.state) return;
    this.#value = { ...this.#value, state, since: this.#iso() };
    for (const listener of [...this.#listeners]) report(() => listener(this.#value));
  }

  #iso(): string {
    return new Date(this.#now()).toISOString();
  }
}
