import type { NexusError } from '../errors/nexus-error.ts';
import type { Nexus } from '../nexus.ts';
import type {
  DocumentListParams,
  Machine,
  Member,
  Membership,
  Page,
  PlanUsage,
  QualityImage,
  QualityListParams,
  SeriesParams,
  StoredDocument,
  TelemetrySeries,
} from '../types/index.ts';
import { userIdOf } from './cache.ts';
import { partsOf } from './instance-parts.ts';
import { type NexusKey, nexusKeys, type Scope } from './keys.ts';
import { machineQuery, machinesQuery, membershipQuery, SHARED, seriesQuery } from './query-options.ts';

/** Lists of files and people are looked at again after this time when somebody comes to look. */
const LIST_STALE_MS = 30_000;
const KEPT_MS = 300_000;

/**
 * Options for `useQuery` of any framework and for `queryClient.fetchQuery`. A hook's `error` is a {@link NexusError}.
 */
export interface NexusQueryOptions<TData, TRead = TData> {
  /** See {@link nexusKeys}. */
  queryKey: readonly unknown[];
  /** Reads it from the engine. */
  queryFn: (context: { signal: AbortSignal }) => Promise<TRead>;
  /** Adds the freshness, which depends on the clock. */
  select?: (data: TRead) => TData;
  /** False until it is known whose data to read. */
  enabled: boolean;
  /** Milliseconds after which it is read again when somebody comes to look. */
  staleTime: number;
  /** Milliseconds for which it is kept when nobody looks any more. */
  gcTime: number;
  /** Transient failures are tried again. */
  retry: (failureCount: number, error: NexusError) => boolean;
  /** Milliseconds; what the server asks for with `Retry-After` comes first. */
  retryDelay: (failureCount: number, error: NexusError) => number;
  /** It is tried whatever `navigator.onLine` claims. */
  networkMode: 'always';
  /** Live events tell what changed, not the window. */
  refetchOnWindowFocus: false;
  /** The live channel's own return tells what to read again. */
  refetchOnReconnect: false;
  /** What is stale is read again when somebody comes to look. */
  refetchOnMount: true;
}

/** What {@link nexusQueries} gives. */
export interface NexusQueries {
  /** The signed-in person's tenant, role and effective permissions. */
  membership(): NexusQueryOptions<Membership>;
  /** All machines by name, kept right by live events while anybody subscribes. */
  machines(): NexusQueryOptions<Machine[], Omit<Machine, 'freshness'>[]>;
  /** One machine, kept right as the list is. */
  machine(id: string): NexusQueryOptions<Machine, Omit<Machine, 'freshness'>>;
  /** A part of a machine's past. */
  series(params: SeriesParams): NexusQueryOptions<TelemetrySeries>;
  /** A page of documents, newest first. */
  documents(params?: DocumentListParams): NexusQueryOptions<Page<StoredDocument>>;
  /** A page of quality images, newest capture first. */
  qualityImages(params?: QualityListParams): NexusQueryOptions<Page<QualityImage>>;
  /** People of the tenant; needs `members.manage`. */
  members(): NexusQueryOptions<Member[]>;
  /** What the tenant's plan allows and how much of it is in use. */
  usage(): NexusQueryOptions<PlanUsage>;
}

/**
 * TanStack Query options for a host that runs TanStack Query (React, Vue, Svelte, Solid) and reads with its own hooks.
 * Give its client to `createNexus({ queryClient })`, or ours to its provider: live readings are written into that one.
 *
 * @param membership what the query `membership()` answered; without it the others wait (`enabled` is false)
 * @example
 * const queries = nexusQueries(nexus);
 * const membership = await nexus.queryClient.fetchQuery(queries.membership());
 * const machines = await nexus.queryClient.fetchQuery(nexusQueries(nexus, membership).machines());
 */
export function nexusQueries(nexus: Nexus, membership?: Membership): NexusQueries {
  const { cache, hub, fresh, pending } = partsOf(nexus);
  const { data } = cache;
  const userId = userIdOf(data.session.value) ?? '';
  const scope: Scope = { userId, tenantId: membership?.tenant.id ?? '' };
  const enabled = membership !== undefined && membership.userId === userId;
  const list = <TData>(
    queryKey: NexusKey,
    queryFn: (options: { signal: AbortSignal }) => Promise<TData>,
  ): NexusQueryOptions<TData> => ({
    ...SHARED,
    queryKey,
    queryFn: ({ signal }) => queryFn({ signal }),
    staleTime: LIST_STALE_MS,
    gcTime: KEPT_MS,
    enabled,
  });
  return {
    membership: () => ({ ...membershipQuery(data, userId), enabled: userId !== '' }),
    machines: () => ({
      ...machinesQuery(data, scope, () => hub.openJournal(), pending),
      enabled,
      select: (records) => records.map((record) => fresh.one(record)),
    }),
    machine: (id) => ({
      ...machineQuery(data, scope, id, pending),
      enabled,
      select: (record) => fresh.one(record),
    }),
    series: (params) => ({ ...seriesQuery(data, scope, params), enabled }),
    documents: (params) =>
      list(nexusKeys.documents(scope, params ?? {}), (options) => nexus.documents.list(params, options)),
    qualityImages: (params) =>
      list(nexusKeys.qualityImages(scope, params ?? {}), (options) => nexus.quality.list(params, options)),
    members: () => list(nexusKeys.members(scope), (options) => nexus.members.list(options)),
    usage: () => list(nexusKeys.usage(scope), (options) => nexus.tenant.usage(options)),
  };
}
