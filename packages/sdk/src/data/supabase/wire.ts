import { wrongShape } from '../../errors/wrong-shape.ts';
import {
  type HealthPart,
  MACHINE_STATUSES,
  type MachineMetadata,
  type MachineStatus,
  METRICS,
  type Reading,
} from '../../types/index.ts';
import type { LiveReading, MachineRecord } from '../data-service.ts';

/** What a JSON answer may be before it has been looked at. */
export type JsonObject = Record<string, unknown>;

/** A JSON object, or `server_error`. `what` names the answer in the message. */
export function object(value: unknown, what: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw wrongShape(what, 'expected an object');
}

/** A JSON array, or `server_error`. */
export function array(value: unknown, what: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw wrongShape(what, 'expected a list');
}

/** A text under `key`, or `server_error`. */
export function text(source: JsonObject, key: string, what: string): string {
  const value = source[key];
  if (typeof value === 'string') return value;
  throw wrongShape(what, `${key} is not a text`);
}

/** A number under `key`, or `server_error`. */
export function number(source: JsonObject, key: string, what: string): number {
  const value = source[key];
  if (typeof value === 'number') return value;
  throw wrongShape(what, `${key} is not a number`);
}

/** A timestamp under `key` in one spelling, so that equal times are equal texts. */
export function time(source: JsonObject, key: string, what: string): string {
  const epochMs = Date.parse(text(source, key, what));
  if (Number.isNaN(epochMs)) throw wrongShape(what, `${key} is not a time`);
  return new Date(epochMs).toISOString();
}

/** A timestamp under `key`, or null where there is none. */
export function optionalTime(source: JsonObject, key: string, what: string): string | null {
  return source[key] === null || source[key] === undefined ? null : time(source, key, what);
}

/** A text, or null for anything else. */
export const optionalText = (value: unknown): string | null => (typeof value === 'string' ? value : null);
/** A number, or null for anything else. */
export const optionalNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** One of the known words, or `server_error`. */
export function oneOf<T extends string>(value: unknown, known: readonly T[], what: string): T {
  if (typeof value === 'string' && (known as readonly string[]).includes(value)) return value as T;
  throw wrongShape(what, `${String(value)} is none of ${known.join(', ')}`);
}

/** Answer of `fleet_overview()`. */
export function parseFleet(value: unknown): MachineRecord[] {
  return array(value, 'the list of machines').map((row) => parseMachine(row));
}

/**
 * One row of `fleet_overview()`, of the `machines` event, or of table `machines` with `latest` beside it, which then
 * carries the health parts.
 */
export function parseMachine(value: unknown): MachineRecord {
  const what = 'a machine';
  const row = object(value, what);
  const id = text(row, 'id', what);
  const latest = row.latest === null || row.latest === undefined ? null : object(row.latest, what);
  const reading = latest && parseReading(latest, id);
  const updatedAt = time(row, 'updated_at', what);
  return {
    id,
    externalId: optionalText(row.external_id),
    name: text(row, 'name', what),
    type: optionalText(row.type),
    status: oneOf<MachineStatus>(row.status, MACHINE_STATUSES, what),
    healthScore: optionalNumber(row.health_score),
    healthParts: parseHealthParts(row.health_parts ?? latest?.health_parts, reading?.timestamp ?? updatedAt),
    gridPositionX: optionalNumber(row.grid_position_x),
    gridPositionY: optionalNumber(row.grid_position_y),
    metadata: object(row.metadata ?? {}, what) as MachineMetadata,
    latest: reading,
    updatedAt,
  };
}

/** A reading; a metric that is absent or null stays absent. */
export function parseReading(value: unknown, machineId?: string): Reading {
  const what = 'a reading';
  const row = object(value, what);
  const reading: Reading = {
    machineId: machineId ?? text(row, 'machine_id', what),
    timestamp: time(row, 'timestamp', what),
  };
  for (const metric of METRICS) {
    const measured = row[metric];
    if (typeof measured === 'number') reading[metric] = measured;
  }
  return reading;
}

/** Payload of the `readings` event. */
export function parseLiveReadings(value: unknown): LiveReading[] {
  const what = 'a live message';
  return array(object(value, what).readings, what).map((entry) => {
    const row = object(entry, what);
    const reading = parseReading(row);
    return {
      ...reading,
      healthScore: optionalNumber(row.health_score),
      healthParts: parseHealthParts(row.health_parts, reading.timestamp),
    };
  });
}

/**
 * Parts as an older version of the database judged them say no time. They outlive its upgrade until the machine sends
 * again, and must not make the whole list unreadable.
 *
 * @param measuredAt ISO time of the newest reading, which is what such parts were judged from
 */
function parseHealthParts(value: unknown, measuredAt: string): HealthPart[] {
  const what = 'a health score';
  return array(value ?? [], what).map((entry) => {
    const part = object(entry, what);
    return {
      name: text(part, 'name', what),
      score: number(part, 'score', what),
      reason: text(part, 'reason', what),
      at: part.at === undefined || part.at === null ? measuredAt : time(part, 'at', what),
    };
  });
}
