import type { AuditEntry } from '../../types/index.ts';
import type { MachineRecord } from '../data-service.ts';
import type { SimulatedDatabase } from './database.ts';
import type { Account, TenantState } from './state.ts';

/** Values over this many characters are kept by their size only. */
const LONGEST_VALUE = 8192;

/** Columns by the database's names. */
export type Columns = Readonly<Record<string, unknown>>;

/** What was done to what. */
export interface Deed {
  action: string;
  table: string;
  targetId: string;
  old: Columns | null;
  new: Columns | null;
}

/** Writes an entry into the tenant's audit log, as the triggers of the database do. */
export function note(database: SimulatedDatabase, state: TenantState, actor: Account, deed: Deed): void {
  // No two entries of a log at the same time, as with the database's clock: pages are cut by it.
  const last = state.audit.at(-1);
  const at = Math.max(database.now(), last === undefined ? 0 : Date.parse(last.at) + 1);
  state.audit.push({
    id: database.nextId('audit'),
    at: new Date(at).toISOString(),
    action: deed.action,
    actorId: actor.userId,
    actorKind: actorKind(database, state, actor),
    targetTable: deed.table,
    targetId: deed.targetId,
    old: deed.old === null ? null : shortened(deed.old),
    new: deed.new === null ? null : shortened(deed.new),
  });
}

/** Notes what differs between the two rows among `keys`; nothing when nothing does. */
export function noteChange(
  database: SimulatedDatabase,
  state: TenantState,
  actor: Account,
  deed: Omit<Deed, 'old' | 'new'>,
  before: Columns,
  now: Columns,
): void {
  const old: Record<string, unknown> = {};
  const fresh: Record<string, unknown> = {};
  for (const key of Object.keys(now)) {
    if (JSON.stringify(before[key]) === JSON.stringify(now[key])) continue;
    old[key] = before[key] ?? null;
    fresh[key] = now[key] ?? null;
  }
  if (Object.keys(fresh).length > 0) note(database, state, actor, { ...deed, old, new: fresh });
}

/** A machine as the log shows it: without what gateways and readings change all day. */
export function machineColumns(record: MachineRecord): Columns {
  return {
    external_id: record.externalId,
    name: record.name,
    type: record.type,
    grid_position_x: record.gridPositionX,
    grid_position_y: record.gridPositionY,
    metadata: record.metadata,
  };
}

/** Without the columns that are null. */
export function stripped(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
}

/** Columns of a tenant that the log follows. */
export function tenantColumns(state: TenantState): Columns {
  const { tenant } = state;
  return {
    name: tenant.name,
    slug: tenant.slug,
    plan_tier: tenant.planTier,
    status: tenant.status,
    branding: tenant.brand,
    hostnames: state.hostnames,
    parent_id: state.parentId,
    is_reseller: state.isReseller,
  };
}

function actorKind(database: SimulatedDatabase, state: TenantState, actor: Account): AuditEntry['actorKind'] {
  if (actor.profile?.tenantId === state.tenant.id) return 'member';
  if (database.operators.has(actor.userId)) return 'platform_admin';
  return state.parentId !== null && actor.profile?.tenantId === state.parentId ? 'reseller' : 'member';
}

function shortened(columns: Columns): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([key, value]) => {
      const length = JSON.stringify(value)?.length ?? 0;
      return [key, length <= LONGEST_VALUE ? structuredClone(value) : { bytes: length }];
    }),
  );
}
