import type { DocumentListParams, QualityListParams, SeriesParams } from '../types/index.ts';

/** Whose data a cache entry holds. Nothing is ever read across scopes. */
export interface Scope {
  /** UUID of the account. */
  userId: string;
  /** UUID of the tenant. */
  tenantId: string;
}

/** A query key of ours: `nexus`, the person, the tenant, the kind of thing, and which one. */
export type NexusKey = readonly ['nexus', userId: string, ...rest: readonly unknown[]];

/**
 * Keys of everything that the SDK keeps in its TanStack Query client, for a host that reads the same cache through
 * its own hooks.
 *
 * @example queryClient.getQueryData(nexusKeys.machines({ userId, tenantId }))
 */
export const nexusKeys: {
  /** Begins every key of the person. */
  user(userId: string): NexusKey;
  /** The person's membership. */
  membership(userId: string): NexusKey;
  /** Begins every key of the person in the tenant. */
  tenant(scope: Scope): NexusKey;
  /** The list of machines. */
  machines(scope: Scope): NexusKey;
  /** One machine, read on its own; all such without an id. */
  machine(scope: Scope, id?: string): NexusKey;
  /** A part of a machine's past. */
  series(scope: Scope, params: SeriesParams): NexusKey;
  /** A page of documents; all pages without parameters. */
  documents(scope: Scope, params?: DocumentListParams): NexusKey;
  /** A page of quality images; all pages without parameters. */
  qualityImages(scope: Scope, params?: QualityListParams): NexusKey;
  /** The tenant's members. */
  members(scope: Scope): NexusKey;
  /** What the tenant's plan allows and how much of it is in use. */
  usage(scope: Scope): NexusKey;
} = {
  user: (userId) => ['nexus', userId],
  membership: (userId) => ['nexus', userId, 'membership'],
  tenant: (scope) => ['nexus', scope.userId, scope.tenantId],
  machines: (scope) => ['nexus', scope.userId, scope.tenantId, 'machines'],
  machine: (scope, id) => [
    'nexus',
    scope.userId,
    scope.tenantId,
    'machine',
    ...(id === undefined ? [] : [id]),
  ],
  series: (scope, params) => ['nexus', scope.userId, scope.tenantId, 'series', params],
  documents: (scope, params) => ['nexus', scope.userId, scope.tenantId, 'documents', ...given(params)],
  qualityImages: (scope, params) => [
    'nexus',
    scope.userId,
    scope.tenantId,
    'qualityImages',
    ...given(params),
  ],
  members: (scope) => ['nexus', scope.userId, scope.tenantId, 'members'],
  usage: (scope) => ['nexus', scope.userId, scope.tenantId, 'usage'],
};

/** Without parameters the key stands for every list of the kind. */
function given(params: object | undefined): readonly object[] {
  return params ? [params] : [];
}

/** True for lists of machines and single machines, of any scope: what shows newest readings. */
export function isMachineKey(queryKey: readonly unknown[]): boolean {
  return queryKey[0] === 'nexus' && (queryKey[3] === 'machines' || queryKey[3] === 'machine');
}
