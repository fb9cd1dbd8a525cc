import type {
  CallOptions,
  DataService,
  LiveEvent,
  LiveReading,
  MachineRecord,
} from '../../src/data/data-service.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import { ObservableValue } from '../../src/observable/observable.ts';
import type {
  Connection,
  ConnectionState,
  Membership,
  RecordResult,
  Session,
  SignInParams,
  TelemetrySeries,
} from '../../src/types/index.ts';

/** A machine record with plain values. */
export function machine(id: string, fields: Partial<MachineRecord> = {}): MachineRecord {
  return {
    id,
    externalId: null,
    name: `Machine ${id}`,
    type: 'pump',
    status: 'running',
    healthScore: 90,
    healthParts: [],
    gridPositionX: null,
    gridPositionY: null,
    metadata: {},
    latest: null,
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
}

/** A live reading of this machine, `agoMs` old. */
export function liveReading(machineId: string, agoMs: number, vibration: number = 1): LiveReading {
  const timestamp = new Date(Date.now() - agoMs).toISOString();
  return { machineId, timestamp, vibration, healthScore: 80, healthParts: [] };
}

/**
 * An engine without anything behind it, for tests of what stands above: the machines are a variable, events are told
 * by hand, and every call can be held back or made to fail.
 */
export class MemoryDataService implements DataService {
  readonly session: ObservableValue<Session | null | undefined>;
  readonly connection: ObservableValue<Connection>;
  readonly signIns: DataService['signIns'] = absent('signIns');
  readonly tenants: DataService['tenants'] = absent('tenants');
  readonly members: DataService['members'] = absent('members');
  readonly files: DataService['files'] = { documents: absent('documents'), quality: absent('quality') };
  readonly ai: DataService['ai'] = absent('ai');
  readonly platform: DataService['platform'] = absent('platform');
  clockOffsetMs: number = 0;
  machines: MachineRecord[] = [];
  tenantId: string = 'tenant-a';
  /** How often each method was called. */
  readonly calls: Record<string, number> = {};
  /** Thrown by the next calls, in order. */
  failures: NexusError[] = [];
  /** When set, calls wait for it. */
  gate: Promise<void> | null = null;
  /** Signals that calls were made with and that have aborted. */
  abortedCalls: number = 0;
  readonly #listeners: Set<(event: LiveEvent) => void> = new Set();

  constructor(userId: string | null = 'user-1') {
    this.session = new ObservableValue<Session | null | undefined>(userId ? sessionOf(userId) : null);
    this.connection = new ObservableValue<Connection>({
      state: 'connecting',
      since: '',
      lastContactAt: null,
    });
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  tell(event: LiveEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  connect(state: ConnectionState): void {
    this.connection.set({ state, since: new Date().toISOString(), lastContactAt: null });
  }

  async signIn({ email }: SignInParams, options?: CallOptions): Promise<Session> {
    await this.#called('signIn', options);
    const session = sessionOf(email);
    this.session.set(session);
    return session;
  }

  async signOut(): Promise<void> {
    this.session.set(null);
    await this.#called('signOut');
  }

  async membership(options?: CallOptions): Promise<Membership> {
    await this.#called('membership', options);
    const tenant = {
      id: this.tenantId,
      name: this.tenantId,
      slug: 'a',
      planTier: 'Pro',
      status: 'Active',
      brand: {},
    } as const;
    return {
      userId: this.#userId(),
      email: '',
      fullName: null,
      role: 'maintenance',
      permissions: [],
      features: [],
      isReseller: false,
      isPlatformAdmin: false,
      tenant,
    };
  }

  async listMachines(options?: CallOptions): Promise<MachineRecord[]> {
    const answer = structuredClone(this.machines);
    await this.#called('listMachines', options);
    return answer;
  }

  async getMachine(id: string, options?: CallOptions): Promise<MachineRecord> {
    await this.#called('getMachine', options);
    const found = this.machines.find((one) => one.id === id);
    if (!found) throw new NexusError('not_found', `There is no machine ${id}.`);
    return structuredClone(found);
  }

  async createMachine(): Promise<MachineRecord> {
    await this.#called('createMachine');
    return machine('created');
  }

  async updateMachine(id: string): Promise<MachineRecord> {
    await this.#called('updateMachine');
    return machine(id, { status: 'fault', updatedAt: '2026-01-02T00:00:00.000Z' });
  }

  async deleteMachine(id: string, options?: CallOptions): Promise<void> {
    await this.#called('deleteMachine', options);
    this.machines = this.machines.filter((one) => one.id !== id);
  }

  async recordReadings(readings: readonly unknown[], options?: CallOptions): Promise<RecordResult> {
    await this.#called('recordReadings', options);
    return { stored: readings.length, duplicate: 0, duplicates: [], refused: [] };
  }

  async series({ machineId }: { machineId: string }, options?: CallOptions): Promise<TelemetrySeries> {
    await this.#called('series', options);
    const times = new Float64Array();
    return { machineId, times, metrics: {}, resolution: 'raw', source: 'readings', bucketMs: 0 };
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  async #called(method: string, options: CallOptions = {}): Promise<void> {
    this.calls[method] = (this.calls[method] ?? 0) + 1;
    options.signal?.addEventListener('abort', () => {
      this.abortedCalls += 1;
    });
    await this.gate;
    const failure = this.failures.shift();
    if (failure) throw failure;
  }

  #userId(): string {
    return this.session.value?.userId ?? 'nobody';
  }
}

/** A service that this engine does not have: every call says so. */
function absent<T extends object>(name: string): T {
  return new Proxy({} as T, {
    get: (_, method) => () => {
      throw new NexusError('server_error', `MemoryDataService has no ${name}.${String(method)}.`);
    },
  });
}

function sessionOf(userId: string): Session {
  return { userId, email: `${userId}@example.org`, expiresAt: '2030-01-01T00:00:00.000Z' };
}
