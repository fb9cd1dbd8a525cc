import { mapError } from '../../errors/map-error.ts';
import { NexusError } from '../../errors/nexus-error.ts';
import type { SessionStorage } from '../../nexus.ts';
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
import { raceAbort, throwIfAborted } from '../../util/abort.ts';
import { checkMachine } from '../check-machine.ts';
import type { CallOptions, DataService, LiveEvent, MachineRecord } from '../data-service.ts';
import { AuthSession } from './auth-session.ts';
import { checkServer } from './check-server.ts';
import { createSupabase, type NexusSupabase } from './client.ts';
import { clockOffset } from './clock-offset.ts';
import { ConnectionTracker } from './connection-tracker.ts';
import { GuardedFetch } from './guarded-fetch.ts';
import { LiveChannel } from './live-channel.ts';
import { claimSessionKey, defaultSessionStorage } from './session-store.ts';
import { createTimedSocket } from './timed-socket.ts';
import { listenForWake } from './wake.ts';
import { parseFleet, parseMachine, parseRecordResult } from './wire.ts';
import { parseMembership } from './wire-membership.ts';
import { machineColumns, mergeAnswer, outgoingBatch } from './wire-out.ts';
import { parseSeries } from './wire-series.ts';

/** Where the server is. */
export interface SupabaseDataServiceOptions {
  url: string;
  publishableKey: string;
  sessionStorage?: SessionStorage;
}

/** Every column of a machine and, through its foreign key, the newest reading with why health is what it is. */
const MACHINE_SELECT =
  '*, latest:machine_latest(timestamp, vibration, temperature, rpm, power_kwh, health_parts)';

/** What a request through the client resolves to. */
interface Answer {
  data: unknown;
  error: unknown;
  status: number;
}

/** The real engine: Supabase's Auth, REST and Realtime behind the one interface. */
export class SupabaseDataService implements DataService {
  readonly session: Observable<Session | null | undefined>;
  readonly connection: Observable<Connection>;
  readonly #client: NexusSupabase;
  readonly #auth: AuthSession;
  readonly #http: GuardedFetch;
  readonly #live: LiveChannel;
  readonly #listeners: Set<(event: LiveEvent) => void> = new Set();
  readonly #release: (() => void)[];
  #membership: Membership | null = null;
  #userId: string | null = null;
  #clockOffsetMs = 0;
  #isClosed = false;

