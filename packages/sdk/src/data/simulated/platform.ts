import type { AuditEntry, ManagedTenant, Page, PlanTier } from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';
import { given } from '../given.ts';
import type { MachineRecord } from '../machine-record.ts';
import { pageSize } from '../paging.ts';
import type { PlatformService } from '../services/platform-service.ts';
import { note } from './audit.ts';
import type { Desk } from './desk.ts';
import { invite } from './invitations.ts';
import { byName } from './machine-desk.ts';
import { planRank } from './plans.ts';
import { standing, suspended, wrongArgument } from './refusals.ts';
import type { TenantState } from './state.ts';
import { changeTenant, openTenant, type TenantChange } from './tenant-changes.ts';

type Acting = 'platform' | 'reseller';

/** Tenants that the signed-in reseller or operator looks after. */
export function createPlatform(desk: Desk): PlatformService {
  const change = (
    doing: string,
    tenantId: string,
    options: CallOptions | undefined,
    of: (state: TenantState, acting: Acting) => TenantChange,
  ): Promise<ManagedTenant> =>
    desk.write(doing, options, () => {
      given(doing, { tenantId });
      const { state, acting } = desk.requireReach(tenantId);
      changeTenant(desk.database, state, desk.requireAccount(), of(state, acting));
      return shownTenant(desk, state);
    });

  return {
    isOperator: (options) =>
      desk.read('find out who operates the platform', options, () => desk.isOperator()),

    list: async ({ search, limit, after }, options): Promise<Page<ManagedTenant>> => {
      const doing = 'list the tenants';
      const size = pageSize(doing, limit);
      return desk.read(doing, options, () => {
        const acting = desk.requireOperator();
        const own = desk.resellingTenant()?.tenant.id;
        const from = after ? sortKey(desk.requireReach(after).state) : null;
        const rows = [...desk.database.tenants.values()]
          .filter((state) => acting === 'platform' || state.parentId === own)
          .filter((state) => from === null || sortKey(state) > from)
          .filter((state) => isSought(state, search))
          .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
        const kept = rows.slice(0, size);
        return {
          items: kept.map((state) => shownTenant(desk, state)),
          next: rows.length > size ? (kept.at(-1)?.tenant.id ?? null) : null,
        };
      });
    },

    open: ({ name, slug, planTier = 'Basic', brand = {}, hostnames = [] }, options) =>
      desk.write(`open tenant ${name}`, options, () => {
        const acting = desk.requireOperator();
        checkGivenPlan(desk, acting, planTier);
        const parentId = acting === 'reseller' ? (desk.resellingTenant()?.tenant.id ?? null) : null;
        const given = { name, slug, planTier, brand: { ...brand }, hostnames: [...hostnames], parentId };
        return shownTenant(desk, openTenant(desk.database, desk.requireAccount(), given));
      }),

    update: (tenantId, { name, slug, brand, hostnames }, options) =>
      change(`change tenant ${tenantId}`, tenantId, options, () => ({
        ...(name === undefined ? {} : { name }),
        ...(slug === undefined ? {} : { slug }),
        ...(brand === undefined ? {} : { brand: { ...brand } }),
        ...(hostnames === undefined ? {} : { hostnames: [...hostnames] }),
      })),

    setPlan: (tenantId, planTier, options) =>
      change(`give tenant ${tenantId} the plan ${planTier}`, tenantId, options, (_, acting) => {
        checkGivenPlan(desk, acting, planTier);
        return { planTier };
      }),

    suspend: (tenantId, options) =>
      change(`suspend tenant ${tenantId}`, tenantId, options, (state, acting) => ({
        status: 'Suspended',
        // The platform's word outweighs the reseller's, whichever came first.
        suspendedBy: state.suspendedBy === 'platform' ? 'platform' : acting,
      })),

    resume: (tenantId, options) =>
      change(`resume tenant ${tenantId}`, tenantId, options, (state, acting) => {
        if (acting === 'reseller' && state.suspendedBy === 'platform') {
          throw standing('platform_admin', 'The platform suspended this tenant.');
        }
        return { status: 'Active', suspendedBy: null };
      }),

    setReseller: (tenantId, isReseller, options) =>
      desk.write(`make tenant ${tenantId} ${isReseller ? 'a' : 'no'} reseller`, options, () => {
        desk.requirePlatformAdmin();
        const { state } = desk.requireReach(tenantId);
        changeTenant(desk.database, state, desk.requireAccount(), { isReseller });
        return shownTenant(desk, state);
      }),

    inviteFirstAdmin: (tenantId, { email, fullName }, options) =>
      desk.write(`invite ${email} as the first admin of tenant ${tenantId}`, options, () => {
        const params = {
          email,
          role: 'master_admin',
          ...(fullName === undefined ? {} : { fullName }),
        } as const;
        return invite(desk, params, tenantId);
      }),

    auditLog: async (tenantId, { limit, after }, options): Promise<Page<AuditEntry>> => {
      const doing = `read the audit log of tenant ${tenantId}`;
      const size = pageSize(doing, limit);
      return desk.read(doing, options, () => {
        const { state } = desk.requireReach(tenantId);
        const rows = state.audit
          .filter(({ at }) => !after || at < after)
          .filter(({ targetTable }) => state.sharesWithReseller || targetTable !== 'machines')
          .reverse()
          .slice(0, size);
        const items = rows.map((entry) => structuredClone(entry));
        return { items, next: items.length >= size ? (items.at(-1)?.at ?? null) : null };
      });
    },

    sharedMachines: (tenantId, options) =>
      desk.write(`list the machines of tenant ${tenantId}`, options, (): MachineRecord[] => {
        const { state, acting } = desk.requireReach(tenantId);
        const { tenant } = state;
        if (tenant.status === 'Suspended') throw suspended();
        if (!state.sharesWithReseller) throw standing('sharing', 'This tenant does not share its machines.');
        if (acting === 'reseller') desk.requirePermission('telemetry.read');
        note(desk.database, state, desk.requireAccount(), {
          action: 'machines.viewed',
          table: 'tenants',
          targetId: tenant.id,
          old: null,
          new: null,
        });
        return byName([...desk.world.machines(tenant.id).values()].map(({ record }) => record));
      }),
  };
}

