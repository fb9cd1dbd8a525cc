import {
  type Feature,
  type Membership,
  type Permission,
  PLAN_TIERS,
  type PlanTier,
  ROLES,
  type Role,
  TENANT_STATUSES,
  type TenantStatus,
} from '../../types/index.ts';
import { array, object, oneOf, optionalText, text } from './wire.ts';
import { parseBrand } from './wire-brand.ts';

/** Answer of `current_membership()`. */
export function parseMembership(value: unknown): Membership {
  const what = 'the membership';
  const row = object(value, what);
  const tenant = object(row.tenant, what);
  return {
    userId: text(row, 'user_id', what),
    email: optionalText(row.email) ?? '',
    fullName: optionalText(row.full_name),
    role: oneOf<Role>(row.role, ROLES, what),
    // A permission that this build does not know is passed on: a newer server may have more.
    permissions: array(row.permissions ?? [], what).filter(
      (entry): entry is Permission => typeof entry === 'string',
    ),
    features: parseFeatures(row.features ?? {}),
    // Older servers do not tell; nothing is offered then that may not work.
    isReseller: row.is_reseller === true,
    isPlatformAdmin: row.is_platform_admin === true,
    tenant: {
      id: text(tenant, 'id', what),
      name: text(tenant, 'name', what),
      slug: optionalText(tenant.slug) ?? '',
      planTier: oneOf<PlanTier>(tenant.plan_tier ?? 'Basic', PLAN_TIERS, what),
      status: oneOf<TenantStatus>(tenant.status, TENANT_STATUSES, what),
      brand: parseBrand(tenant.branding),
    },
  };
}

/** `{ byok: true, sso: false, … }` as the list of those that are on; one that this build does not know is passed on. */
export function parseFeatures(value: unknown): Feature[] {
  return Object.entries(object(value, 'the features of the plan'))
    .filter(([, isOn]) => isOn === true)
    .map(([name]) => name as Feature);
}
