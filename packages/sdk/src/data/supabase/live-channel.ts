import type { RealtimeChannel, RealtimeClient } from '@supabase/realtime-js';
import { isTransient } from '../../cache/retry.ts';
import { raceAbort } from '../../util/abort.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { LiveEvent } from '../data-service.ts';

import { ClockWatch } from './clock-watch.ts';
import type { ConnectionTracker } from './connection-tracker.ts';
import { HEARTBEAT_REPLY_MS } from './realtime-client.ts';
import { parseLiveMessage } from './wire-live.ts';

/** A channel that has not joined after this long is built anew; grows while it keeps being refused. */
const FIRST_JOIN_MS = 8_000;
const MAX_JOIN_MS = 60_000;
/** Between tries to find out what to join, for example without network. */
const FIRST_OPEN_MS = 500;
const MAX_OPEN_MS = 2_500;

/** What the channel needs from its surroundings. */
export interface LiveChannelParts {
  realtime: RealtimeClient;
  tracker: ConnectionTracker;
  /** The topic that this person may join, or null when there is none. `isRetry`: what is known may be outdated. */
  topic: (isRetry: boolean, signal: AbortSignal) => Promise<string | null>;
  /** A token that is good for now. */
  token: () => Promise<string>;
  emit: (event: LiveEvent) => void;
}

/**
 * One private channel of the tenant.
 *
 * - *idle*: nothing is open. `start` leads to opening.
 * - *opening*: topic and token are found out, the socket connects, the channel joins. Ends in joined; a watchdog
 *   begins anew when it takes too long.
 * - *joined*: events arrive. Every entry emits `resync`, because anything may have been missed before.
 * - *lost*: the socket or the channel failed. The library connects and joins again by itself; where it would not
 *   (closed channel, dead socket that never said so, stale token), the watchdog or `restart` builds everything anew.
 *
 * Steps that take time run one after the other; a newer generation makes the callbacks of older channels deaf.
 */
export class LiveChannel {
  readonly #parts: LiveChannelParts;
  #channel: RealtimeChannel | null = null;
  #generation = 0;
  #attempts = 0;
  #isWanted = false;
  #isJoined = false;
  #isRestarting = false;
  #steps: Promise<void> = Promise.resolve();
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #replyTimer: ReturnType<typeof setTimeout> | undefined;
  #ignoresReply = false;
  #opening: AbortController = new AbortController();
  #closing: Promise<unknown> = Promise.resolve();
  readonly #clock: ClockWatch = new ClockWatch();

