import type { PendingEdits } from '../buffer/pending-edits.ts';
import { applyLiveEvent, byName } from '../cache/apply-live.ts';
import { type Cache, userIdOf } from '../cache/cache.ts';
import { nexusKeys, type Scope } from '../cache/keys.ts';
import type { Journal } from '../cache/query-options.ts';
import type { LiveEvent, MachineRecord } from '../data/data-service.ts';
import type { Membership, PendingEdit } from '../types/index.ts';
import { report } from '../util/report.ts';

/**
 * The one subscription to the engine, shared by every listener of the instance: started with the first, ended with
 * the last. Brings each event into the cache first and hands it on afterwards, so that whoever reads the cache on
 * hearing an event finds it there.
 */
export class LiveHub {
  readonly #cache: Cache;
  readonly #pending: PendingEdits;
  readonly #listeners: Set<(event: LiveEvent) => void> = new Set();
  readonly #journals: Set<LiveEvent[]> = new Set();
  #stop: (() => void) | null = null;
  #isCurrent = false;

  constructor(cache: Cache, pending: PendingEdits) {
    this.#cache = cache;
    this.#pending = pending;
    pending.all.subscribe(() => this.#change((machines) => machines));
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
    this.#change((machines) => applyLiveEvent(machines, event));
  }

  /** The server has an edit that waited here. */
  edited({ kind }: PendingEdit, target: object): void {
    if (kind.startsWith('machine.')) {
      const change = kind === 'machine.create' ? 'insert' : 'update';
      this.apply({ type: 'machines', change, machines: [target as MachineRecord] });
    } else this.#readFiles(kind);
  }

  /** An edit was taken back or refused: what it had changed is again as it was, until the server is heard. */
  undone({ kind, targetId, base }: PendingEdit): void {
    if (kind === 'machine.create') {
      this.#change((machines) => machines.filter(({ id }) => id !== targetId));
    } else if (kind === 'machine.update') {
      this.#change((machines) =>
        machines.map((machine) => (machine.id === targetId ? { ...machine, ...base } : machine)).sort(byName),
      );
    } else this.#readFiles(kind);
  }

  #readFiles(kind: PendingEdit['kind']): void {
    const scope = this.#cachedScope();
    if (!scope) return;
    const lists = kind === 'document.update' ? nexusKeys.documents(scope) : nexusKeys.qualityImages(scope);
    void this.#cache.client.invalidateQueries({ queryKey: lists });
  }

  #change(change: (machines: readonly MachineRecord[]) => readonly MachineRecord[]): void {
    const scope = this.#cachedScope();
    if (!scope) return;
    const { client } = this.#cache;
    client.setQueryData<readonly MachineRecord[]>(nexusKeys.machines(scope), (machines) =>
      machines ? this.#pending.overMachines(change(machines)) : undefined,
    );
    // Those that a host reads one by one; gone ones stay until they are read again.
    for (const { queryKey } of client.getQueryCache().findAll({ queryKey: nexusKeys.machine(scope) })) {
      client.setQueryData<MachineRecord>(queryKey, (machine) => {
        const changed = machine && this.#pending.overMachines(change([machine]));
        return changed?.find(({ id }) => id === machine?.id) ?? machine;
      });
    }
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
