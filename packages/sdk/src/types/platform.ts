import type { PageParams } from './page.ts';
import type { Brand, PlanTier, Tenant } from './tenant.ts';

/** A tenant as its reseller or the platform's operator sees it: of its machines only how many, and no brand. */
export interface ManagedTenant extends Omit<Tenant, 'brand'> {
  /** The reseller that opened it, or null. */
  parentId: string | null;
  /** Whether it may open tenants of its own. */
  isReseller: boolean;
  /** Host names of pages that show its brand before sign-in. */
  hostnames: readonly string[];
  /** Who suspended it; null while it is active. */
  suspendedBy: 'reseller' | 'platform' | null;
  /** Lets its reseller see its machines. */
  sharesWithReseller: boolean;
  /** How many machines it has. */
  machineCount: number;
  /** How many members it has. */
  memberCount: number;
  /** ISO 8601. */
  createdAt: string;
}

/** Which tenants to list, by name. */
export interface TenantListParams extends PageParams {
  /** Part of the name or slug. */
  search?: string;
}

/** What a new tenant is made from. */
export interface TenantOpenParams {
  /** The company, as people write it. */
  name: string;
  /** Lower-case letters, digits and hyphens; unique. */
  slug: string;
  /** Default `Basic`. */
  planTier?: PlanTier;
  /** How it looks; needs a plan with `white_label`. */
  brand?: Brand;
  /** Host names of pages that show its brand before sign-in. */
  hostnames?: readonly string[];
}

/** What a reseller or operator may change on a tenant. */
export interface TenantUpdateParams {
  /** The company, as people write it. */
  name?: string;
  /** Lower-case letters, digits and hyphens; unique. */
  slug?: string;
  /** Replaces the brand. */
  brand?: Brand;
  /** Replaces all host names. */
  hostnames?: readonly string[];
}

/** One deed in the audit log, newest first. */
export interface AuditEntry {
  /** UUID. */
  id: string;
  /** ISO 8601. */
  at: string;
  /** Thing and deed, for example `tenant.plan_changed`. */
  action: string;
  /** Account that did it; null for the system and for accounts that are gone. */
  actorId: string | null;
  /** As what it acted: `member`, `reseller`, `platform_admin`, `service` or `database`. */
  actorKind: string;
  /** Table and row that it was done to. */
  targetTable: string;
  /** Row that it was done to, as text; null where there was none. */
  targetId: string | null;
  /** The changed fields before and after, as the database names them. */
  old: Readonly<Record<string, unknown>> | null;
  /** The same fields afterwards; null when the row is gone. */
  new: Readonly<Record<string, unknown>> | null;
}

/** What a page may show before sign-in: the tenant that a host name or slug belongs to. */
export interface PublicBrand {
  /** The company, as people write it. */
  name: string;
  /** The tenant in addresses. */
  slug: string;
  /** How its pages look. */
  brand: Brand;
}
