import type { AuditEntry, Brand, Page, PageParams, PlanUsage, PublicBrand } from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';

/** The own tenant, and what anybody may know of one. */
export interface TenantService {
  /** What the tenant's plan allows and how much of it is in use. */
  usage(options?: CallOptions): Promise<PlanUsage>;
  /** Replaces the brand; needs `branding.manage`. */
  setBrand(brand: Brand, options?: CallOptions): Promise<void>;
  /** Name and brand for a sign-in page, without a session; null when there is no such active tenant. */
  brandFor(hostOrSlug: string, options?: CallOptions): Promise<PublicBrand | null>;
  /** Lets the reseller see the machines, or no longer; needs a master admin. */
  shareWithReseller(isAllowed: boolean, options?: CallOptions): Promise<void>;
  /** Deeds in the own tenant, newest first; needs `members.manage`. */
  auditLog(params: PageParams, options?: CallOptions): Promise<Page<AuditEntry>>;
}
