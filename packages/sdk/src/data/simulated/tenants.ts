import type { AuditEntry, LimitUsage, Page } from '../../types/index.ts';
import { given } from '../given.ts';
import { keysetPage, pageSize, parseCursor } from '../paging.ts';
import type { TenantService } from '../services/tenant-service.ts';
import { aiMonth } from './ai.ts';
import type { Desk } from './desk.ts';
import { allPlans, PLANS } from './plans.ts';
import { changeTenant } from './tenant-changes.ts';

/** The own tenant, and what anybody may know of one. */
export function createTenants(desk: Desk): TenantService {
  return {
    usage: (options) =>
      desk.read('read the use of the plan', options, () => {
        const { state } = desk.requireMember();
        const { planTier } = state.tenant;
        const { limits, features } = PLANS[planTier];
        const { month, resetsAt } = aiMonth(desk.database.now());
        const use = (used: number, allowed: number | null): LimitUsage => ({ used, allowed });
        return {
          planTier,
          machines: use(state.machines.size, limits.machines),
          members: use(desk.database.membersOf(state.tenant.id).length, limits.members),
          aiRequestsMonth: { ...use(state.aiUsage.get(month) ?? 0, limits.aiRequestsMonth), resetsAt },
          rawRetentionDays: limits.rawRetentionDays,
          rollupRetentionDays: limits.rollupRetentionDays,
          features: [...features],
          plans: allPlans(),
        };
      }),

    setBrand: (brand, options) =>
      desk.write('change the brand', options, () => {
        given('change the brand', { brand });
        desk.requireVisible();
        const { account, state } = desk.requirePermission('branding.manage');
        changeTenant(desk.database, state, account, { brand: { ...brand } });
      }),

    brandFor: (hostOrSlug, options) =>
      desk.read(`read the brand of ${hostOrSlug}`, options, () => {
        const wanted = hostOrSlug.toLowerCase();
        const all = [...desk.database.tenants.values()];
        const found =
          all.find(({ hostnames }) => hostnames.includes(wanted)) ??
          all.find(({ tenant }) => tenant.slug === wanted);
        if (found === undefined || found.tenant.status !== 'Active') return null;
        const { name, slug, brand } = found.tenant;
        return { name, slug, brand: { ...brand } };
      }),

    shareWithReseller: (isAllowed, options) =>
      desk.write('share the machines with the reseller', options, () => {
        given('share the machines with the reseller', { isAllowed });
        const { account, state } = desk.requireMasterAdmin();
        changeTenant(desk.database, state, account, { sharesWithReseller: isAllowed });
      }),

    auditLog: async ({ limit, after }, options): Promise<Page<AuditEntry>> => {
      const doing = 'read the audit log';
      const size = pageSize(doing, limit);
      const cursor = parseCursor(doing, after);
      return desk.read(doing, options, () => {
        const { state } = desk.requireVisible();
        // Row level security shows nothing to who may not manage members.
        if (!desk.has('members.manage')) return { items: [], next: null };
        const seesMachines = desk.has('machines.read');
        const rows = state.audit
          .filter(({ at }) => cursor === null || at < cursor.value)
          .filter(({ targetTable }) => seesMachines || targetTable !== 'machines')
          .reverse()
          .slice(0, size + 1);
        return keysetPage(
          rows,
          size,
          (entry) => structuredClone(entry),
          ({ at, id }) => ({ value: at, id }),
        );
      });
    },
  };
}
