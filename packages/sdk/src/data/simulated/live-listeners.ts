import type { LiveEvent } from '../data-service.ts';
import type { Desk } from './desk.ts';
import { withoutReadings } from './machine-desk.ts';

/** Who listens to a service, and what they may hear of its tenant. */
export class LiveListeners {
  readonly #desk: Desk;
  readonly #listeners: Map<(event: LiveEvent) => void, (() => void) | null> = new Map();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Returns the unsubscribe function. */
  add(listener: (event: LiveEvent) => void, tenantId: string | null): () => void {
    // A wrapper of its own for each call, so that the same function can listen twice.
    const own = (event: LiveEvent): void => listener(event);
    this.#listeners.set(own, null);
    this.#attach(own, tenantId);
    return () => {
      this.#listeners.get(own)?.();
      this.#listeners.delete(own);
    };
  }

  /** Everybody hears this tenant from now on; null hears nothing. */
  follow(tenantId: string | null): void {
    for (const [listener, stop] of this.#listeners) {
      stop?.();
      this.#listeners.set(listener, null);
    }
    for (const listener of this.#listeners.keys()) this.#attach(listener, tenantId);
  }

  /** What was missed while the network was cut has to be read again. */
  resync(): void {
    for (const [listener, stop] of this.#listeners) if (stop !== null) listener({ type: 'resync' });
  }

  close(): void {
    this.follow(null);
    this.#listeners.clear();
  }

  #attach(listener: (event: LiveEvent) => void, tenantId: string | null): void {
    if (tenantId === null) return;
    const { network, world } = this.#desk;
    const stop = world.listen(tenantId, (event) => {
      const heard = network.isCut ? null : this.#hear(event);
      if (heard !== null) listener(heard);
    });
    this.#listeners.set(listener, stop);
    if (network.isCut) return;
    // The real channel is established a moment later, too; the caller has its unsubscribe function by then.
    queueMicrotask(() => {
      if (this.#listeners.get(listener) !== stop || network.isCut) return;
      network.show('online');
      listener({ type: 'resync' });
    });
  }

  /** The event as far as the signed-in person may know it, or null. */
  #hear(event: LiveEvent): LiveEvent | null {
    // That the tenant changed is told whoever may still listen: it may be the news that nobody may.
    if (event.type === 'tenant' || event.type === 'resync' || this.#desk.has('telemetry.read')) return event;
    if (event.type === 'readings' || !this.#desk.has('machines.read')) return null;
    if (event.change === 'delete') return event;
    return { ...event, machines: event.machines.map(withoutReadings) };
  }
}
