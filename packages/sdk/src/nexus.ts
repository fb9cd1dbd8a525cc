import type { QueryClient } from '@tanstack/query-core';
import type { CallOptions, DataService } from './data/data-service.ts';
import type { Observable } from './observable/observable.ts';
import type {
  Connection,
  LatestReading,
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
} from './types/index.ts';

/** What {@link createNexus} needs: where the server is, or an engine of one's own. */
export type NexusOptions =
  | {
      /** Base URL of the Supabase project, for example `http://127.0.0.1:54321`. */
      url: string;
      /** The project's publishable key. It opens nothing by itself: row level security decides. */
      publishableKey: string;
      /** A machine silent for longer than this is `stale`. Default 60,000 ms. */
      staleAfterMs?: number;
      /** Where the session is kept; default the browser's localStorage, in Node memory. */
      sessionStorage?: SessionStorage;
    }
  | { data: DataService; staleAfterMs?: number };

/** The part of the Web Storage interface that keeps the session. */
export interface SessionStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

/** Listener and error callback of a live list. */
export interface SubscribeOptions {
  onError?: (error: unknown) => void;
}

/** One tenant's machines, telemetry and session. Two instances on a page know nothing of each other. */
export interface Nexus {
  /** Own sign-in. */
  readonly session: {
    /** Session, null when signed out, undefined until the stored session has been looked up. */
    readonly current: Observable<Session | null | undefined>;
    /** @throws NexusError `invalid_credentials` | `network_unreachable` */
    signIn(params: SignInParams, options?: CallOptions): Promise<Session>;
    /** Ends the session and wipes every cached value. */
    signOut(options?: CallOptions): Promise<void>;
  };
  readonly tenant: {
    /** The signed-in person's tenant, role and effective permissions. @throws NexusError `not_signed_in` | `no_membership` */
    current(options?: CallOptions): Promise<Membership>;
    /** Calls `listener` with the membership now and whenever it or the brand changes; null when signed out. */
    subscribe(listener: (membership: Membership | null) => void, options?: SubscribeOptions): () => void;
  };
  readonly machines: {
    /** All machines of the tenant with their newest reading, by name. */
    list(options?: CallOptions): Promise<Machine[]>;
    /** @throws NexusError `not_found` */
    get(id: string, options?: CallOptions): Promise<Machine>;
    create(params: MachineCreateParams, options?: CallOptions): Promise<Machine>;
    update(id: string, params: MachineUpdateParams, options?: CallOptions): Promise<Machine>;
    /**
     * Calls `listener` with the whole list once it is read and after every change (reading, machine, freshness),
     * at most once an animation frame's time (16 ms). A machine that did not change keeps its object identity.
     */
    subscribe(listener: (machines: readonly Machine[]) => void, options?: SubscribeOptions): () => void;
  };
  readonly telemetry: {
    /** Records 1 to 5,000 readings; idempotent by machine and timestamp. Answers for each what happened. */
    record(readings: Reading | readonly Reading[], options?: CallOptions): Promise<RecordResult>;
    /** Newest reading of a machine, or null when it has never sent one. */
    latest(machineId: string, options?: CallOptions): Promise<LatestReading | null>;
    series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries>;
    /** Calls `listener` with each new reading of the machine (of all machines when `machineId` is absent). */
    subscribe(params: { machineId?: string }, listener: (reading: Reading) => void): () => void;
  };
  /** State of the live connection. */
  readonly connection: Observable<Connection>;
  /** The TanStack Query client that holds the cache. */
  readonly queryClient: QueryClient;
  /** Closes sockets and timers; the instance cannot be used afterwards. */
  close(): Promise<void>;
}
