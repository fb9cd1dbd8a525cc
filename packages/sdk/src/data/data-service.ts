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
import type { CallOptions, OwnedCallOptions } from './call-options.ts';
import type { MachineRecord } from './machine-record.ts';
import type { AiService } from './services/ai-service.ts';
import type { FileService, GuardedOptions } from './services/file-service.ts';
import type { MemberService } from './services/member-service.ts';
import type { PlatformService } from './services/platform-service.ts';
import type { SignInService } from './services/sign-in-service.ts';
import type { TenantService } from './services/tenant-service.ts';

export type { CallOptions, MachineRecord };

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
  /** 0 (worst) to 100 (best); null when nothing could be judged. */
  healthScore: number | null;
  /** Why the score is what it is, worst first. */
  healthParts: Machine['healthParts'];
}

/**
 * The engine under the SDK. `SupabaseDataService` is the real one, `SimulatedDataService` the deterministic plant
 * in memory. Everything above works on this interface alone. Every method throws {@link NexusError}s only.
 */
export interface DataService {
  /**
   * The server behind the engine, for example its URL: what is kept on this device is kept apart by it. Without it nothing
   * of the engine outlives the page.
   */
  readonly origin?: string;
  /** Current session, or null when signed out; undefined until the stored session has been looked up. */
  readonly session: Observable<Session | null | undefined>;
  /** What the engine knows of its live connection. */
  readonly connection: Observable<Connection>;
  /**
   * How many ms this device's clock is ahead of the engine's, as last found out; negative when behind, absent when unknown.
   * Readings are dated by the engine's side, and their age here is counted with it.
   */
  readonly clockOffsetMs?: number;

  /** @throws NexusError `invalid_credentials` | `network_unreachable` */
  signIn(params: SignInParams, options?: CallOptions): Promise<Session>;
  /**
   * Who is signed in, finding it out where that takes a call: a stored session, the host's callback. Where it is absent,
   * `session` tells by itself. @throws NexusError `host_session_failed`
   */
  findSession?(options?: CallOptions): Promise<Session | null>;
  /** Asks for a new token at once; at the host also after a sign-out. @throws NexusError `host_session_failed` */
  refreshSession?(options?: CallOptions): Promise<Session | null>;
  /** Forgets the session here, whatever the server says. */
  signOut(options?: CallOptions): Promise<void>;
  /**
   * Tenant, role and effective permissions. @throws NexusError `not_signed_in` | `no_membership` |
   * `tenant_suspended`
   */
  membership(options?: CallOptions): Promise<Membership>;

  /** All machines of the tenant with their newest reading, by name. */
  listMachines(options?: CallOptions): Promise<MachineRecord[]>;
  /** @throws NexusError `not_found` */
  getMachine(id: string, options?: CallOptions): Promise<MachineRecord>;
  /** @throws NexusError `validation_failed` | `conflict` | `permission_denied` | `plan_limit` */
  createMachine(params: MachineCreateParams, options?: OwnedCallOptions): Promise<MachineRecord>;
  /** @throws NexusError `validation_failed` | `not_found` | `permission_denied` | `conflict` */
  updateMachine(id: string, params: MachineUpdateParams, options?: GuardedOptions): Promise<MachineRecord>;
  /** A machine with recorded readings stays. @throws NexusError `not_found` | `validation_failed` */
  deleteMachine(id: string, options?: CallOptions): Promise<void>;

  /** Stores 1 to 5,000 readings, each machine and time once, and answers for each what became of it. */
  recordReadings(readings: readonly Reading[], options?: OwnedCallOptions): Promise<RecordResult>;
  /** A part of a machine's past. @throws NexusError `not_found` | `validation_failed` */
  series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries>;

  /** Own sign-in beside the password. */
  readonly signIns: SignInService;
  /** The own tenant, and what anybody may know of one. */
  readonly tenants: TenantService;
  /** People of the own tenant. */
  readonly members: MemberService;
  /** Documents and quality images. */
  readonly files: FileService;
  /** The tenant's AI key and what the AI was asked. */
  readonly ai: AiService;
  /** Tenants that the signed-in reseller or operator looks after. */
  readonly platform: PlatformService;

  /** Starts the live channel with the first listener and ends it with the last. Returns the unsubscribe function. */
  subscribe(listener: (event: LiveEvent) => void): () => void;

  /** Closes sockets and timers; the instance cannot be used afterwards. */
  close(): Promise<void>;
}
