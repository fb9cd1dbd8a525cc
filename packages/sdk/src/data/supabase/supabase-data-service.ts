import { NexusError } from '../../errors/nexus-error.ts';
import { closedInstance } from '../../errors/session-errors.ts';
import type { Observable } from '../../observable/observable.ts';
import type {
  Connection,
  MachineCreateParams,
  MachineUpdateParams,
  Membership,
  Reading,
  RecordResult,
  SeriesParams,
  Session,
  SignInParams,
  TelemetrySeries,
} from '../../types/index.ts';
import { raceAbort } from '../../util/abort.ts';
import { report } from '../../util/report.ts';
import type { OwnedCallOptions } from '../call-options.ts';
import type { CallOptions, DataService, LiveEvent, MachineRecord } from '../data-service.ts';
import type { GuardedOptions } from '../services/file-service.ts';
import type { SignInService } from '../services/sign-in-service.ts';
import { checkServer } from './check-server.ts';
import { clockOffset } from './clock-offset.ts';
import { ConnectionTracker } from './connection-tracker.ts';
import { GuardedFetch } from './guarded-fetch.ts';
import { createLazyServices, type LazyServices } from './lazy-services.ts';
import { LiveDoor } from './live-door.ts';
import { LATEST, notFound, parseMachineOrNull } from './machine-row.ts';
import { type OpenSession, openSession, type SessionOptions } from './open-session.ts';
import { Requests } from './requests.ts';
import { Rest } from './rest.ts';
import type { ServiceParts } from './service-parts.ts';
import { listenForWake } from './wake.ts';
import { parseFleet } from './wire.ts';
import { parseMembership } from './wire-membership.ts';

/** Where the server is. */
export interface SupabaseDataServiceOptions extends SessionOptions {
  /** Base URL of the Supabase project. */
  url: string;
  /** The project's publishable key. */
  publishableKey: string;
}

/** The real engine: Supabase's Auth, REST and Realtime behind the one interface. */
export class SupabaseDataService implements DataService {
  readonly origin: string;
  readonly session: Observable<Session | null | undefined>;
  readonly connection: Observable<Connection>;
  readonly signIns: SignInService;
  readonly tenants: DataService['tenants'];
  readonly members: DataService['members'];
  readonly files: DataService['files'];
  readonly ai: DataService['ai'];
  readonly platform: DataService['platform'];
  readonly #rest: Rest;
  readonly #auth: OpenSession;
  readonly #http: GuardedFetch;
  readonly #live: LiveDoor;
  readonly #requests: Requests;
  readonly #lazy: LazyServices;
  readonly #listeners: Set<(event: LiveEvent) => void> = new Set();
  readonly #release: (() => void)[];
  #membership: Membership | null = null;
  #userId: string | null = null;
  #clockOffsetMs = 0;
  #closing: Promise<void> | null = null;

