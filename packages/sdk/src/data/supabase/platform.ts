import type { AuditEntry, Invitation, ManagedTenant, Page } from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';
import { given } from '../given.ts';
import type { MachineRecord } from '../machine-record.ts';
import { pageSize } from '../paging.ts';
import type { PlatformService } from '../services/platform-service.ts';
import type { Json } from './database.types.ts';
import type { Answer } from './requests.ts';
import type { ServiceParts } from './service-parts.ts';
import { array, object, optionalText, parseFleet, text } from './wire.ts';
import { parseAuditEntry } from './wire-audit.ts';
import { parseInvitation } from './wire-member.ts';
import { parseManagedTenant } from './wire-platform.ts';

/** Tenants that the signed-in reseller or operator looks after. The database decides which those are. */
export function createPlatform({ rest, requests }: ServiceParts): PlatformService {
  const change = (
    doing: string,
    options: CallOptions,
    request: (signal: AbortSignal) => PromiseLike<Answer>,
  ): Promise<ManagedTenant> => requests.call(doing, options, request, parseManagedTenant);

  return {
    isOperator: (options = {}): Promise<boolean> =>
      requests.call(
        'find out who operates the platform',
        options,
        (signal) => rest.rpc('is_platform_admin', signal),
        (value) => value === true,
      ),

    list: async ({ search, limit, after }, options = {}): Promise<Page<ManagedTenant>> => {
      const doing = 'list the tenants';
      const size = pageSize(doing, limit);
      return requests.call(
        doing,
        options,
        (signal) =>
          rest.rpc('list_tenants', signal, {
            max_rows: size,
            ...(search ? { search } : {}),
            ...(after ? { after } : {}),
          }),
        (value) => {
          const page = object(value, 'the tenants');
          return {
            items: array(page.tenants, 'the tenants').map(parseManagedTenant),
            next: optionalText(page.next),
          };
        },
      );
    },

    open: ({ name, slug, planTier, brand, hostnames }, options = {}): Promise<ManagedTenant> =>
      change(given(`open tenant ${name}`, { name, slug }), options, (signal) =>
        rest.rpc('open_tenant', signal, {
          name,
          slug,
          ...(planTier === undefined ? {} : { plan_tier: planTier }),
          ...(brand === undefined ? {} : { branding: brand as Json }),
          ...(hostnames === undefined ? {} : { hostnames: [...hostnames] }),
        }),
      ),

    update: (tenantId, { name, slug, brand, hostnames }, options = {}): Promise<ManagedTenant> =>
      change(given(`change tenant ${tenantId}`, { tenantId }), options, (signal) =>
        rest.rpc('update_tenant', signal, {
          tenant_id: tenantId,
          changes: {
            ...(name === undefined ? {} : { name }),
            ...(slug === undefined ? {} : { slug }),
            ...(brand === undefined ? {} : { branding: brand as Json }),
            ...(hostnames === undefined ? {} : { hostnames: [...hostnames] }),
          },
        }),
      ),

    setPlan: (tenantId, planTier, options = {}): Promise<ManagedTenant> =>
      change(
        given(`give tenant ${tenantId} the plan ${planTier}`, { tenantId, planTier }),
        options,
        (signal) => rest.rpc('set_plan', signal, { tenant_id: tenantId, plan_tier: planTier }),
      ),

    suspend: (tenantId, options = {}): Promise<ManagedTenant> =>
      change(given(`suspend tenant ${tenantId}`, { tenantId }), options, (signal) =>
        rest.rpc('suspend_tenant', signal, { tenant_id: tenantId }),
      ),

    resume: (tenantId, options = {}): Promise<ManagedTenant> =>
      change(given(`resume tenant ${tenantId}`, { tenantId }), options, (signal) =>
        rest.rpc('resume_tenant', signal, { tenant_id: tenantId }),
      ),

    setReseller: (tenantId, isReseller, options = {}): Promise<ManagedTenant> =>
      change(
        given(`make tenant ${tenantId} ${isReseller ? 'a' : 'no'} reseller`, { tenantId, isReseller }),
        options,
        (signal) => rest.rpc('set_reseller', signal, { tenant_id: tenantId, is_reseller: isReseller }),
      ),

    inviteFirstAdmin: (tenantId, { email, fullName }, options = {}): Promise<Invitation> =>
      requests.call(
        given(`invite ${email} as the first admin of tenant ${tenantId}`, { tenantId, email }),
        options,
        (signal) =>
          rest.rpc('invite_member', signal, {
            email,
            role: 'master_admin',
            tenant_id: tenantId,
            ...(fullName === undefined ? {} : { full_name: fullName }),
          }),
        parseInvitation,
      ),

    auditLog: async (tenantId, { limit, after }, options = {}): Promise<Page<AuditEntry>> => {
      const doing = given(`read the audit log of tenant ${tenantId}`, { tenantId });
      const size = pageSize(doing, limit);
      return requests.call(
        doing,
        options,
        (signal) =>
          rest.rpc('audit_entries', signal, {
            tenant_id: tenantId,
            max_rows: size,
            ...(after ? { before: after } : {}),
          }),
        (value) => {
          const rows = array(value, 'the audit log').map((row) => object(row, 'the audit log'));
          const last = rows.at(-1);
          // Entries of one moment come together, so that a page may be longer than asked; a shorter one is the last.
          return {
            items: rows.map(parseAuditEntry),
            next: last && rows.length >= size ? text(last, 'at', 'the audit log') : null,
          };
        },
      );
    },

    sharedMachines: (tenantId, options = {}): Promise<MachineRecord[]> =>
      requests.call(
        given(`list the machines of tenant ${tenantId}`, { tenantId }),
        options,
        (signal) => rest.rpc('shared_fleet_overview', signal, { tenant_id: tenantId }),
        parseFleet,
      ),
  };
}
