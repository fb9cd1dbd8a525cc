import { isTransient } from '../../cache/retry.ts';
import { raceAbort } from '../../util/abort.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { LiveEvent } from '../data-service.ts';
import {
  type ChannelEnd,
  type ChannelSocket,
  HEARTBEAT_REPLY_MS,
  type OpenChannel,
} from './channel-socket.ts';
import { ClockWatch } from './clock-watch.ts';
import type { ConnectionTracker } from './connection-tracker.ts';
import { parseLiveMessage } from './wire-live.ts';

/** A channel that has not joined after this long is built anew; grows while it keeps being refused. */
const FIRST_JOIN_MS = 8_000;
const MAX_JOIN_MS = 60_000;
/** Between tries to find out what to join, and to join again, for example without network. */
const FIRST_OPEN_MS = 500;
const MAX_OPEN_MS = 2_500;
/** After a refusal, which a fresh token may heal. */
const FIRST_REFUSED_MS = 1_000;

/** What the channel needs from its surroundings. */
export interface LiveChannelParts {
  connect: OpenChannel;
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
 * - *opening*: topic and token are found out, a socket connects, the channel joins. Ends in joined; a watchdog begins
 *   anew when it takes too long.
 * - *joined*: events arrive. Every entry emits `resync`, because anything may have been missed before.
 * - *lost*: socket or channel ended, were refused or are not trusted any more. A timer leads to opening, with a fresh
 *   token and a new socket each time: nothing of what ended is used again.
 *
 * A newer generation makes whatever is under way for an older one deaf.
 */
export class LiveChannel {
  readonly #parts: LiveChannelParts;
  readonly #clock: ClockWatch = new ClockWatch();
  #socket: ChannelSocket | null = null;
  #generation = 0;
  #attempts = 0;
  #isWanted = false;
  #isJoined = false;
  #isRestarting = false;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #replyTimer: ReturnType<typeof setTimeout> | undefined;
  #ignoresReply = false;
  #opening: AbortController = new AbortController();

  constructor(parts: LiveChannelParts) {
    this.#parts = parts;
  }

  start(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#attempts = 0;
    this.#parts.tracker.liveWanted();
    void this.#open();
  }

  /** Closes the socket, and with it the channel. */
  stop(): void {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.#parts.tracker.liveUnwanted();
    this.#giveUp();
  }

  /** Builds socket and channel anew with a fresh token. For when what is open may be dead without having said so. */
  restart(): void {
    if (!this.#isWanted || this.#isRestarting) return;
    this.#isRestarting = true;
    this.#lose();
    this.#giveUp();
    // Waking fires several events at once; one new socket is enough.
    queueMicrotask(() => {
      this.#isRestarting = false;
      if (this.#isWanted) void this.#open();
    });
  }

  /** Hands a fresh token to the joined channel. */
  reauthorise(): void {
    const socket = this.#socket;
    if (!this.#isWanted || socket === null) return;
    this.#parts
      .token()
      .then((token) => socket.authorise(token))
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

  async #open(): Promise<void> {
    const { connect, tracker } = this.#parts;
    this.#generation += 1;
    const generation = this.#generation;
    const { signal } = this.#opening;
    this.#clock.hasLeapt();
    const isOutdated = (): boolean => generation !== this.#generation || !this.#isWanted;
    try {
      const topic = await this.#parts.topic(this.#attempts > 0, signal);
      const token = await raceAbort(this.#parts.token(), 'listen for live data', signal);
      if (isOutdated()) return;
      if (topic === null) {
        tracker.liveUnwanted();
        return;
      }
      tracker.liveWanted();
      this.#watch(this.#joinLimitMs());
      this.#socket = connect(topic, token, {
        joined: () => isOutdated() || this.#join(),
        message: (event, payload) => isOutdated() || this.#receive(event, payload),
        heartbeat: (kind) => isOutdated() || this.#heartbeat(kind),
        ended: (how) => isOutdated() || this.#end(how),
      });
    } catch (error) {
      if (isOutdated()) return;
      this.#attempts += 1;
      this.#watch(
        isTransient(error) ? backoffMs(this.#attempts, FIRST_OPEN_MS, MAX_OPEN_MS) : this.#joinLimitMs(),
      );
    }
  }

  /** Ends what is open or opening at once, and makes it deaf. */
  #giveUp(): void {
    this.#generation += 1;
    this.#isJoined = false;
    clearTimeout(this.#watchdog);
    clearTimeout(this.#replyTimer);
    this.#opening.abort();
    this.#opening = new AbortController();
    this.#socket?.close();
    this.#socket = null;
  }

  #join(): void {
    clearTimeout(this.#watchdog);
    this.#attempts = 0;
    this.#isJoined = true;
    this.#parts.tracker.liveJoined();
    this.#parts.emit({ type: 'resync' });
  }

  #end(how: ChannelEnd): void {
    this.#socket = null;
    this.#lose();
    this.#watch(
      how === 'refused'
        ? backoffMs(this.#attempts, FIRST_REFUSED_MS, MAX_JOIN_MS)
        : backoffMs(this.#attempts, FIRST_OPEN_MS, MAX_OPEN_MS),
    );
  }

  #heartbeat(kind: 'sent' | 'answered'): void {
    clearTimeout(this.#replyTimer);
    if (kind === 'answered') {
      if (!this.#ignoresReply) this.#parts.tracker.heard();
      return;
    }
    // Asleep without a word, or the clock was set: the socket may be dead, and every age is counted wrongly.
    if (this.#clock.hasLeapt()) {
      this.restart();
      return;
    }
    this.#ignoresReply = false;
    this.#replyTimer = setTimeout(() => this.#parts.tracker.silent(), HEARTBEAT_REPLY_MS);
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
