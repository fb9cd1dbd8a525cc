import type { PendingEdit } from '../types/index.ts';
import type { QuarantineRecord } from './buffer-store.ts';

/** The two lists of an owner. */
export type ListKind = 'outbox' | 'quarantine';

/** What the lists hold. */
export interface ListValues {
  outbox: PendingEdit;
  quarantine: QuarantineRecord;
}

/** True when a stored value can be what the list holds. */
export function isListValue(kind: ListKind, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, kind: editKind, code, at } = value as Record<string, unknown>;
  return kind === 'outbox'
    ? typeof id === 'string' && typeof editKind === 'string'
    : typeof code === 'string' && typeof at === 'number';
}

/** Ids sort as texts in the order in which their records were added. */
export function listId(number: number): string {
  return String(number).padStart(15, '0');
}

/** The number in an id; 0, which no record has, for a text that is no id. */
export function numberOfId(id: string): number {
  return /^\d{1,15}$/.test(id) ? Number(id) : 0;
}

/** A copy as every store keeps it: what a file cannot hold is not kept in memory either. */
export function plainCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
