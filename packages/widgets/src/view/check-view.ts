import type { ViewState } from './view.ts';

/** Longest time that a Date can hold, in ms. */
const LAST_DATE_MS = 8.64e15;

/** @throws RangeError for a range or a cursor that is no time. */
export function checkView({ range, cursor, machineId }: Partial<ViewState>): void {
  if (range !== undefined && range !== null) {
    if ('lastMs' in range) {
      if (!(range.lastMs > 0 && range.lastMs < LAST_DATE_MS))
        throw new RangeError(`view.range.lastMs is ${range.lastMs}. Give a number of milliseconds above 0.`);
    } else if (!(isTime(range.from) && isTime(range.to) && range.from < range.to))
      throw new RangeError(
        `view.range goes from ${range.from} to ${range.to}. Give two times in epoch ms, the earlier first.`,
      );
  }
  if (cursor !== undefined && cursor !== null && !isTime(cursor))
    throw new RangeError(`view.cursor is ${cursor}. Give a time in epoch ms, or null.`);
  if (machineId !== undefined && typeof machineId !== 'string')
    throw new RangeError(
      `view.machineId is ${String(machineId)}. Give a machine's id, or an empty string for none.`,
    );
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LAST_DATE_MS;
}
