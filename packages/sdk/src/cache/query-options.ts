import type { PendingEdits } from '../buffer/pending-edits.ts';
import type { DataService, LiveEvent, MachineRecord } from '../data/data-service.ts';
import { NexusError } from '../errors/nexus-error.ts';
import type { Membership, SeriesParams, TelemetrySeries } from '../types/index.ts';
import { applyJournal, shareMachines } from './apply-live.ts';
import { nexusKeys, type Scope } from './keys.ts';
import { retryDelayMs, shouldRetry } from './retry.ts';

/** What every query of ours has in common. */
export interface Shared {
  networkMode: 'always';
  retry: (failureCount: number, error: unknown) => boolean;
  retryDelay: (failureCount: number, error: unknown) => number;
  refetchOnWindowFocus: false;
  refetchOnReconnect: false;
  refetchOnMount: true;
}

/** Tried whatever `navigator.onLine` claims, refreshed by live events instead of window focus. */
export const SHARED: Shared = {
  networkMode: 'always',
  retry: shouldRetry,
  retryDelay: retryDelayMs,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  refetchOnMount: true,
};

/** Kept until sign-out: live events need the list and the scope to write into. No timer that holds a process open. */
const UNTIL_SIGN_OUT = Number.POSITIVE_INFINITY;
/** Shared by simultaneous callers, then let go: in a process that runs for months every window is another key. */
const WHILE_READ = 0;

/** The options of one query, for `useQuery` of any framework and for `queryClient.fetchQuery`. */
export type NexusQuery<TData> = Shared & {
  /** See {@link nexusKeys}. */
  queryKey: readonly unknown[];
  /** Reads it from the engine. */
  queryFn: (context: { signal: AbortSignal }) => Promise<TData>;
  /** Milliseconds after which it is read again when somebody comes to look. */
  staleTime: number;
  /** Milliseconds for which it is kept when nobody looks any more. */
  gcTime: number;
};

/** Keeps the live events that arrive while a read is on its way; see `LiveHub.openJournal`. */
export interface Journal {
  readonly events: readonly LiveEvent[];
  close(): void;
}

/** The signed-in person's membership; kept until the tenant changes or the person signs out. */
export function membershipQuery(data: DataService, userId: string): NexusQuery<Membership> {
  return {
    ...SHARED,
    queryKey: nexusKeys.membership(userId),
    queryFn: async ({ signal }) => {
      const membership = await data.membership({ signal });
      if (membership.userId === userId) return membership;
      throw new NexusError(
        'session_changed',
        'Could not read the own membership: somebody else is signed in.',
      );
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: UNTIL_SIGN_OUT,
  };
}

/** The tenant's machines by name, with the edits that wait for the network. What live events say while the read is on its way is not lost. */
export function machinesQuery(
  data: DataService,
  scope: Scope,
  openJournal: () => Journal,
  pending: PendingEdits,
): NexusQuery<MachineRecord[]> & { structuralSharing: (before: unknown, after: unknown) => unknown } {
  return {
    ...SHARED,
    queryKey: nexusKeys.machines(scope),
    queryFn: async ({ signal }) => {
      const journal = openJournal();
      try {
        const read = await data.listMachines({ signal });
        return [...pending.overMachines(applyJournal(read, journal.events))];
      } finally {
        journal.close();
      }
    },
    staleTime: 0,
    gcTime: UNTIL_SIGN_OUT,
    structuralSharing: shareMachines,
  };
}

/** One machine, read on its own. */
export function machineQuery(
  data: DataService,
  scope: Scope,
  id: string,
  pending: PendingEdits,
): NexusQuery<MachineRecord> {
  return {
    ...SHARED,
    queryKey: nexusKeys.machine(scope, id),
    queryFn: async ({ signal }) => {
      return pending.created(id) ?? pending.over(await data.getMachine(id, { signal }));
    },
    staleTime: 0,
    gcTime: WHILE_READ,
  };
}

/** A machine's past. Typed arrays are compared by nobody, so sharing is off. */
export function seriesQuery(
  data: DataService,
  scope: Scope,
  params: SeriesParams,
): NexusQuery<TelemetrySeries> & { structuralSharing: false } {
  return {
    ...SHARED,
    queryKey: nexusKeys.series(scope, params),
    queryFn: ({ signal }) => data.series(params, { signal }),
    staleTime: 0,
    gcTime: WHILE_READ,
    structuralSharing: false,
  };
}
