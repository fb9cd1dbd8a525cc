import type { Cache } from '../cache/cache.ts';
import { nexusKeys } from '../cache/keys.ts';
import { membershipQuery } from '../cache/query-options.ts';
import { WatchedQuery } from '../cache/watched-query.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Membership } from '../types/index.ts';
import { deferred } from '../util/deferred.ts';
import { report } from '../util/report.ts';
import type { BrandingResource, TenantResource } from './tenant-resource.ts';

/** The signed-in person's tenant. */
export function createTenantResource(cache: Cache, hub: LiveHub): TenantResource {
  const tenants = deferred(async () => cache.data.tenants);
  return {
    usage: (options) => tenants.usage(options),
    auditLog: (params, options) => tenants.auditLog(params, options),
    shareWithReseller: (isAllowed, options) => tenants.shareWithReseller(isAllowed, options),
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

/** How the tenant looks. */
export function createBrandingResource(cache: Cache, tenant: TenantResource): BrandingResource {
  const tenants = deferred(async () => cache.data.tenants);
  return {
    get: async (options) => (await tenant.current(options)).tenant.brand,
    update: async (brand, options) => {
      await tenants.setBrand(brand, options);
      const userId = await cache.userId('change the brand', options?.signal);
      await cache.client.invalidateQueries({ queryKey: nexusKeys.membership(userId) });
      return (await tenant.current(options)).tenant.brand;
    },
    forHost: (hostOrSlug, options) => tenants.brandFor(hostOrSlug, options),
    subscribe: (listener, options) => {
      let told: string | undefined;
      return tenant.subscribe((membership) => {
        const brand = membership?.tenant.brand ?? null;
        const text = JSON.stringify(brand);
        if (text === told) return;
        told = text;
        listener(brand);
      }, options);
    },
  };
}
