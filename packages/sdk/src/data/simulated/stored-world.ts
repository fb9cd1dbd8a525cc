import {
  METRICS,
  type Metric,
  type QualityImage,
  type Reading,
  type StoredDocument,
} from '../../types/index.ts';
import type { MachineRecord } from '../data-service.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { SimulatedDatabase } from './database.ts';
import { demoContent } from './demo-files.ts';
import type { KeptParts } from './keeper.ts';
import { MachineState } from './machine-state.ts';
import type { SimulatedMail } from './mailbox.ts';
import { type Account, createTenantState, type StoredFile, type TenantState } from './state.ts';

/** Recorded readings that are kept, and the longest content of a file. */
const KEPT_READINGS_MS = 3_600_000;
const LONGEST_CONTENT = 65_536;
/** The newest entries of logs that are kept. */
const KEPT_ENTRIES = 500;

/** A reading as short as it gets: epoch ms, then the metrics in the order of {@link METRICS}, null where absent. */
type KeptReading = [time: number, ...metrics: (number | null)[]];

interface KeptMachine {
  /** Null: only readings were recorded. */
  record: Partial<MachineRecord> | null;
  id: string;
  isCreated: boolean;
  plantStatus: MachineRecord['status'] | null;
  readings: KeptReading[];
}

interface KeptFile<TRow> {
  row: TRow;
  content: string | null;
  demo: string | null;
}

type KeptTenant = Pick<
  TenantState,
  | 'tenant'
  | 'parentId'
  | 'isReseller'
  | 'hostnames'
  | 'suspendedBy'
  | 'sharesWithReseller'
  | 'keepsAiPrompts'
  | 'createdAt'
  | 'aiKey'
  | 'sso'
  | 'audit'
  | 'invitations'
  | 'aiRequests'
> & {
  machines: KeptMachine[];
  deletedMachines: string[];
  aiUsage: [month: string, requests: number][];
  files: { documents: KeptFile<StoredDocument>[]; quality: KeptFile<QualityImage>[] } | null;
};

interface KeptWorld {
  counters: [kind: string, count: number][];
  operators: string[];
  accounts: Omit<Account, 'password'>[];
  mails: readonly SimulatedMail[];
  tenants: KeptTenant[];
}

/** The world as JSON: what people changed, not what follows from seed and time, and no passwords. */
export function storeWorld(database: SimulatedDatabase, parts: KeptParts): string {
  const kept: KeptWorld = {
    counters: [...database.counters],
    operators: [...database.operators],
    accounts: [...database.accounts.values()].map(({ password: _, ...account }) => account),
    mails: database.mails,
    tenants: [...database.tenants.values()].map((state) => keptTenant(state, database.now(), parts)),
  };
  return JSON.stringify(kept);
}

/**
 * Puts a kept world into a fresh one.
 *
 * @param offer takes over the newest recorded reading of a machine
 * @throws anything when it is none
 */
export function restoreWorld(
  database: SimulatedDatabase,
  kept: unknown,
  offer: (machine: MachineState, reading: Reading) => void,
): void {
  const world = kept as KeptWorld;
  const passwords = new Map(
    [...database.accounts.values()].map(({ userId, password }) => [userId, password]),
  );
  const [demo] = passwords.values();
  database.accounts.clear();
  database.operators.clear();
  for (const [kind, count] of world.counters) database.counters.set(kind, count);
  for (const userId of world.operators) database.operators.add(userId);
  for (const account of world.accounts) {
    database.accounts.set(account.userId, {
      ...account,
      password: account.isConfirmed && account.ssoTenantId === null ? (demo ?? null) : null,
    });
  }
  database.mails = world.mails;
  for (const tenant of world.tenants) restoreTenant(database, tenant, offer);
}

