import { NexusError, type NexusErrorCode } from '../../errors/nexus-error.ts';
import { type Observable, ObservableValue } from '../../observable/observable.ts';
import {
  type Connection,
  type ConnectionState,
  type MachineCreateParams,
  type MachineUpdateParams,
  METRICS,
  type Membership,
  type Permission,
  type Reading,
  type RecordResult,
  type SeriesParams,
  type Session,
  type SignInParams,
  type TelemetrySeries,
} from '../../types/index.ts';
import type { CallOptions, DataService, LiveEvent, MachineRecord } from '../data-service.ts';
import { DEMO_PASSWORD, ROLE_PERMISSIONS, type SimulatedAccount } from './accounts.ts';
import { readHistory } from './history.ts';
import type { MachineState } from './machine-state.ts';
import { PLANS } from './plans.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import { checkCreate, checkSeries, checkUpdate } from './validation.ts';
import { SimulatedWorld, type SimulatedWorldOptions } from './world.ts';

/** What {@link SimulatedDataService} is made from: a world of its own, or one shared with other services. */
export interface SimulatedDataServiceOptions extends SimulatedWorldOptions {
  /** Share this world instead of making one; the world's own options are then ignored. */
  world?: SimulatedWorld;
  /** E-mail of a demo account that is signed in from the start. */
  signedInAs?: string;
  /** How long each call takes. Default 0. */
  latencyMs?: number;
}

const SESSION_MS = 3_600_000;

/**
 * The deterministic plant behind the same interface as the real engine: two companies with their brands, people and
 * machines, in memory, without a network. For demos, story pages and tests of everything above the interface.
 *
 * @example
 * const data = new SimulatedDataService({ seed: 7, signedInAs: 'maintenance@alpenwerk.example' });
 * const nexus = createNexus({ data });
 * data.setOffline(true); // every element shows its offline state
 */
export class SimulatedDataService implements DataService {
  readonly world: SimulatedWorld;
  readonly #session: ObservableValue<Session | null | undefined> = new ObservableValue<
    Session | null | undefined
  >(null);
  readonly #network: SimulatedNetwork;
  readonly #listeners: Map<(event: LiveEvent) => void, (() => void) | null> = new Map();
  #account: SimulatedAccount | null = null;
  #isClosed = false;

  constructor(options: SimulatedDataServiceOptions = {}) {
    this.world = options.world ?? new SimulatedWorld(options);
    this.#network = new SimulatedNetwork(() => this.now(), options.latencyMs ?? 0);
    if (options.signedInAs !== undefined) {
      const account = this.world.accountOf(options.signedInAs);
      if (account === undefined) throw invalidCredentials(options.signedInAs);
      this.#enter(account);
    }
  }

  get session(): Observable<Session | null | undefined> {
    return this.#session;
  }

  get connection(): Observable<Connection> {
    return this.#network.connection;
  }

  // Controls for demos and tests

