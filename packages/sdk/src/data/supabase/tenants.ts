import { permissionMissing } from '../../errors/permission-missing.ts';
import type { AuditEntry, Brand, Page, PlanUsage, PublicBrand } from '../../types/index.ts';
import { given } from '../given.ts';
import { pageSize, parseCursor } from '../paging.ts';
import type { TenantService } from '../services/tenant-service.ts';
import type { Json } from './database.types.ts';
import { newestFirst, newestPage } from './newest-first.ts';
import type { ServiceParts } from './service-parts.ts';
import { parseAuditEntry } from './wire-audit.ts';
import { parsePublicBrand, parseUsage } from './wire-plan.ts';

/** The own tenant. */
export function createTenants({ rest, requests, tenantId }: ServiceParts): TenantService {
  return {
    usage: (options = {}): Promise<PlanUsage> =>
      requests.call(
        'read the use of the plan',
        options,
        (signal) => rest.rpc('plan_usage', signal),
        parseUsage,
      ),

    setBrand: async (brand: Brand, options = {}): Promise<void> => {
      const doing = given('change the brand', { brand });
      const tenant = await tenantId(options);
      const changed = await requests.call(
        doing,
        options,
        (signal) =>
          rest
            .from('tenants')
            .update({ branding: brand as Json })
            .eq('id', tenant)
            .select('id')
            .first(signal),
        (row) => row !== null,
      );
      // Row level security hides what may not be changed.
      if (!changed) throw permissionMissing(doing, 'branding.manage');
    },

    brandFor: (hostOrSlug, options = {}): Promise<PublicBrand | null> =>
      requests.callPublic(
        given(`read the brand of ${hostOrSlug}`, { hostOrSlug }),
        options,
        (signal) => rest.rpc('branding_for', signal, { host_or_slug: hostOrSlug }),
        (row) => (row === null ? null : parsePublicBrand(row)),
      ),

    shareWithReseller: (isAllowed, options = {}): Promise<void> =>
      requests.call(
        given(
          isAllowed ? 'share the machines with the reseller' : 'stop sharing the machines with the reseller',
          { isAllowed },
        ),
        options,
        (signal) => rest.rpc('share_with_reseller', signal, { allowed: isAllowed }),
        () => undefined,
      ),

    auditLog: async ({ limit, after }, options = {}): Promise<Page<AuditEntry>> => {
      const doing = 'read the audit log';
      const size = pageSize(doing, limit);
      const cursor = parseCursor(doing, after);
      const tenant = await tenantId(options);
      return requests.call(
        doing,
        options,
        (signal) => {
          const rows = rest
            .from('audit_log')
            .select('id', 'at', 'actor_id', 'actor_kind', 'action', 'target_table', 'target_id', 'old', 'new')
            .eq('tenant_id', tenant);
          return newestFirst(rows, 'at', size, cursor).all(signal);
        },
        (data) => newestPage(data, 'the audit log', 'at', size, parseAuditEntry),
      );
    },
  };
}
