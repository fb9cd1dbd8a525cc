import type { SeriesParams } from '../types/index.ts';

/** Whose data a cache entry holds. Nothing is ever read across scopes. */
export interface Scope {
  userId: string;
  tenantId: string;
}

/** Keys of everything that the SDK keeps in its TanStack Query client. */
export const nexusKeys = {
  user: (userId: string) => ['nexus', userId] as const,
  membership: (userId: string) => ['nexus', userId, 'membership'] as const,
  tenant: (scope: Scope) => ['nexus', scope.userId, scope.tenantId] as const,
  machines: (scope: Scope) => ['nexus', scope.userId, scope.tenantId, 'machines'] as const,
  machine: (scope: Scope, id: string) => ['nexus', scope.userId, scope.tenantId, 'machine', id] as const,
  series: (scope: Scope, params: SeriesParams) =>
    ['nexus', scope.userId, scope.tenantId, 'series', params] as const,
};

/** True for lists of machines and single machines, of any scope: what shows newest readings. */
export function isMachineKey(queryKey: readonly unknown[]): boolean {
  return queryKey[0] === 'nexus' && (queryKey[3] === 'machines' || queryKey[3] === 'machine');
}