  /** Cuts the network off (calls fail with `network_unreachable`, nothing live arrives) or restores it. */
  setOffline(isOffline: boolean): void {
    if (this.#isClosed || this.#network.isCut === isOffline) return;
    if (isOffline) {
      this.#network.cut();
      return;
    }
    this.#network.restore();
    for (const [listener, stop] of this.#listeners) if (stop !== null) listener({ type: 'resync' });
  }

  /** Shows a state of the live connection without changing what works. */
  setConnectionState(state: ConnectionState): void {
    this.#network.show(state);
  }

  /** Lets the next call fail with this code. Several are used up in order. */
  failNext(code: NexusErrorCode): void {
    this.#network.failNext(code);
  }

  /** How long each call takes from now on. `Infinity` never answers, so that loading states can be looked at. */
  setLatency(ms: number): void {
    this.#network.latencyMs = ms;
  }

  /** Moves the world's time on; the machines measure on the way. */
  advance(ms: number): void {
    this.world.advance(ms);
  }

  /** Epoch ms of the world. */
  now(): number {
    return this.world.clock.now();
  }

  // DataService

  async signIn(params: SignInParams, options?: CallOptions): Promise<Session> {
    await this.#travel('sign in', options);
    const account = this.world.accountOf(params.email);
    if (account === undefined || params.password !== DEMO_PASSWORD) throw invalidCredentials(params.email);
    return this.#enter(account);
  }

  async signOut(): Promise<void> {
    // As with the real engine, one's own session ends even when the server cannot be told.
    this.#detach();
    this.#account = null;
    this.#session.set(null);
  }

  async membership(options?: CallOptions): Promise<Membership> {
    await this.#travel('read the membership', options);
    const { account, slug } = this.#member();
    const tenant = this.world.tenant(slug);
    const { userId, email, fullName, role } = account;
    const { features } = PLANS[tenant.planTier];
    // As in the seed: neither company resells, and who operates the platform is a member of none.
    const standing = { userId, email, fullName, role, features, isReseller: false, isPlatformAdmin: false };
    if (tenant.status === 'Active') return { ...standing, permissions: ROLE_PERMISSIONS[role], tenant };
    // Its admin still sees that it is suspended, and no more; for the others there is no tenant.
    if (role !== 'master_admin')
      throw new NexusError('no_membership', `${email} is not a member of any tenant.`);
    return { ...standing, permissions: [], tenant: { ...tenant, brand: {} } };
  }

  async listMachines(options?: CallOptions): Promise<MachineRecord[]> {
    await this.#travel('list the machines', options);
    const { slug, may } = this.#allow('machines.read');
    const machines = [...this.world.machines(slug).values()].map(({ record }) => mask(record, may));
    return machines.sort((a, b) => a.name.localeCompare(b.name));
  }

  async getMachine(id: string, options?: CallOptions): Promise<MachineRecord> {
    await this.#travel(`read machine ${id}`, options);
    const { slug, may } = this.#allow('machines.read');
    return mask(this.#find(slug, id).record, may);
  }

  async createMachine(params: MachineCreateParams, options?: CallOptions): Promise<MachineRecord> {
    await this.#travel('create the machine', options);
    const { slug } = this.#allow('machines.write');
    checkCreate(params);
    this.#refuseTaken(slug, params.externalId, null);
    return this.world.addMachine(slug, params).record;
  }

  async updateMachine(
    id: string,
    params: MachineUpdateParams,
    options?: CallOptions,
  ): Promise<MachineRecord> {
    await this.#travel(`change machine ${id}`, options);
    const { slug } = this.#allow('machines.write');
    checkUpdate(params);
    const machine = this.#find(slug, id);
    this.#refuseTaken(slug, params.externalId, id);
    this.world.updateMachine(slug, machine, params);
    return machine.record;
  }

  async recordReadings(readings: readonly Reading[], options?: CallOptions): Promise<RecordResult> {
    await this.#travel('record readings', options);
    const { slug } = this.#allow('telemetry.write');
    if (readings.length === 0 || readings.length > 5000) {
      throw new NexusError(
        'validation_failed',
        `A batch has 1 to 5,000 readings, this one ${readings.length}.`,
      );
    }
    return this.world.record(slug, readings);
  }

  async series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries> {
    await this.#travel(`read the past of machine ${params.machineId}`, options);
    const { slug } = this.#allow('telemetry.read');
    const { from, to, maxPoints } = checkSeries(params);
    const machine = this.#find(slug, params.machineId);
    return readHistory(machine, {
      metrics: params.metrics ?? METRICS,
      from,
      to,
      maxPoints,
      plantFrom: this.world.plantFrom,
      plantTo: this.now(),
      keptFrom: this.world.keptFrom(slug),
      intervalMs: this.world.readingIntervalMs,
    });
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#requireOpen('listen for live data');
    // A wrapper of its own for each call, so that the same function can listen twice.
    const own = (event: LiveEvent): void => listener(event);
    this.#listeners.set(own, null);
    this.#attach(own);
    return () => {
      this.#listeners.get(own)?.();
      this.#listeners.delete(own);
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#detach();
    this.#listeners.clear();
  }

  // The way to the world

  #enter(account: SimulatedAccount): Session {
    this.#detach();
    this.#account = account;
    const expiresAt = new Date(this.now() + SESSION_MS).toISOString();
    const session: Session = { userId: account.userId, email: account.email, expiresAt };
    this.#session.set(session);
    for (const listener of this.#listeners.keys()) this.#attach(listener);
    return session;
  }

  #attach(listener: (event: LiveEvent) => void): void {
    const slug = this.#account?.tenant ?? null;
    if (slug === null || this.#isClosed) return;
    const stop = this.world.listen(slug, (event) => {
      const heard = this.#network.isCut ? null : this.#hear(event);
      if (heard !== null) listener(heard);
    });
    this.#listeners.set(listener, stop);
    if (this.#network.isCut) return;
    // The real channel is established a moment later, too; the caller has its unsubscribe function by then.
    queueMicrotask(() => {
      if (this.#listeners.get(listener) !== stop || this.#network.isCut) return;
      this.#network.show('online');
      listener({ type: 'resync' });
    });
  }

  /** The event as far as the role may know it, or null. */
  #hear(event: LiveEvent): LiveEvent | null {
    const role = this.#account?.role ?? null;
    if (role === null) return null;
    if (ROLE_PERMISSIONS[role].includes('telemetry.read')) return event;
    if (event.type === 'readings') return null;
    if (event.type !== 'machines' || event.change === 'delete') return event;
    return { ...event, machines: event.machines.map(withoutReadings) };
  }

  #detach(): void {
    for (const [listener, stop] of this.#listeners) {
      stop?.();
      this.#listeners.set(listener, null);
    }
  }

  #requireOpen(doing: string): void {
    if (!this.#isClosed) return;
    throw new NexusError('aborted', `Could not ${doing}: this Nexus instance has been closed.`, {
      hint: 'Create a new one with createNexus().',
    });
  }

  async #travel(doing: string, options: CallOptions = {}): Promise<void> {
    this.#requireOpen(doing);
    await this.#network.travel(doing, options.signal);
  }

  #member(): { account: SimulatedAccount & { role: NonNullable<SimulatedAccount['role']> }; slug: string } {
    const account = this.#account;
    if (account === null)
      throw new NexusError('not_signed_in', 'Nobody is signed in.', { hint: 'Sign in first.' });
    const { role, tenant } = account;
    if (role === null || tenant === null) {
      throw new NexusError('no_membership', `${account.email} is not a member of any tenant.`);
    }
    return { account: { ...account, role }, slug: tenant };
  }

  #allow(permission: Permission): { slug: string; may: (permission: Permission) => boolean } {
    const { account, slug } = this.#member();
    const tenant = this.world.tenant(slug);
    if (tenant.status === 'Suspended') throw suspended(tenant.name);
    const permissions = ROLE_PERMISSIONS[account.role];
    if (!permissions.includes(permission)) {
      throw new NexusError('permission_denied', `The role ${account.role} does not have ${permission}.`, {
        hint: 'Ask an admin of your company for the permission.',
        details: { permission },
      });
    }
    return { slug, may: (other) => permissions.includes(other) };
  }

  #find(slug: string, id: string): MachineState {
    const machine = this.world.machines(slug).get(id);
    if (machine === undefined) throw new NexusError('not_found', `There is no machine ${id}.`);
    return machine;
  }

  #refuseTaken(slug: string, externalId: string | undefined, exceptId: string | null): void {
    if (externalId === undefined) return;
    for (const { record } of this.world.machines(slug).values()) {
      if (record.externalId === externalId && record.id !== exceptId) {
        throw new NexusError('conflict', `Another machine has the external id ${externalId}.`);
      }
    }
  }
}

function mask(record: MachineRecord, may: (permission: Permission) => boolean): MachineRecord {
  return may('telemetry.read') ? record : withoutReadings(record);
}

/** Who may not read telemetry sees the machines and their scores without the values, which the reasons tell as well. */
function withoutReadings(record: MachineRecord): MachineRecord {
  return { ...record, latest: null, healthParts: [] };
}

function invalidCredentials(email: string): NexusError {
  return new NexusError('invalid_credentials', `E-mail or password is wrong for ${email}.`);
}

function suspended(name: string): NexusError {
  return new NexusError('tenant_suspended', `${name} is suspended.`);
}