function checkGivenPlan(desk: Desk, acting: Acting, planTier: PlanTier): void {
  if (planRank(planTier) < 0)
    throw wrongArgument('plan_tier', 'Unknown plan: give Basic, Pro or Enterprise.');
  const own = desk.resellingTenant()?.tenant.planTier;
  if (acting === 'reseller' && own !== undefined && planRank(planTier) > planRank(own)) {
    throw standing('platform_admin', `A reseller gives no plan above its own, ${own}.`);
  }
}

function shownTenant(desk: Desk, state: TenantState): ManagedTenant {
  const { brand: _, ...tenant } = state.tenant;
  return {
    ...tenant,
    parentId: state.parentId,
    isReseller: state.isReseller,
    hostnames: [...state.hostnames],
    suspendedBy: state.suspendedBy,
    sharesWithReseller: state.sharesWithReseller,
    machineCount: state.machines.size,
    memberCount: desk.database.membersOf(tenant.id).length,
    createdAt: state.createdAt,
  };
}

function isSought({ tenant, hostnames }: TenantState, search: string | undefined): boolean {
  const wanted = search?.trim().toLowerCase() ?? '';
  return (
    wanted === '' ||
    tenant.name.toLowerCase().includes(wanted) ||
    tenant.slug.includes(wanted) ||
    hostnames.includes(wanted)
  );
}

/** The list goes by name; the id keeps two of the same name apart. */
function sortKey({ tenant }: TenantState): string {
  return `${tenant.name}\0${tenant.id}`;
}
