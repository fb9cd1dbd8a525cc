import { METRICS, type Reading } from '../types/index.ts';
import { areColumns, type Columns, toColumns, toReadings } from './columns.ts';

/** Version of what the stores write. Version 1 had readings object by object, and no times. */
export const STORE_VERSION = 2;

/** Most readings in one chunk: what is read to look at one of them stays small. */
export const MAX_CHUNK = 1_000;

/** Readings that were put in together, as the durable stores keep them. */
export interface StoredChunk extends Columns {
  v: typeof STORE_VERSION;
  /** Number of the first. */
  seq: number;
  /** Epoch ms at which each was put in; one time, when that is the same for all. */
  times: number[];
}

/** What is in a stored chunk. */
export interface Chunk {
  seq: number;
  /** One after the last. */
  end: number;
  times: readonly number[];
  readings: readonly Reading[];
}

/** What a stored value turned out to be. */
export type ParsedChunk =
  | { kind: 'chunk'; chunk: Chunk; isOld: boolean }
  | { kind: 'corrupted' }
  | { kind: 'newer' };

/**
 * Looks at a stored value without trusting it: disks fail, and other versions of this library have written to it.
 * @param key under which it is stored, if it is known; a chunk of version 1 has its number only there
 */
export function parseChunk(value: unknown, key?: number): ParsedChunk {
  if (typeof value !== 'object' || value === null) return CORRUPTED;
  const { v, seq = key, times, readings } = value as Record<string, unknown>;
  if (typeof v === 'number' && v > STORE_VERSION) return { kind: 'newer' };
  if (typeof seq !== 'number' || (key !== undefined && seq !== key)) return CORRUPTED;
  if (v === 1 && Array.isArray(readings) && readings.length > 0 && readings.every(isReading)) {
    // When it was put in is not known; when it was measured is the nearest to it.
    const guessed = readings.map(({ timestamp }) => Date.parse(timestamp) || 0);
    return {
      kind: 'chunk',
      chunk: { seq, end: seq + readings.length, times: guessed, readings },
      isOld: true,
    };
  }
  if (v !== STORE_VERSION || !areColumns(value)) return CORRUPTED;
  const count = value.machineIds.length;
  if (!Array.isArray(times) || !times.every(isNumber) || ![1, count].includes(times.length)) return CORRUPTED;
  return { kind: 'chunk', chunk: decodeChunk({ seq, times, ...value }), isOld: false };
}

/** What is in a chunk that is as it should be. */
export function decodeChunk(stored: Omit<StoredChunk, 'v'>): Chunk {
  const { seq, times, machineIds } = stored;
  const each = times.length === machineIds.length ? times : machineIds.map(() => times[0] as number);
  return { seq, end: seq + machineIds.length, times: each, readings: toReadings(stored) };
}

/** A chunk as this version stores it. */
export function encodeChunk({ seq, times, readings }: Chunk): StoredChunk {
  return { v: STORE_VERSION, seq, times: [...times], ...toColumns(readings) };
}

/** About how many bytes `count` readings take in a store, by some of them. */
export function bytesOf(count: number, sample: readonly Reading[]): number {
  if (sample.length === 0) return 0;
  const sum = sample.reduce((bytes, reading) => bytes + sizeOf(reading), 0);
  return Math.round((sum / sample.length) * count);
}

const CORRUPTED: ParsedChunk = { kind: 'corrupted' };

function sizeOf(reading: Reading): number {
  const metrics = METRICS.filter((metric) => reading[metric] !== undefined);
  return 12 + reading.machineId.length + reading.timestamp.length + 9 * metrics.length;
}

function isReading(value: unknown): value is Reading {
  if (typeof value !== 'object' || value === null) return false;
  const { machineId, timestamp } = value as Record<string, unknown>;
  return typeof machineId === 'string' && typeof timestamp === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