  constructor(parts: LiveChannelParts) {
    this.#parts = parts;
  }

  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#attempts = 0;
    this.#parts.tracker.liveWanted();
    this.#step(() => this.#open());
  }

  /** Leaves the channel and closes the socket. */
  async stop(): Promise<void> {
    if (!this.#isWanted) return this.#steps;
    this.#isWanted = false;
    clearTimeout(this.#watchdog);
    this.#parts.tracker.liveUnwanted();
    this.#giveUp();
    this.#step(() => this.#shut());
    return this.#steps;
  }

  /** Builds socket and channel anew with a fresh token. For when what is open may be dead without having said so. */
  restart(): void {
    if (!this.#isWanted || this.#isRestarting) return;
    this.#isRestarting = true;
    this.#lose();
    this.#giveUp();
    this.#step(async () => {
      this.#isRestarting = false;
      await this.#shut();
      if (this.#isWanted) await this.#open();
    });
  }

  /** Hands a fresh token to the joined channel, and to the next join. */
  reauthorise(): void {
    if (!this.#isWanted) return;
    this.#parts
      .token()
      .then((token) => this.#parts.realtime.setAuth(token))
      // Without a token there is nothing to hand over; the session or the next join says so.
      .catch(() => {});
  }

  /** The page is looked at again. */
  visible(): void {
    this.#attempts = 0;
    if (this.#isJoined) this.reauthorise();
    else this.restart();
  }

  /** The browser says that there is no network: a reply that was already under way proves nothing. */
  hintedOffline(): void {
    this.#ignoresReply = true;
  }

  /** For the client's `heartbeatCallback`. */
  heartbeat(status: string): void {
    clearTimeout(this.#replyTimer);
    if (status === 'sent') {
      // Asleep without a word, or the clock was set: the socket may be dead, and every age is counted wrongly.
      if (this.#clock.hasLeapt()) {
        this.restart();
        return;
      }
      this.#ignoresReply = false;
      this.#replyTimer = setTimeout(() => this.#parts.tracker.silent(), HEARTBEAT_REPLY_MS);
    } else if (status === 'ok') {
      if (!this.#ignoresReply) this.#parts.tracker.heard();
    } else {
      this.#parts.tracker.silent();
    }
  }

  #step(run: () => Promise<void>): void {
    this.#steps = this.#steps.then(run).catch(() => {
      // Every step handles its own failures; what is left is the library's, and the watchdog tries again.
      this.#watch(FIRST_OPEN_MS);
    });
  }

  async #open(): Promise<void> {
    const { realtime, tracker } = this.#parts;
    this.#generation += 1;
    const generation = this.#generation;
    const { signal } = this.#opening;
    this.#clock.hasLeapt();
    const isOutdated = (): boolean => generation !== this.#generation || !this.#isWanted;
    let topic: string | null;
    try {
      topic = await this.#parts.topic(this.#attempts > 0, signal);
      const token = await raceAbort(this.#parts.token(), 'listen for live data', signal);
      if (isOutdated()) return;
      await realtime.setAuth(token);
    } catch (error) {
      if (isOutdated()) return;
      this.#attempts += 1;
      this.#watch(
        isTransient(error) ? backoffMs(this.#attempts, FIRST_OPEN_MS, MAX_OPEN_MS) : this.#joinLimitMs(),
      );
      return;
    }
    if (isOutdated()) return;
    if (topic === null) {
      tracker.liveUnwanted();
      return;
    }
    tracker.liveWanted();
    this.#watch(this.#joinLimitMs());
    this.#channel = realtime.channel(topic, { config: { private: true } });
    this.#channel
      .on('broadcast', { event: '*' }, (message) => {
        if (!isOutdated()) this.#receive(message.event, message.payload);
      })
      .subscribe((status) => {
        if (!isOutdated()) this.#follow(status);
      });
  }

  /**
   * Makes what is open or opening deaf, at once. The socket is closed before anybody else can act on the same event:
   * on waking, the library would connect by itself and join with the token from before.
   */
  #giveUp(): void {
    this.#generation += 1;
    this.#opening.abort();
    this.#opening = new AbortController();
    this.#closing = this.#parts.realtime.disconnect();
  }

  /** The socket first: leaving through a dead one would wait for an answer that never comes. */
  async #shut(): Promise<void> {
    clearTimeout(this.#replyTimer);
    const channel = this.#channel;
    this.#channel = null;
    this.#isJoined = false;
    this.#generation += 1;
    await this.#closing;
    if (channel) await this.#parts.realtime.removeChannel(channel);
  }

  #follow(status: string): void {
    if (status === 'SUBSCRIBED') {
      clearTimeout(this.#watchdog);
      this.#attempts = 0;
      this.#isJoined = true;
      this.#parts.tracker.liveJoined();
      this.#parts.emit({ type: 'resync' });
      return;
    }
    this.#lose();
    // Refused for a stale token, perhaps: the library joins again by itself, with the token that is set by then.
    this.reauthorise();
    this.#watch(
      status === 'CLOSED' ? backoffMs(this.#attempts, FIRST_OPEN_MS, MAX_OPEN_MS) : this.#joinLimitMs(),
    );
  }

  #lose(): void {
    this.#isJoined = false;
    clearTimeout(this.#replyTimer);
    this.#parts.tracker.liveLost();
  }

  #receive(event: string, payload: unknown): void {
    let parsed: LiveEvent | null;
    try {
      parsed = parseLiveMessage(event, payload);
    } catch {
      // A message that cannot be understood still says that something changed: read it the ordinary way.
      parsed = { type: 'resync' };
    }
    if (parsed) this.#parts.emit(parsed);
  }

  #joinLimitMs(): number {
    return backoffMs(this.#attempts, FIRST_JOIN_MS, MAX_JOIN_MS, () => 1);
  }

  #watch(limitMs: number): void {
    clearTimeout(this.#watchdog);
    if (!this.#isWanted) return;
    this.#watchdog = setTimeout(() => {
      this.#attempts += 1;
      this.restart();
    }, limitMs);
  }
}
