import { backoffMs } from '../../util/backoff.ts';
import type { ConnectionTracker } from './connection-tracker.ts';
import type { LiveChannel } from './live-channel.ts';

const FIRST_LOAD_MS = 1_000;
const MAX_LOAD_MS = 30_000;

/**
 * The way to the live channel, whose code is loaded with the first listener: a script that only asks and
 * records needs neither.
 */
export class LiveDoor {
  readonly #tracker: ConnectionTracker;
  readonly #load: () => Promise<LiveChannel>;
  #live: LiveChannel | null = null;
  #isLoading = false;
  #isWanted = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tracker: ConnectionTracker, load: () => Promise<LiveChannel>) {
    this.#tracker = tracker;
    this.#load = load;
  }

  start(): void {
    this.#isWanted = true;
    if (this.#live) {
      this.#live.start();
      return;
    }
    this.#tracker.liveWanted();
    void this.#open();
  }

  stop(): void {
    if (!this.#live && this.#isWanted) this.#tracker.liveUnwanted();
    this.#isWanted = false;
    clearTimeout(this.#timer);
    this.#live?.stop();
  }

  restart(): void {
    if (this.#live) this.#live.restart();
    // The network that the code could not be loaded over may be back.
    else if (this.#isWanted) void this.#open();
  }

  reauthorise(): void {
    this.#live?.reauthorise();
  }

  visible(): void {
    this.#live?.visible();
  }

  hintedOffline(): void {
    this.#live?.hintedOffline();
  }

  async #open(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    clearTimeout(this.#timer);
    try {
      this.#live = await this.#load();
      if (this.#isWanted) this.#live.start();
    } catch {
      // The page's own server cannot be reached, or the code is gone from it.
      this.#failures += 1;
      this.#tracker.failed();
      if (this.#isWanted) {
        this.#timer = setTimeout(
          () => void this.#open(),
          backoffMs(this.#failures, FIRST_LOAD_MS, MAX_LOAD_MS),
        );
      }
    } finally {
      this.#isLoading = false;
    }
  }
}
