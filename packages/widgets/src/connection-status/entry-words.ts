import type { PendingEdit, QuarantinedEntry, Reading } from '@nexus-mfg/sdk';
import { machineMessages } from '../drawing/messages.ts';
import { formatValue, METRIC_ORDER, metricInfo } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import { connectionMessages } from './messages.ts';

type Key = keyof typeof connectionMessages.english;

const KINDS: Readonly<Record<PendingEdit['kind'], Key>> = {
  'machine.create': 'machineCreate',
  'machine.update': 'machineUpdate',
  'document.update': 'documentUpdate',
  'quality.update': 'qualityUpdate',
};

const FIELDS: Readonly<Record<string, Key>> = {
  name: 'fieldName',
  status: 'fieldStatus',
  type: 'fieldType',
  notes: 'fieldNotes',
  folder: 'fieldFolder',
  result: 'fieldResult',
  defects: 'fieldDefects',
  machineId: 'fieldMachineId',
  gridPositionX: 'fieldGridPositionX',
  gridPositionY: 'fieldGridPositionY',
  metadata: 'fieldMetadata',
  externalId: 'fieldExternalId',
};

const REASONS: Readonly<Record<string, Key>> = {
  unknown_machine: 'unknownMachine',
  value_out_of_range: 'valueOutOfRange',
  reading_in_future: 'readingInFuture',
  invalid_reading: 'invalidReading',
  conflict: 'refusedConflict',
  permission_denied: 'refusedPermission',
  plan_limit: 'refusedLimit',
  not_found: 'refusedGone',
  server_error: 'refusedServer',
  record_corrupted: 'recordCorrupted',
};

/** What is done to what. */
export function editTitle(words: Words, edit: PendingEdit, name: string | null | undefined): string {
  const told = name ?? words.text(connectionMessages, 'unnamed');
  return words.text(connectionMessages, KINDS[edit.kind] ?? 'machineUpdate', { name: told });
}

/** A field as people call it; one of a newer server by its own name. */
export function fieldName(words: Words, field: string): string {
  const key = FIELDS[field];
  return key === undefined ? field : words.text(connectionMessages, key);
}

/** A value of a field, short enough for a line. */
export function fieldValue(words: Words, value: unknown): string {
  if (value === null || value === undefined || value === '')
    return words.text(connectionMessages, 'nothingThere');
  if (typeof value === 'number') return words.tick(value, 2);
  if (typeof value === 'string') {
    const state = (['running', 'idle', 'fault', 'maintenance', 'offline'] as const).find(
      (one) => one === value,
    );
    return state === undefined ? shortened(value) : words.text(machineMessages, state);
  }
  return shortened(JSON.stringify(value));
}

/** Each changed field as from and to. */
export function changeLines(words: Words, { changes, base, kind }: PendingEdit): readonly string[] {
  return Object.entries(changes).map(([field, to]) => {
    const values = { field: fieldName(words, field), to: fieldValue(words, to) };
    if (kind === 'machine.create') return words.text(connectionMessages, 'addition', values);
    return words.text(connectionMessages, 'change', { ...values, from: fieldValue(words, base[field]) });
  });
}

/** Why the server refused it: in the person's language where the reason is known, else in the server's words. */
export function reasonText(words: Words, { code, message }: QuarantinedEntry): string {
  const key = REASONS[code];
  return key === undefined ? message : words.text(connectionMessages, key);
}

/** What a reading says, in the usual units, for example `Temperature: 45.0 °C, Speed: 1,200 1/min`. */
export function readingValues(words: Words, reading: Reading): string {
  const parts = METRIC_ORDER.flatMap((metric) => {
    const value = reading[metric];
    if (typeof value !== 'number') return [];
    const info = metricInfo(words, metric, {}, value);
    const written = formatValue(words, value, info);
    return [
      words.text(connectionMessages, 'measured', { metric: info.label, value: written, unit: info.unit }),
    ];
  });
  return words.list(parts);
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
