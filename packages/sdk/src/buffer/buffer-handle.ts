import type { Cache } from '../cache/cache.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { BufferOptions } from '../nexus.ts';
import type { Session } from '../types/index.ts';
import { loadPart } from '../util/load-part.ts';
import { StatusBoard } from './buffer-status.ts';
import { isNeeded } from './is-needed.ts';
import type { OfflineBuffer } from './offline-buffer.ts';
import type { PendingEdits } from './pending-edits.ts';

/**
 * The way to the buffer, whose code is loaded as soon as somebody is signed in for whom something waits from before, or
 * who may write: it must be there when the network is not. A page of somebody who only looks never loads it.
 */
export class BufferHandle {
  readonly board: StatusBoard = new StatusBoard();
  readonly pending: PendingEdits;
  readonly #cache: Cache;
  readonly #hub: LiveHub;
  readonly #options: BufferOptions;
  readonly #unsubscribe: () => void;
  #loading: Promise<OfflineBuffer> | null = null;
  #loaded: OfflineBuffer | null = null;
  #isClosed = false;

  constructor(cache: Cache, hub: LiveHub, pending: PendingEdits, options: BufferOptions) {
    this.#cache = cache;
    this.#hub = hub;
    this.pending = pending;
    this.#options = options;
    const { session } = cache.data;
    const prepare = (value: Session | null | undefined): void => {
      if (!value || this.#isClosed) return;
      // What cannot be found out, or fetched, now is found out by the first call.
      void isNeeded(cache, value.userId, options).then(async (needed) => {
        if (needed) await this.load().catch(() => {});
      });
    };
    this.#unsubscribe = session.subscribe(prepare);
    prepare(session.value);
  }

  /** The buffer; loads its code with the first call. @throws NexusError `network_unreachable` | `aborted` */
  load(): Promise<OfflineBuffer> {
    this.#loading ??= loadPart(() => this.#load()).catch((error: unknown) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  /** The person leaves this device. Code that is still on its way finds nobody signed in. */
  async release(): Promise<void> {
    await this.#loaded?.release();
  }

  /** A buffer that is opened afterwards is closed from the start, and says so to whoever records. */
  async close(signal?: AbortSignal): Promise<void> {
    this.#isClosed = true;
    this.#unsubscribe();
    await this.#loaded?.close(signal);
  }

  async #load(): Promise<OfflineBuffer> {
    // What leads to the buffer comes along: without network it could not be fetched any more.
    const [{ openBuffer }] = await Promise.all([
      import('./open-buffer.ts'),
      import('./buffer-desk.ts'),
      import('../resources/telemetry-records.ts'),
      import('../resources/machine-edits.ts'),
      import('../errors/map-error.ts'),
    ]);
    const buffer = openBuffer(this.#cache, this.#hub, this.board, this.pending, this.#options);
    this.#loaded = buffer;
    if (this.#isClosed) await buffer.close();
    return buffer;
  }
}
