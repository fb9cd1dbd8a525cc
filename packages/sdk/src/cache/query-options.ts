import type { DataService, LiveEvent, MachineRecord } from '../data/data-service.ts';
import type { Membership, SeriesParams, TelemetrySeries } from '../types/index.ts';
import { applyJournal, shareMachines } from './apply-live.ts';
import { nexusKeys, type Scope } from './keys.ts';
import { retryDelayMs, shouldRetry } from './retry.ts';

/** What every query of ours has in common. */
interface Shared {
  networkMode: 'always';
  retry: (failureCount: number, error: unknown) => boolean;
  retryDelay: (failureCount: number, error: unknown) => number;
  refetchOnWindowFocus: false;
  refetchOnReconnect: false;
  refetchOnMount: true;
}

/** Tried whatever `navigator.onLine` claims, refreshed by live events instead of window focus. */
const SHARED: Shared = {
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

type Options<TData> = Shared & {
  queryKey: readonly unknown[];
  queryFn: (context: { signal: AbortSignal }) => Promise<TData>;
  staleTime: number;
  gcTime: number;
};

/** Keeps the live events that arrive while a read is on its way; see `LiveHub.openJournal`. */
export interface Journal {
  readonly events: readonly LiveEvent[];
  close(): void;
}

/** The signed-in person's membership; kept until the tenant changes or the person signs out. */
export function membershipQuery(data: DataService, userId: string): Options<Membership> {
  return {
    ...SHARED,
    queryKey: nexusKeys.membership(userId),
    queryFn: ({ signal }) => data.membership({ signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: UNTIL_SIGN_OUT,
  };
}

/** The tenant's machines by name. What live events say while the read is on its way is not lost. */
export function machinesQuery(
  data: DataService,
  scope: Scope,
  openJournal: () => Journal,
): Options<MachineRecord[]> & { structuralSharing: (before: unknown, after: unknown) => unknown } {
  return {
    ...SHARED,
    queryKey: nexusKeys.machines(scope),
    queryFn: async ({ signal }) => {
      const journal = openJournal();
      try {
        return applyJournal(await data.listMachines({ signal }), journal.events);
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
export function machineQuery(data: DataService, scope: Scope, id: string): Options<MachineRecord> {
  return {
    ...SHARED,
    queryKey: nexusKeys.machine(scope, id),
    queryFn: ({ signal }) => data.getMachine(id, { signal }),
    staleTime: 0,
    gcTime: WHILE_READ,
  };
}

/** A machine's past. Typed arrays are compared by nobody, so sharing is off. */
export function seriesQuery(
  data: DataService,
  scope: Scope,
  params: SeriesParams,
): Options<TelemetrySeries> & { structuralSharing: false } {
  return {
    ...SHARED,
    queryKey: nexusKeys.series(scope, params),
    queryFn: ({ signal }) => data.series(params, { signal }),
    staleTime: 0,
    gcTime: WHILE_READ,
    structuralSharing: false,
  };
}
