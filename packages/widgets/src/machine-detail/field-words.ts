import { typeWord } from '../drawing/machine-type.ts';
import { machineMessages } from '../drawing/messages.ts';
import { STATUS_ORDER } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import { detailMessages } from './messages.ts';

const FIELDS = {
  name: 'name',
  type: 'type',
  status: 'status',
  gridPositionX: 'column',
  gridPositionY: 'row',
  externalId: 'externalId',
} as const;

/** A field of a machine as the form calls it; another one by its own name. */
export function fieldName(words: Words, field: string): string {
  const key = Object.entries(FIELDS).find(([name]) => name === field)?.[1];
  return key === undefined ? field : words.text(detailMessages, key);
}

/** A value of a field, short enough for a line. */
export function fieldValue(words: Words, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return words.text(detailMessages, 'empty');
  if (typeof value === 'number') return words.tick(value, 3);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'type') return typeWord(words, value);
  const status = STATUS_ORDER.find((one) => field === 'status' && one === value);
  return status === undefined ? value : words.text(machineMessages, status);
}