function keptTenant(state: TenantState, now: number, parts: KeptParts): KeptTenant {
  const { machines, deletedMachines, aiUsage, files, listeners: _, audit, aiRequests, ...facts } = state;
  return {
    ...facts,
    audit: audit.slice(-KEPT_ENTRIES),
    aiRequests: aiRequests.slice(-KEPT_ENTRIES),
    machines: [...machines.values()].flatMap((machine) => keptMachine(machine, now, parts.readings)),
    deletedMachines: [...deletedMachines],
    aiUsage: [...aiUsage],
    files: files && {
      documents: [...files.documents.values()].map((file) => keptFile(file, parts.contents)),
      quality: [...files.quality.values()].map((file) => keptFile(file, parts.contents)),
    },
  };
}

function keptMachine(machine: MachineState, now: number, withReadings: boolean): KeptMachine[] {
  const { id, isChanged, plantStatus, recorded } = machine;
  const isCreated = machine.model === null;
  let newest = Number.NEGATIVE_INFINITY;
  for (const time of recorded.keys()) newest = Math.max(newest, time);
  const readings = [...recorded]
    .filter(([time]) => (withReadings && time >= now - KEPT_READINGS_MS) || (isCreated && time === newest))
    .map(([time, reading]): KeptReading => [time, ...METRICS.map((metric) => reading[metric] ?? null)]);
  if (!isCreated && !isChanged && readings.length === 0) return [];
  const { latest: _, healthScore: __, healthParts: ___, ...record } = machine.record;
  return [{ id, isCreated, plantStatus, readings, record: isCreated || isChanged ? record : null }];
}

function keptFile<TRow>({ row, content, demo }: StoredFile<TRow>, withContent: boolean): KeptFile<TRow> {
  const isKept = withContent && demo === null && content !== null && content.length <= LONGEST_CONTENT;
  return { row, demo, content: isKept ? encodeBase64(content) : null };
}

function restoreTenant(
  database: SimulatedDatabase,
  kept: KeptTenant,
  offer: (machine: MachineState, reading: Reading) => void,
): void {
  const { machines, deletedMachines, aiUsage, files, ...facts } = kept;
  const fleet = database.tenants.get(facts.tenant.id)?.machines ?? new Map<string, MachineState>();
  const state: TenantState = {
    ...createTenantState(facts.tenant, facts.createdAt),
    ...facts,
    machines: fleet,
    deletedMachines: new Set(deletedMachines),
    aiUsage: new Map(aiUsage),
    files: files && {
      documents: new Map(files.documents.map((file) => [file.row.id, restoredFile(file)])),
      quality: new Map(files.quality.map((file) => [file.row.id, restoredFile(file)])),
    },
  };
  for (const id of deletedMachines) fleet.delete(id);
  for (const machine of machines) restoreMachine(fleet, machine, database.now(), offer);
  database.tenants.set(facts.tenant.id, state);
}

function restoreMachine(
  fleet: Map<string, MachineState>,
  kept: KeptMachine,
  now: number,
  offer: (machine: MachineState, reading: Reading) => void,
): void {
  const known = kept.isCreated ? new MachineState(kept.id, { name: '' }, now, null) : fleet.get(kept.id);
  // The world may have been opened without the demonstration's machines this time.
  if (known === undefined) return;
  if (kept.record !== null) known.restore(kept.record, kept.plantStatus);
  fleet.set(kept.id, known);
  let newest: Reading | null = null;
  for (const [time, ...values] of kept.readings) {
    const reading: Reading = { machineId: kept.id, timestamp: new Date(time).toISOString() };
    METRICS.forEach((metric: Metric, index) => {
      const value = values[index];
      if (value !== null && value !== undefined) reading[metric] = value;
    });
    known.recorded.set(time, reading);
    if (newest === null || Date.parse(newest.timestamp) < time) newest = reading;
  }
  if (newest !== null) offer(known, newest);
}

function restoredFile<TRow>({ row, content, demo }: KeptFile<TRow>): StoredFile<TRow> {
  if (demo !== null) return { row, demo, content: demoContent(demo) };
  return { row, demo, content: content === null ? null : decodeBase64(content) };
}
