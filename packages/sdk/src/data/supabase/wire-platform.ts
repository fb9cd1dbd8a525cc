import {
  type ManagedTenant,
  PLAN_TIERS,
  type PlanTier,
  TENANT_STATUSES,
  type TenantStatus,
} from '../../types/index.ts';
import { array, number, object, oneOf, optionalText, text, time } from './wire.ts';

/** A tenant as `list_tenants()` and whatever changes one answer it. */
export function parseManagedTenant(value: unknown): ManagedTenant {
  const what = 'a tenant';
  const row = object(value, what);
  return {
    id: text(row, 'id', what),
    name: text(row, 'name', what),
    slug: text(row, 'slug', what),
    planTier: oneOf<PlanTier>(row.plan_tier, PLAN_TIERS, what),
    status: oneOf<TenantStatus>(row.status, TENANT_STATUSES, what),
    parentId: optionalText(row.parent_id),
    isReseller: row.is_reseller === true,
    hostnames: array(row.hostnames ?? [], what).filter((name): name is string => typeof name === 'string'),
    suspendedBy:
      row.suspended_by === null || row.suspended_by === undefined
        ? null
        : oneOf(row.suspended_by, ['reseller', 'platform'] as const, what),
    sharesWithReseller: row.shares_with_reseller === true,
    machineCount: number(row, 'machine_count', what),
    memberCount: number(row, 'member_count', what),
    createdAt: time(row, 'created_at', what),
  };
}
