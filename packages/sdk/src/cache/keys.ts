import type { SeriesParams } from '../types/index.ts';

/** Whose data a cache entry holds. Nothing is ever read across scopes. */
export interface Scope {
  userId: string;
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
  user(userId: string): NexusKey;
  membership(userId: string): NexusKey;
  tenant(scope: Scope): NexusKey;
  machines(scope: Scope): NexusKey;
  machine(scope: Scope, id: string): NexusKey;
  series(scope: Scope, params: SeriesParams): NexusKey;
} = {
  user: (userId) => ['nexus', userId],
  membership: (userId) => ['nexus', userId, 'membership'],
  tenant: (scope) => ['nexus', scope.userId, scope.tenantId],
  machines: (scope) => ['nexus', scope.userId, scope.tenantId, 'machines'],
  machine: (scope, id) => ['nexus', scope.userId, scope.tenantId, 'machine', id],
  series: (scope, params) => ['nexus', scope.userId, scope.tenantId, 'series', params],
};

/** True for lists of machines and single machines, of any scope: what shows newest readings. */
export function isMachineKey(queryKey: readonly unknown[]): boolean {
  return queryKey[0] === 'nexus' && (queryKey[3] === 'machines' || queryKey[3] === 'machine');
}
