import { METRICS, type Metric, type Reading } from '../types/index.ts';

/**
 * Readings column by column, as the durable stores keep them: that takes less room than object by object, and less time
 * to write and to read. A metric that none of them has is no column; null is a reading without it.
 */
export interface Columns extends Partial<Record<Metric, (number | null)[]>> {
  machineIds: string[];
  timestamps: string[];
}

/** A copy, so that the caller may go on changing his readings. */
export function toColumns(readings: readonly Reading[]): Columns {
  const columns: Columns = { machineIds: [], timestamps: [] };
  for (const { machineId, timestamp } of readings) {
    columns.machineIds.push(machineId);
    columns.timestamps.push(timestamp);
  }
  for (const metric of METRICS) {
    const column: (number | null)[] = [];
    let isThere = false;
    for (const reading of readings) {
      const value = reading[metric];
      isThere ||= value !== undefined;
      column.push(value ?? null);
    }
    if (isThere) columns[metric] = column;
  }
  return columns;
}

export function toReadings(columns: Columns): Reading[] {
  const { machineIds, timestamps, vibration, temperature, rpm, power_kwh } = columns;
  return machineIds.map((machineId, index) => {
    const reading: Reading = { machineId, timestamp: timestamps[index] as string };
    // Written out, because this runs for every reading that is sent and a loop over names is slow.
    let value = vibration?.[index] ?? null;
    if (value !== null) reading.vibration = value;
    value = temperature?.[index] ?? null;
    if (value !== null) reading.temperature = value;
    value = rpm?.[index] ?? null;
    if (value !== null) reading.rpm = value;
    value = power_kwh?.[index] ?? null;
    if (value !== null) reading.power_kwh = value;
    return reading;
  });
}

export function sliceColumns(columns: Columns, from: number, end: number): Columns {
  const slice: Columns = {
    machineIds: columns.machineIds.slice(from, end),
    timestamps: columns.timestamps.slice(from, end),
  };
  for (const metric of METRICS) {
    const column = columns[metric];
    if (column) slice[metric] = column.slice(from, end);
  }
  return slice;
}

export function joinColumns(parts: readonly Columns[]): Columns {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const joined: Columns = {
    machineIds: parts.flatMap(({ machineIds }) => machineIds),
    timestamps: parts.flatMap(({ timestamps }) => timestamps),
  };
  for (const metric of METRICS) {
    if (!parts.some((part) => part[metric])) continue;
    joined[metric] = parts.flatMap((part) => part[metric] ?? part.machineIds.map(() => null));
  }
  return joined;
}

/** True when a stored value can be columns of some length above 0. */
export function areColumns(value: object): value is Columns {
  const { machineIds, timestamps, ...rest } = value as Record<string, unknown>;
  const length = Array.isArray(machineIds) ? machineIds.length : 0;
  return (
    length > 0 &&
    isColumn(machineIds, length, isText) &&
    isColumn(timestamps, length, isText) &&
    METRICS.every((metric) => rest[metric] === undefined || isColumn(rest[metric], length, isMetric))
  );
}

function isColumn(value: unknown, length: number, isValue: (value: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length === length && value.every(isValue);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isMetric(value: unknown): boolean {
  return typeof value === 'number' || value === null;
}
