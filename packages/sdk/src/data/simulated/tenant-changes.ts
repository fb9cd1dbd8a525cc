import type { Brand, Tenant } from '../../types/index.ts';
import { note, noteChange, tenantColumns } from './audit.ts';
import type { SimulatedDatabase } from './database.ts';
import { broken, requireFeature, taken } from './refusals.ts';
import { type Account, createTenantState, type TenantState } from './state.ts';

/** What may be changed on a tenant: its own columns and those that look after it. */
export type TenantChange = Partial<Omit<Tenant, 'id'>> &
  Partial<
    Pick<TenantState, 'hostnames' | 'isReseller' | 'suspendedBy' | 'sharesWithReseller' | 'keepsAiPrompts'>
  >;

const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const HOSTNAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
const COLOR = /^#[0-9A-Fa-f]{6}$/;
const LOGO = /^(https:\/\/[^\s"'<>\\]+|data:image\/(png|jpeg|webp|gif|svg\+xml)[;,][^\s"'<>\\]+)$/;
const FONT = /^[A-Za-z0-9 ,_"'-]{1,200}$/;
const LARGEST_BRAND = 262_144;

/** Which columns make which entry of the audit log, in this order. */
const DEEDS: readonly (readonly [action: string, keys: readonly string[]])[] = [
  ['tenant.renamed', ['name', 'slug']],
  ['tenant.plan_changed', ['plan_tier']],
  ['tenant.status', ['status', 'suspended_by']],
  ['tenant.branding_changed', ['branding']],
  ['tenant.hostnames_changed', ['hostnames']],
  ['tenant.reseller_changed', ['is_reseller', 'parent_id']],
  ['tenant.sharing_changed', ['shares_with_reseller']],
  ['tenant.ai_prompts_changed', ['keeps_ai_prompts']],
];

/** Changes a tenant as its table's checks and triggers allow, notes it and tells its listeners. */
export function changeTenant(
  database: SimulatedDatabase,
  state: TenantState,
  actor: Account,
  change: TenantChange,
): void {
  const { hostnames, isReseller, suspendedBy, sharesWithReseller, keepsAiPrompts, ...columns } = change;
  const next: TenantState = {
    ...state,
    tenant: { ...state.tenant, ...columns },
    hostnames: hostnames ?? state.hostnames,
    isReseller: isReseller ?? state.isReseller,
    suspendedBy: suspendedBy === undefined ? state.suspendedBy : suspendedBy,
    sharesWithReseller: sharesWithReseller ?? state.sharesWithReseller,
    keepsAiPrompts: keepsAiPrompts ?? state.keepsAiPrompts,
  };
  checkTenant(database, next, state);
  const before = allColumns(state);
  const { tenant, ...facts } = next;
  Object.assign(state, facts);
  database.changeTenant(state, tenant);
  const now = allColumns(state);
  for (const [action, keys] of DEEDS) {
    const only = (all: Record<string, unknown>): Record<string, unknown> =>
      Object.fromEntries(keys.map((key) => [key, all[key]]));
    const named =
      action !== 'tenant.status'
        ? action
        : tenant.status === 'Active'
          ? 'tenant.resumed'
          : 'tenant.suspended';
    const deed = { action: named, table: 'tenants', targetId: tenant.id };
    noteChange(database, state, actor, deed, only(before), only(now));
  }
}

/** Opens a tenant under this parent. */
export function openTenant(
  database: SimulatedDatabase,
  actor: Account,
  given: Omit<Tenant, 'id' | 'status'> & { parentId: string | null; hostnames: readonly string[] },
): TenantState {
  const { parentId, hostnames, ...columns } = given;
  const tenant: Tenant = { ...columns, id: database.nextId('tenant'), status: 'Active' };
  const state: TenantState = { ...createTenantState(tenant, database.time()), parentId, hostnames };
  checkTenant(database, state, null);
  database.tenants.set(tenant.id, state);
  note(database, state, actor, {
    action: 'tenant.opened',
    table: 'tenants',
    targetId: tenant.id,
    old: null,
    new: tenantColumns(state),
  });
  return state;
}

/** @throws NexusError `validation_failed` | `conflict` | `plan_feature` */
function checkTenant(database: SimulatedDatabase, next: TenantState, before: TenantState | null): void {
  const { tenant, hostnames } = next;
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  // What was written before a downgrade stays; only a change is measured.
  const isBranded = Object.keys(tenant.brand).length > 0 && differs(tenant.brand, before?.tenant.brand);
  const isNamed = hostnames.length > 0 && differs(hostnames, before?.hostnames);
  if (isBranded || isNamed) requireFeature(tenant.planTier, 'white_label');
  if (next.isReseller && before?.isReseller !== true) requireFeature(tenant.planTier, 'reselling');
  if (next.isReseller && next.parentId !== null) throw broken('A tenant of a reseller never resells itself.');
  if (typeof tenant.name !== 'string' || tenant.name.length === 0 || tenant.name.length > 200) {
    throw broken('A name has 1 to 200 characters.');
  }
  if (!SLUG.test(tenant.slug)) throw broken(`"${tenant.slug}" is not a slug.`);
  checkBrand(tenant.brand);
  const isFit = hostnames.every((name) => name.length <= 253 && HOSTNAME.test(name));
  if (!isFit || hostnames.length > 20 || new Set(hostnames).size < hostnames.length) {
    throw broken('Host names are up to 20 different ones, in lower case.');
  }
  for (const other of database.tenants.values()) {
    if (other.tenant.id === tenant.id) continue;
    if (other.tenant.slug === tenant.slug) throw taken(`Another tenant has the slug ${tenant.slug}.`);
    const double = hostnames.find((name) => other.hostnames.includes(name));
    if (double !== undefined) throw taken(`Another tenant has the host name ${double}.`);
  }
}

/** The form of a brand, so that no CSS or markup can hide in it. @throws NexusError `validation_failed` */
function checkBrand(brand: Brand): void {
  const { name, logoUrl, primaryColor, accentColor, radius, fontFamily } = brand;
  const isText = (value: unknown, form: RegExp): boolean =>
    value === undefined || (typeof value === 'string' && form.test(value));
  const isFit =
    isText(name, /^.{1,120}$/s) &&
    isText(logoUrl, LOGO) &&
    isText(primaryColor, COLOR) &&
    isText(accentColor, COLOR) &&
    (radius === undefined || [0, 4, 8, 12].includes(radius)) &&
    isText(fontFamily, FONT);
  if (!isFit || JSON.stringify(brand).length > LARGEST_BRAND) {
    throw broken('The brand has a field in the wrong form, or is larger than 256 KiB.');
  }
}

function allColumns(state: TenantState): Record<string, unknown> {
  return {
    ...tenantColumns(state),
    suspended_by: state.suspendedBy,
    shares_with_reseller: state.sharesWithReseller,
    keeps_ai_prompts: state.keepsAiPrompts,
  };
}
