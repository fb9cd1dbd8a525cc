import { applyLiveEvent } from '../cache/apply-live.ts';
import { type Cache, userIdOf } from '../cache/cache.ts';
import { nexusKeys, type Scope } from '../cache/keys.ts';
import type { Journal } from '../cache/query-options.ts';
import type { LiveEvent, MachineRecord } from '../data/data-service.ts';
import type { Membership } from '../types/index.ts';
import { report } from '../util/report.ts';

/**
 * The one subscription to the engine, shared by every listener of the instance: started with the first, ended with
 * the last. Brings each event into the cache first and hands it on afterwards, so that whoever reads the cache on
 * hearing an event finds it there.
 */
export class LiveHub {
  readonly #cache: Cache;
  readonly #listeners: Set<(event: LiveEvent) => void> = new Set();
  readonly #journals: Set<LiveEvent[]> = new Set();
  #stop: (() => void) | null = null;
  #isCurrent = false;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  /** True while the cached machine list is kept right by live events, so that reading it again gives nothing new. */
  get isCurrent(): boolean {
    return this.#isCurrent && this.#cache.data.connection.value.state === 'online';
  }

  /** Hears every event. Returns the unsubscribe function. */
  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#stop ??= this.#cache.data.subscribe((event) => this.#receive(event));
    const own = (event: LiveEvent): void => listener(event);
    this.#listeners.add(own);
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.close();
    };
  }

  /** Collects the events from now until `close()`. */
  openJournal(): Journal {
    const events: LiveEvent[] = [];
    this.#journals.add(events);
    return { events, close: () => this.#journals.delete(events) };
  }

  /** Brings a change made here into the cache without waiting for its echo. */
  apply(event: LiveEvent): void {
    for (const journal of this.#journals) journal.push(event);
    const scope = this.#cachedScope();
    if (!scope) return;
    this.#cache.client.setQueryData<readonly MachineRecord[]>(nexusKeys.machines(scope), (machines) =>
      machines ? applyLiveEvent(machines, event) : undefined,
    );
  }

  close(): void {
    this.#stop?.();
    this.#stop = null;
    this.#isCurrent = false;
  }

  #receive(event: LiveEvent): void {
    if (event.type === 'resync') void this.#readAgain();
    else if (event.type === 'tenant') void this.#refreshAll();
    else this.apply(event);
    for (const listener of [...this.#listeners]) report(() => listener(event));
  }

  /** After a gap: a read that began before the gap ended proves nothing, so it is followed by another one. */
  async #readAgain(): Promise<void> {
    this.#isCurrent = false;
    const userId = userIdOf(this.#cache.data.session.value);
    if (!userId) return;
    const running = this.#cache.client
      .getQueryCache()
      .findAll({ queryKey: nexusKeys.user(userId), fetchStatus: 'fetching' });
    await Promise.allSettled(running.map((query) => query.promise));
    if (this.#stop === null) return;
    await this.#cache.invalidateUser(userId);
    const scope = this.#cachedScope();
    if (!scope || this.#stop === null) return;
    const state = this.#cache.client.getQueryState(nexusKeys.machines(scope));
    this.#isCurrent = state?.status === 'success' && !state.isInvalidated;
  }

  /** Brand, plan or status changed: a suspended tenant's machines must say so too. */
  async #refreshAll(): Promise<void> {
    const userId = userIdOf(this.#cache.data.session.value);
    if (userId) await this.#cache.invalidateUser(userId);
  }

  #cachedScope(): Scope | null {
    const userId = userIdOf(this.#cache.data.session.value);
    if (!userId) return null;
    const membership = this.#cache.client.getQueryData<Membership>(nexusKeys.membership(userId));
    return membership ? { userId, tenantId: membership.tenant.id } : null;
  }
}
