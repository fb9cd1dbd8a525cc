import type { CallOptions } from '../data/data-service.ts';
import type { TenantService } from '../data/services/tenant-service.ts';
import type { SubscribeOptions } from '../nexus.ts';
import type { Brand, Membership } from '../types/index.ts';

/** The signed-in person's tenant. */
export interface TenantResource extends Pick<TenantService, 'usage' | 'shareWithReseller' | 'auditLog'> {
  /** The signed-in person's tenant, role and effective permissions. @throws NexusError `not_signed_in` | `no_membership` */
  current(options?: CallOptions): Promise<Membership>;
  /** Calls `listener` with the membership now and whenever it or the brand changes; null when signed out. */
  subscribe(listener: (membership: Membership | null) => void, options?: SubscribeOptions): () => void;
}

/** How the tenant looks. */
export interface BrandingResource {
  /** The own tenant's brand. @throws NexusError `not_signed_in` | `no_membership` */
  get(options?: CallOptions): Promise<Brand>;
  /** Replaces the own tenant's brand; open pages of its members follow. Needs `branding.manage`. */
  update(brand: Brand, options?: CallOptions): Promise<Brand>;
  /**
   * Name and brand for a page before sign-in; null when no active tenant has this host name or slug.
   * @example const company = await nexus.branding.forHost(location.hostname);
   */
  forHost: TenantService['brandFor'];
  /** Calls `listener` with the own tenant's brand now and at each change; null when signed out. */
  subscribe(listener: (brand: Brand | null) => void, options?: SubscribeOptions): () => void;
}
