import type { Observable } from '../observable/observable.ts';
import type {
  Connection,
  Machine,
  MachineCreateParams,
  MachineUpdateParams,
  Membership,
  Reading,
  RecordResult,
  SeriesParams,
  Session,
  SignInParams,
  TelemetrySeries,
} from '../types/index.ts';

/** Every call can be given up. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** A machine as the engine knows it; freshness depends on the clock and is added above the engine. */
export type MachineRecord = Omit<Machine, 'freshness'>;

/** What the engine says when something changed. */
export type LiveEvent =
  | { type: 'readings'; readings: readonly LiveReading[] }
  | { type: 'machines'; change: 'insert' | 'update'; machines: readonly MachineRecord[] }
  | { type: 'machines'; change: 'delete'; machineIds: readonly string[] }
  | { type: 'tenant' }
  /** The subscription was (re-)established: anything may have been missed, so read again. */
  | { type: 'resync' };

/** Newest reading of one machine with the health that followed from it. */
export interface LiveReading extends Reading {
  healthScore: number | null;
  healthParts: Machine['healthParts'];
}

/**
 * The engine under the SDK. `SupabaseDataService` is the real one, `SimulatedDataService` the deterministic plant
 * in memory. Everything above works on this interface alone. Every method throws {@link NexusError}s only.
 */
export interface DataService {
  /** Current session, or null when signed out; undefined until the stored session has been looked up. */
  readonly session: Observable<Session | null | undefined>;
  readonly connection: Observable<Connection>;
  /**
   * How many ms this device's clock is ahead of the engine's, as last found out; negative when behind, absent when unknown.
   * Readings are dated by the engine's side, and their age here is counted with it.
   */
  readonly clockOffsetMs?: number;

  signIn(params: SignInParams, options?: CallOptions): Promise<Session>;
  signOut(options?: CallOptions): Promise<void>;
  membership(options?: CallOptions): Promise<Membership>;

  listMachines(options?: CallOptions): Promise<MachineRecord[]>;
  getMachine(id: string, options?: CallOptions): Promise<MachineRecord>;
  createMachine(params: MachineCreateParams, options?: CallOptions): Promise<MachineRecord>;
  updateMachine(id: string, params: MachineUpdateParams, options?: CallOptions): Promise<MachineRecord>;

  recordReadings(readings: readonly Reading[], options?: CallOptions): Promise<RecordResult>;
  series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries>;

  /** Starts the live channel with the first listener and ends it with the last. Returns the unsubscribe function. */
  subscribe(listener: (event: LiveEvent) => void): () => void;

  /** Closes sockets and timers; the instance cannot be used afterwards. */
  close(): Promise<void>;
}
