import type { Cache } from '../cache/cache.ts';
import { membershipQuery } from '../cache/query-options.ts';
import { WatchedQuery } from '../cache/watched-query.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Nexus } from '../nexus.ts';
import type { Membership } from '../types/index.ts';
import { report } from '../util/report.ts';

/** The signed-in person's tenant. */
export function createTenantResource(cache: Cache, hub: LiveHub): Nexus['tenant'] {
  return {
    current: (options) => cache.membership('read the own membership', options?.signal),
    subscribe: (listener, options) => {
      let told: Membership | null | undefined;
      const tell = (membership: Membership | null): void => {
        if (membership === told) return;
        told = membership;
        report(() => listener(membership));
      };
      let query: WatchedQuery<Membership> | undefined;
      // First of all: a closed engine refuses here, and nothing is left running.
      const unsubscribeHub = hub.subscribe((event) => {
        if (event.type === 'resync') query?.retryNow();
      });
      query = new WatchedQuery<Membership>(cache, async (userId) => membershipQuery(cache.data, userId), {
        onData: tell,
        onError: (error) => report(() => options?.onError?.(error)),
        onSignedOut: () => tell(null),
      });
      return () => {
        query?.close();
        unsubscribeHub();
      };
    },
  };
}
