/** Plan tiers, as `tenants.plan_tier` stores them. */
export const PLAN_TIERS = ['Basic', 'Pro', 'Enterprise'] as const;
/** One of {@link PLAN_TIERS}. */
export type PlanTier = (typeof PLAN_TIERS)[number];

/** Life cycle of a tenant, as `tenants.status` stores it. A suspended tenant reads and writes nothing. */
export const TENANT_STATUSES = ['Active', 'Suspended'] as const;
/** One of {@link TENANT_STATUSES}. */
export type TenantStatus = (typeof TENANT_STATUSES)[number];

/** Roles of a member within one tenant, as `user_profiles.role` stores them. */
export const ROLES = ['master_admin', 'maintenance', 'sales', 'c_level'] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Single rights. A role gives a default set; `user_profiles.permissions` adds or removes single ones. */
export const PERMISSIONS = [
  'machines.read',
  'machines.write',
  'telemetry.read',
  'telemetry.write',
  'documents.read',
  'documents.write',
  'quality.read',
  'quality.write',
  'ai.use',
  'members.manage',
  'branding.manage',
  'api_key.manage',
] as const;
/** One of {@link PERMISSIONS}. */
export type Permission = (typeof PERMISSIONS)[number];

/**
 * What a plan switches on: `byok` an AI key of the tenant's own, `sso` single sign-on, `white_label` a brand and host
 * names of its own, `reselling` opening tenants for others.
 */
export const FEATURES = ['byok', 'sso', 'white_label', 'reselling'] as const;
/** One of {@link FEATURES}. */
export type Feature = (typeof FEATURES)[number];

/** How a tenant looks: what `tenants.branding` holds. Every field is optional; elements fall back to neutral. */
export interface Brand {
  /** Name shown to people; the tenant's name when absent. */
  name?: string;
  /** `https:` or `data:image/…` URL of the logo on light surfaces. */
  logoUrl?: string;
  /** Hex colour `#rrggbb` for identity, focus, selection and primary actions. */
  primaryColor?: string;
  /** Hex colour `#rrggbb` for the second chart series and highlights. */
  accentColor?: string;
  /** Corner radius in px. */
  radius?: 0 | 4 | 8 | 12;
  /** CSS font-family list. */
  fontFamily?: string;
}

/** A company. */
export interface Tenant {
  /** UUID. */
  id: string;
  /** The company, as people write it. */
  name: string;
  /** Lower-case letters, digits and hyphens; unique. */
  slug: string;
  /** Gives limits and features. */
  planTier: PlanTier;
  /** A suspended tenant reads and writes nothing. */
  status: TenantStatus;
  /** How it looks. */
  brand: Brand;
}

/**
 * The signed-in person's place in a tenant, and what the database will let this person do: enough for a page to offer
 * only what will work.
 *
 * @example
 * const { features, permissions, isReseller } = await nexus.tenant.current();
 * if (features.includes('byok') && permissions.includes('api_key.manage')) show('Key of your own');
 * if (isReseller) show('Tenants of yours');
 */
export interface Membership {
  /** UUID of the account. */
  userId: string;
  /** Address of the account. */
  email: string;
  /** Null when nobody said. */
  fullName: string | null;
  /** Gives the default set of permissions. */
  role: Role;
  /** The effective set: the role's defaults with single permissions added or removed. */
  permissions: readonly Permission[];
  /** What the tenant's plan includes, also while it is suspended; a newer server may have more. Empty from an older one. */
  features: readonly Feature[];
  /** Acts on tenants that the own one opened: a master admin of an active reseller. False from an older server. */
  isReseller: boolean;
  /**
   * Operates the platform, besides being a member here; who operates it without being a member of any tenant has no
   * membership at all. False from an older server.
   */
  isPlatformAdmin: boolean;
  /** The company that the person belongs to. */
  tenant: Tenant;
}