  /** @throws NexusError `validation_failed` | `unsupported_runtime` */
  constructor(options: SupabaseDataServiceOptions) {
    checkServer(options);
    const tracker = new ConnectionTracker();
    const storage = options.sessionStorage ?? defaultSessionStorage();
    const transport = createTimedSocket({
      opened: () => tracker.answered(),
      refused: () => tracker.failed(),
    });
    this.#http = new GuardedFetch(tracker);
    const { key, release } = claimSessionKey(options.url);
    try {
      this.#client = createSupabase({
        url: options.url,
        publishableKey: options.publishableKey,
        storage,
        storageKey: key,
        fetch: this.#http.fetch,
        transport,
        onHeartbeat: (status) => this.#live.heartbeat(status),
      });
    } catch (error) {
      release();
      throw mapError(error, { doing: `create Nexus for ${options.url}` });
    }
    this.#auth = new AuthSession(this.#client, this.#http, storage, key);
    this.#live = new LiveChannel({
      client: this.#client,
      tracker,
      topic: (isRetry) => this.#topic(isRetry),
      token: () => this.#auth.token('listen for live data'),
      emit: (event) => this.#emit(event),
    });
    this.session = this.#auth.current;
    this.connection = tracker;
    this.#release = [
      release,
      this.session.subscribe((session) => this.#follow(session)),
      listenForWake({
        offline: () => {
          tracker.hintedOffline();
          this.#live.hintedOffline();
        },
        wake: () => this.#live.restart(),
        visible: () => this.#live.visible(),
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
    return this.#auth.signOut(options);
  }

  async membership(options: CallOptions = {}): Promise<Membership> {
    const doing = 'read the own membership';
    const userId = this.session.value?.userId;
    const membership = await this.#call(
      doing,
      options,
      (signal) => this.#client.rpc('current_membership').abortSignal(signal),
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
    return this.#call(
      'list the machines',
      options,
      (signal) => {
        askedAt = Date.now();
        return this.#client.rpc('fleet_overview').abortSignal(signal);
      },
      (data) => {
        this.#clockOffsetMs = clockOffset(data, askedAt, Date.now()) ?? this.#clockOffsetMs;
        return parseFleet(data);
      },
    );
  }

  async getMachine(id: string, options: CallOptions = {}): Promise<MachineRecord> {
    const doing = `read machine ${id}`;
    const machine = await this.#call(
      doing,
      options,
      (signal) =>
        this.#client.from('machines').select(MACHINE_SELECT).eq('id', id).abortSignal(signal).maybeSingle(),
      parseMachineOrNull,
    );
    if (!machine) throw notFound(doing);
    return machine;
  }

  async createMachine(params: MachineCreateParams, options: CallOptions = {}): Promise<MachineRecord> {
    const doing = `create machine ${params.name}`;
    checkMachine(doing, params);
    return this.#call(
      doing,
      options,
      (signal) =>
        this.#client
          .from('machines')
          .insert({ ...machineColumns(params), name: params.name })
          .select()
          .abortSignal(signal)
          .single(),
      parseMachine,
    );
  }

  async updateMachine(
    id: string,
    params: MachineUpdateParams,
    options: CallOptions = {},
  ): Promise<MachineRecord> {
    const columns = machineColumns(params);
    if (Object.keys(columns).length === 0) return this.getMachine(id, options);
    const doing = `change machine ${id}`;
    checkMachine(doing, params);
    const machine = await this.#call(
      doing,
      options,
      (signal) =>
        this.#client
          .from('machines')
          .update(columns)
          .eq('id', id)
          .select(MACHINE_SELECT)
          .abortSignal(signal)
          .maybeSingle(),
      parseMachineOrNull,
    );
    if (machine) return machine;
    // Row level security hides what may not be changed, so that the answer alone does not tell which of the two it is.
    const { permissions } = await this.membership(options);
    if (permissions.includes('machines.write')) throw notFound(doing);
    throw new NexusError('permission_denied', `Could not ${doing}: permission machines.write is missing.`, {
      hint: "Ask the tenant's admin for the permission.",
    });
  }

  async recordReadings(readings: readonly Reading[], options: CallOptions = {}): Promise<RecordResult> {
    const batch = outgoingBatch(readings);
    const nothing: RecordResult = { stored: 0, duplicate: 0, duplicates: [], refused: [] };
    if (batch.rows.length === 0 && readings.length > 0) return mergeAnswer(batch, nothing);
    const answer = await this.#call(
      readings.length === 1 ? 'record a reading' : `record ${readings.length} readings`,
      options,
      (signal) => this.#client.rpc('record_readings', { readings: batch.rows }).abortSignal(signal),
      parseRecordResult,
    );
    return mergeAnswer(batch, answer);
  }

  series(params: SeriesParams, options: CallOptions = {}): Promise<TelemetrySeries> {
    const request = {
      machine_id: params.machineId,
      from_time: params.from,
      to_time: params.to,
      ...(params.metrics ? { metrics: [...params.metrics] } : {}),
      ...(params.maxPoints === undefined ? {} : { max_points: params.maxPoints }),
    };
    return this.#call(
      `read the series of machine ${params.machineId}`,
      options,
      (signal) => this.#client.rpc('telemetry_series', request).abortSignal(signal),
      (data) => parseSeries(data, params.machineId),
    );
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#requireOpen('listen for live data');
    // A wrapper of its own for each call, so that the same function can listen twice.
    const own = (event: LiveEvent): void => listener(event);
    this.#listeners.add(own);
    if (this.#userId) this.#live.start();
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) void this.#live.stop();
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const release of this.#release.splice(0)) release();
    this.#listeners.clear();
    await this.#live.stop();
    await this.#auth.close();
  }

  /** One request as the signed-in person. A token that only the server finds expired is renewed once. */
  async #call<T>(
    doing: string,
    { signal: given }: CallOptions,
    request: (signal: AbortSignal) => PromiseLike<Answer>,
    parse: (data: unknown) => T,
  ): Promise<T> {
    this.#requireOpen(doing);
    for (let isRetry = false; ; isRetry = true) {
      throwIfAborted(doing, given);
      await raceAbort(this.#auth.token(doing), doing, given);
      const signal = AbortSignal.any(given ? [given] : []);
      const { data, error, status } = await request(signal);
      if (!error) return parse(data);
      const failure = mapError(error, { doing, status, signal: given, ...this.#http.notes(signal) });
      if (isRetry || failure.code !== 'session_expired' || !(await this.#auth.renew())) throw failure;
    }
  }

  /** Members who may not read telemetry hear of machines only; who may read neither hears nothing. */
  async #topic(isRetry: boolean): Promise<string | null> {
    const known = isRetry ? null : this.#membership;
    const { permissions, tenant } = known ?? (await this.membership());
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
    void this.#live.stop();
    if (userId && this.#listeners.size > 0) this.#live.start();
  }

  #emit(event: LiveEvent): void {
    if (event.type === 'tenant') this.#membership = null;
    for (const listener of [...this.#listeners]) listener(event);
  }

  #requireOpen(doing: string): void {
    if (!this.#isClosed) return;
    throw new NexusError('aborted', `Could not ${doing}: this Nexus instance has been closed.`, {
      hint: 'Create a new one with createNexus().',
    });
  }
}

function parseMachineOrNull(data: unknown): MachineRecord | null {
  return data === null ? null : parseMachine(data);
}

function notFound(doing: string): NexusError {
  return new NexusError('not_found', `Could not ${doing}: there is no such machine in this tenant.`, {
    hint: 'Check the id; things of other tenants cannot be seen.',
  });
}
