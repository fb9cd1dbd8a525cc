import type { QueryClient } from '@tanstack/query-core';
import type { BufferStore } from './buffer/buffer-store.ts';
import type { CallOptions, DataService } from './data/data-service.ts';
import type { Observable } from './observable/observable.ts';
import type { AiResource } from './resources/ai-resource.ts';
import type { BufferResource } from './resources/buffer-resource.ts';
import type { DocumentsResource, QualityResource } from './resources/files-resource.ts';
import type { MachinesResource } from './resources/machines-resource.ts';
import type { MembersResource } from './resources/members-resource.ts';
import type { PlatformResource } from './resources/platform-resource.ts';
import type { SessionResource } from './resources/session-resource.ts';
import type { TelemetryResource } from './resources/telemetry-resource.ts';
import type { BrandingResource, TenantResource } from './resources/tenant-resource.ts';
import type { Connection, GetSession } from './types/index.ts';

/** What {@link createNexus} needs, whatever the engine. */
export interface CommonOptions {
  /** A machine silent for longer than this is `stale`. Default 60,000 ms. */
  staleAfterMs?: number;
  /** Where readings and edits wait for the network. */
  buffer?: BufferOptions;
  /** The host's own TanStack Query client; ours else. Only entries whose key begins with `nexus` are touched. */
  queryClient?: QueryClient;
  /** False: nothing that was read is kept over a reload. Default true where there is IndexedDB. */
  persistCache?: boolean;
}

/** How the offline buffer is kept. */
export interface BufferOptions {
  /** Default: IndexedDB in a browser, else memory. `fileStore(folder)` of `@nexus-mfg/sdk/node` survives `kill -9`. */
  store?: BufferStore;
  /** Most readings in the ring; then the oldest are dropped and counted. Default 200,000. */
  capacity?: number;
}

/** What {@link createNexus} needs: where the server is, or an engine of one's own. */
export type NexusOptions = CommonOptions &
  (
    | {
        /** Base URL of the Supabase project, for example `http://127.0.0.1:54321`. */
        url: string;
        /** The project's publishable key. It opens nothing by itself: row level security decides. */
        publishableKey: string;
        /** Where the session is kept; default the browser's localStorage, in Node memory. */
        sessionStorage?: SessionStorage;
        /**
         * The host's own sign-in: gives the session of the user that is signed in there. Turns own sign-in off. One and the
         * same function for as long as the page lives: another one is taken for another sign-in.
         */
        getSession?: GetSession;
      }
    | {
        /** The engine: a `SimulatedDataService`, or one of your own. */
        data: DataService;
      }
  );

/** The part of the Web Storage interface that keeps the session. */
export interface SessionStorage {
  /** Null when nothing is kept under the key. */
  getItem(key: string): string | null | Promise<string | null>;
  /** Resolves when it is kept. */
  setItem(key: string, value: string): void | Promise<void>;
  /** Nothing happens when there is none. */
  removeItem(key: string): void | Promise<void>;
}

/** Listener and error callback of a live list. */
export interface SubscribeOptions {
  /** Called with a {@link NexusError} when the list cannot be read; it goes on trying. */
  onError?: (error: unknown) => void;
}

/** One tenant's machines, telemetry, files, people and session. Two instances on a page know nothing of each other. */
export interface Nexus {
  /** Who is signed in. */
  readonly session: SessionResource;
  /** The signed-in person's tenant. */
  readonly tenant: TenantResource;
  /** How the tenant looks. */
  readonly branding: BrandingResource;
  /** The tenant's machines. */
  readonly machines: MachinesResource;
  /** What machines measure. */
  readonly telemetry: TelemetryResource;
  /** The document library. */
  readonly documents: DocumentsResource;
  /** Pictures of parts with their inspection. */
  readonly quality: QualityResource;
  /** People of the tenant, and invitations. */
  readonly members: MembersResource;
  /** Tenants that a reseller or the operator looks after. */
  readonly platform: PlatformResource;
  /** The tenant's AI key, and what the AI was asked. */
  readonly ai: AiResource;
  /** What waits for the network on this device. */
  readonly buffer: BufferResource;
  /** State of the live connection. */
  readonly connection: Observable<Connection>;
  /** The TanStack Query client that holds the cache. */
  readonly queryClient: QueryClient;
  /** Closes sockets, stores and timers; the instance cannot be used afterwards. What waits in a durable store stays. */
  close(options?: CallOptions): Promise<void>;
}