  /** @throws NexusError `validation_failed` | `unsupported_runtime` */
  constructor(options: SupabaseDataServiceOptions) {
    checkServer(options);
    this.origin = options.url.replace(/\/+$/, '');
    const tracker = new ConnectionTracker();
    this.#http = new GuardedFetch(tracker);
    const server = { url: this.origin, publishableKey: options.publishableKey, fetch: this.#http.fetch };
    this.#rest = new Rest(server, this.#http.fetchAsPerson);
    this.#auth = openSession(options, server, () => ({ rest: this.#rest, requests: this.#requests }));
    const { source } = this.#auth;
    this.#requests = new Requests({
      requireOpen: (doing) => this.#requireOpen(doing),
      token: (doing) => source.token(doing),
      renew: (refused) => source.renew(refused),
      authorize: (signal, token) => this.#http.authorize(signal, token),
      notes: (signal) => this.#http.notes(signal),
    });
    this.#live = new LiveDoor(tracker, async () =>
      (await import('./open-live.ts')).openLive(server, {
        tracker,
        topic: (isRetry, signal) => this.#topic(isRetry, signal),
        token: () => source.token('listen for live data'),
        emit: (event) => this.#emit(event),
      }),
    );
    const parts: ServiceParts = {
      ...server,
      rest: this.#rest,
      requests: this.#requests,
      token: (doing) => source.token(doing),
      tenantId: async (call) => (this.#membership ?? (await this.membership(call))).tenant.id,
    };
    this.#lazy = createLazyServices(parts, {
      getMachine: (id, call) => this.getMachine(id, call),
      membership: (call) => this.membership(call),
    });
    ({
      tenants: this.tenants,
      members: this.members,
      files: this.files,
      ai: this.ai,
      platform: this.platform,
    } = this.#lazy);
    this.signIns = this.#auth.signIns;
    this.session = source.current;
    this.connection = tracker;
    this.#release = [
      this.session.subscribe((session) => this.#follow(session)),
      listenForWake({
        offline: () => {
          tracker.hintedOffline();
          this.#live.hintedOffline();
        },
        wake: () => {
          source.wake();
          this.#live.restart();
        },
        visible: () => {
          source.wake();
          this.#live.visible();
        },
      }),
    ];
  }

  get clockOffsetMs(): number {
    return this.#clockOffsetMs;
  }

  async signIn(params: SignInParams, options: CallOptions = {}): Promise<Session> {
    this.#requireOpen('sign in');
    return this.#auth.signIn(params, options);
  }

  signOut(options: CallOptions = {}): Promise<void> {
    // The live channel goes with the session; see #follow.
    return this.#auth.source.signOut(options);
  }

  async findSession({ signal }: CallOptions = {}): Promise<Session | null> {
    const doing = 'find out who is signed in';
    this.#requireOpen(doing);
    return raceAbort(this.#auth.source.find(), doing, signal);
  }

  async refreshSession({ signal }: CallOptions = {}): Promise<Session | null> {
    const doing = 'refresh the session';
    this.#requireOpen(doing);
    await raceAbort(this.#auth.source.renew(), doing, signal);
    return this.session.value ?? null;
  }

  async membership(options: CallOptions = {}): Promise<Membership> {
    const doing = 'read the own membership';
    const userId = this.session.value?.userId;
    const membership = await this.#requests.call(
      doing,
      options,
      (signal) => this.#rest.rpc('current_membership', signal),
      (data) => (data === null ? null : parseMembership(data)),
    );
    if (!membership) {
      throw new NexusError('no_membership', `Could not ${doing}: this account is in no active tenant.`, {
        hint: "Ask an admin to invite it, or, if the tenant is suspended, ask the platform's operator.",
      });
    }
    if (userId && userId === this.session.value?.userId) this.#membership = membership;
    return membership;
  }

  listMachines(options: CallOptions = {}): Promise<MachineRecord[]> {
    let askedAt = 0;
    return this.#requests.call(
      'list the machines',
      options,
      (signal) => {
        askedAt = Date.now();
        return this.#rest.rpc('fleet_overview', signal);
      },
      (data) => {
        this.#clockOffsetMs = clockOffset(data, askedAt, Date.now()) ?? this.#clockOffsetMs;
        return parseFleet(data);
      },
    );
  }

  async getMachine(id: string, options: CallOptions = {}): Promise<MachineRecord> {
    const doing = `read machine ${id}`;
    const machine = await this.#requests.call(
      doing,
      options,
      (signal) => this.#rest.from('machines').select('*', LATEST).eq('id', id).first(signal),
      parseMachineOrNull,
    );
    if (!machine) throw notFound(doing);
    return machine;
  }

  createMachine(params: MachineCreateParams, options?: OwnedCallOptions): Promise<MachineRecord> {
    return this.#lazy.createMachine(params, options);
  }

  updateMachine(id: string, params: MachineUpdateParams, options?: GuardedOptions): Promise<MachineRecord> {
    return this.#lazy.updateMachine(id, params, options);
  }

  deleteMachine(id: string, options?: CallOptions): Promise<void> {
    return this.#lazy.deleteMachine(id, options);
  }

  recordReadings(readings: readonly Reading[], options?: OwnedCallOptions): Promise<RecordResult> {
    return this.#lazy.recordReadings(readings, options);
  }

  series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries> {
    return this.#lazy.series(params, options);
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#requireOpen('listen for live data');
    // A wrapper of its own for each call, so that the same function can listen twice.
    const own = (event: LiveEvent): void => listener(event);
    this.#listeners.add(own);
    if (this.#userId) this.#live.start();
    // At the host somebody may be signed in, who is asked for with the first use.
    else this.#auth.source.find().catch(() => {});
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.#live.stop();
    };
  }

  close(): Promise<void> {
    // Once: the session's key, freed again, could be another instance's by then.
    this.#closing ??= this.#shut();
    return this.#closing;
  }

  async #shut(): Promise<void> {
    for (const release of this.#release.splice(0)) release();
    this.#listeners.clear();
    this.#live.stop();
    await this.#auth.close();
  }

  /** Members who may not read telemetry hear of machines only; who may read neither hears nothing. */
  async #topic(isRetry: boolean, signal: AbortSignal): Promise<string | null> {
    const known = isRetry ? null : this.#membership;
    const { permissions, tenant } = known ?? (await this.membership({ signal }));
    if (permissions.includes('telemetry.read')) return `tenant:${tenant.id}`;
    return permissions.includes('machines.read') ? `tenant:${tenant.id}:machines` : null;
  }

  #follow(session: Session | null | undefined): void {
    const userId = session?.userId ?? null;
    if (userId === this.#userId) {
      this.#live.reauthorise();
      return;
    }
    this.#userId = userId;
    this.#membership = null;
    this.#live.stop();
    if (userId && this.#listeners.size > 0) this.#live.start();
  }

  #emit(event: LiveEvent): void {
    if (event.type === 'tenant') this.#membership = null;
    for (const listener of [...this.#listeners]) report(() => listener(event));
  }

  #requireOpen(doing: string): void {
    if (!this.#closing) return;
    throw closedInstance(doing);
  }
}
