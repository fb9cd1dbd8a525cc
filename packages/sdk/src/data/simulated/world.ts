import type { Observable } from '../../observable/observable.ts';
import type { Tenant } from '../../types/index.ts';
import { addAiRequest, type SimulatedAiRequest } from './ai.ts';
import type { SimulatedNotice } from './keeper.ts';
import type { SimulatedMail } from './mailbox.ts';
import { noMembership } from './refusals.ts';
import type { TenantState } from './state.ts';
import { WorldEngine } from './world-engine.ts';
import type { SimulatedWorldOptions } from './world-options.ts';

/** What moves a world, for the services in it; hosts have the world's own methods. */
export let engineOf: (world: SimulatedWorld) => WorldEngine;

/**
 * Two companies with their plants, people and files, in memory. What a database and a server are to the real engine, the
 * world is to `SimulatedDataService`: several services on one world see each other's changes.
 *
 * @example
 * const world = new SimulatedWorld({ seed: 7 });
 * const admin = new SimulatedDataService({ world, signedInAs: 'admin@alpenwerk.example' });
 * const ceo = new SimulatedDataService({ world, signedInAs: 'ceo@alpenwerk.example' });
 */
export class SimulatedWorld {
  readonly #engine: WorldEngine;

  static {
    engineOf = (world) => world.#engine;
  }

  constructor(options: SimulatedWorldOptions = {}) {
    this.#engine = new WorldEngine(options);
  }

  /** Name under which the world is kept; undefined when it is not. */
  get persistAs(): string | undefined {
    return this.#engine.persistAs;
  }

  /** Mails that a real server would have sent, newest first. */
  get mails(): readonly SimulatedMail[] {
    return this.#engine.database.mails;
  }

  /** What went wrong with keeping the world, newest last. */
  get notices(): Observable<readonly SimulatedNotice[]> {
    return this.#engine.notices;
  }

  /** Epoch ms of the world. */
  now(): number {
    return this.#engine.clock.now();
  }

  /** Moves the world's time on by `ms` and lets the machines measure on the way. */
  advance(ms: number): void {
    this.#engine.advance(ms);
  }

  /** The tenant as it is now. */
  tenant(slug: string): Tenant {
    return this.#state(slug).tenant;
  }

  /** Changes a tenant's brand, plan, name or status, as the platform's owner may, and tells everybody who listens. */
  changeTenant(slug: string, change: Partial<Omit<Tenant, 'id' | 'slug'>>): void {
    const state = this.#state(slug);
    const { status } = change;
    if (status !== undefined) {
      state.suspendedBy = status === 'Suspended' ? (state.suspendedBy ?? 'platform') : null;
    }
    this.#engine.database.changeTenant(state, change);
    this.#engine.changed();
  }

  /** An account that can sign in and is in no tenant yet, as after a registration. */
  addAccount(given: { email: string; password: string; fullName?: string }): void {
    const { database } = this.#engine;
    const known = database.findAccount(given.email);
    if (known === undefined) database.addAccount({ ...given, isConfirmed: true });
    else Object.assign(known, { password: given.password, isConfirmed: true });
    this.#engine.changed();
  }

  /**
   * Gives a tenant an identity provider for the addresses of `domain`, which vouches for `email`; null takes it away.
   * Single sign-on also needs a plan that has it.
   */
  setSso(slug: string, sso: { domain: string; email: string } | null): void {
    this.#state(slug).sso = sso;
    this.#engine.changed();
  }

  /**
   * Counts and notes a request of a member to the AI, as the functions beside the database do.
   *
   * @throws NexusError `plan_limit` | `permission_denied` | `no_membership`
   */
  addAiRequest(email: string, request: SimulatedAiRequest): void {
    const { database } = this.#engine;
    const account = database.findAccount(email);
    const state = account && database.tenantOf(account);
    if (account === undefined || state === undefined) throw noMembership();
    addAiRequest(database, account, state, request);
    this.#engine.changed();
  }

  /** Keeps the world now, if anything has changed. */
  flush(): void {
    this.#engine.flush();
  }

  /** Begins anew: everything that people changed is gone, also where it was kept. Listeners go on. */
  reset(): void {
    this.#engine.reset();
  }

  #state(slug: string): TenantState {
    const state = this.#engine.database.findTenant(slug);
    if (state === undefined) throw new Error(`the simulated world has no tenant ${slug}`);
    return state;
  }
}
