import type { PendingEdits } from '../buffer/pending-edits.ts';
import type { Cache } from '../cache/cache.ts';
import { machinesQuery } from '../cache/query-options.ts';
import { WatchedQuery } from '../cache/watched-query.ts';
import type { MachineRecord } from '../data/data-service.ts';
import { isDisconnected, StaleTimer } from '../freshness.ts';
import type { Machine } from '../types/index.ts';
import { Coalescer } from '../util/coalesce.ts';
import { report } from '../util/report.ts';
import type { FreshMachines } from './fresh-machines.ts';
import type { LiveHub } from './live-hub.ts';

interface Listener {
  next(machines: readonly Machine[]): void;
  error?: ((error: unknown) => void) | undefined;
  /** The list that this listener was told last. */
  told: readonly Machine[] | null;
}

/**
 * The live machine list, shared by all its listeners. Runs while there is one: watches the query, hears live events,
 * follows the connection and the clock. Tells listeners at most once a frame, and only when something is different.
 */
export class MachineList {
  readonly #cache: Cache;
  readonly #hub: LiveHub;
  readonly #fresh: FreshMachines;
  readonly #pending: PendingEdits;
  readonly #listeners: Set<Listener> = new Set();
  readonly #frame: Coalescer = new Coalescer(() => this.#emit());
  readonly #staleTimer: StaleTimer = new StaleTimer(() => this.#frame.schedule());
  #records: readonly MachineRecord[] | null = null;
  #shown: readonly Machine[] | null = null;
  #query: WatchedQuery<MachineRecord[]> | null = null;
  #stopWatching: (() => void) | null = null;

  constructor(cache: Cache, hub: LiveHub, fresh: FreshMachines, pending: PendingEdits) {
    this.#cache = cache;
    this.#hub = hub;
    this.#fresh = fresh;
    this.#pending = pending;
  }

  subscribe(next: Listener['next'], error?: Listener['error']): () => void {
    const listener: Listener = { next, error, told: null };
    if (!this.#query) this.#start();
    else {
      this.#frame.schedule();
      // After a failure there is no list to tell: who comes now has it read again, and hears how that went.
      this.#query.retryNow();
    }
    this.#listeners.add(listener);
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.close();
    };
  }

  close(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#query = null;
    this.#frame.cancel();
    this.#staleTimer.cancel();
    this.#records = null;
    this.#shown = null;
  }

  #start(): void {
    const { data } = this.#cache;
    // First of all: a closed engine refuses here, and nothing is left running.
    const unsubscribeHub = this.#hub.subscribe((event) => {
      if (event.type === 'resync') this.#query?.retryNow();
    });
    const query = new WatchedQuery<MachineRecord[]>(
      this.#cache,
      async () =>
        machinesQuery(
          data,
          await this.#cache.scope('list the machines'),
          () => this.#hub.openJournal(),
          this.#pending,
        ),
      {
        onData: (records) => this.#show(records),
        onError: (error) => this.#fail(error),
        onSignedOut: () => this.#show(this.#records === null ? null : []),
      },
    );
    const unsubscribeConnection = data.connection.subscribe(() => this.#frame.schedule());
    // An edit that was sent changes how much a machine can be trusted, even where it changes no value.
    const unsubscribePending = this.#pending.all.subscribe(() => this.#frame.schedule());
    this.#query = query;
    this.#stopWatching = () => {
      query.close();
      unsubscribeHub();
      unsubscribeConnection();
      unsubscribePending();
    };
  }

  #show(records: readonly MachineRecord[] | null): void {
    this.#records = records;
    if (records !== null) this.#frame.schedule();
  }

  #emit(): void {
    if (this.#records === null) return;
    const now = Date.now();
    this.#shown = this.#fresh.decorate(this.#records, this.#shown, now);
    const isConnected = !isDisconnected(this.#cache.data.connection.value.state);
    this.#staleTimer.arm(isConnected ? this.#fresh.nextStaleAt(this.#records, now) : null, now);
    for (const listener of [...this.#listeners]) {
      if (listener.told === this.#shown || !this.#listeners.has(listener)) continue;
      listener.told = this.#shown;
      report(() => listener.next(this.#shown as readonly Machine[]));
    }
  }

  #fail(error: unknown): void {
    for (const listener of [...this.#listeners]) report(() => listener.error?.(error));
  }
}
