import type {
  AuditEntry,
  Invitation,
  ManagedTenant,
  Page,
  PageParams,
  PlanTier,
  TenantListParams,
  TenantOpenParams,
  TenantUpdateParams,
} from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';
import type { MachineRecord } from '../machine-record.ts';

/**
 * Tenants that a reseller or the platform's operator looks after. Anybody else gets `standing_required`; tenants out of
 * reach do not exist (`not_found`).
 */
export interface PlatformService {
  /** Whether the signed-in account operates the platform. Asks nothing that `standing_required` could answer. */
  isOperator(options?: CallOptions): Promise<boolean>;
  /** Tenants in reach, by name. */
  list(params: TenantListParams, options?: CallOptions): Promise<Page<ManagedTenant>>;
  /**
   * Opens a tenant without members; invite its first master admin next. @throws NexusError `conflict` |
   * `plan_feature`
   */
  open(params: TenantOpenParams, options?: CallOptions): Promise<ManagedTenant>;
  /** @throws NexusError `not_found` | `conflict` | `validation_failed` */
  update(tenantId: string, params: TenantUpdateParams, options?: CallOptions): Promise<ManagedTenant>;
  /** What a smaller plan no longer allows stays, and nothing is added to it. A reseller gives no plan above its own. */
  setPlan(tenantId: string, planTier: PlanTier, options?: CallOptions): Promise<ManagedTenant>;
  /** From now on its members read and write nothing. @throws NexusError `not_found` */
  suspend(tenantId: string, options?: CallOptions): Promise<ManagedTenant>;
  /** Ends a suspension; one by the platform only the operator can end. @throws NexusError `standing_required` */
  resume(tenantId: string, options?: CallOptions): Promise<ManagedTenant>;
  /** Needs the platform's operator. */
  setReseller(tenantId: string, isReseller: boolean, options?: CallOptions): Promise<ManagedTenant>;
  /** Invites the first master admin of a tenant that has none. */
  inviteFirstAdmin(
    tenantId: string,
    params: { email: string; fullName?: string },
    options?: CallOptions,
  ): Promise<Invitation>;
  /** Deeds in a tenant, newest first. */
  auditLog(tenantId: string, params: PageParams, options?: CallOptions): Promise<Page<AuditEntry>>;
  /** Machines of a tenant that shares them. */
  sharedMachines(tenantId: string, options?: CallOptions): Promise<MachineRecord[]>;
}
