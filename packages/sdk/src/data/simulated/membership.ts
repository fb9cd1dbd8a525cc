import type { Membership } from '../../types/index.ts';
import type { Desk } from './desk.ts';
import { effectivePermissions } from './permissions.ts';
import { PLANS } from './plans.ts';

/** What `current_membership()` answers. @throws NexusError `not_signed_in` | `no_membership` */
export function membershipOf(desk: Desk): Membership {
  // The admin of a suspended tenant still sees that it is suspended, and no more; for the others there is no tenant.
  const { account, profile, state } = desk.requireVisible();
  const { userId, email } = account;
  const { role, fullName, permissions } = profile;
  const { tenant } = state;
  const isActive = tenant.status === 'Active';
  return {
    userId,
    email,
    fullName,
    role,
    permissions: isActive ? effectivePermissions(role, permissions) : [],
    features: PLANS[tenant.planTier].features,
    isReseller: desk.resellingTenant() !== null,
    isPlatformAdmin: desk.isOperator(),
    tenant: isActive ? tenant : { ...tenant, brand: {} },
  };
}
