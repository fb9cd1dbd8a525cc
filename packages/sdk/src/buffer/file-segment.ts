import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Chunk, decodeChunk, parseChunk, type StoredChunk } from './chunk.ts';
import { readFrames } from './frame-log.ts';
import type { RingState } from './ring-state.ts';
import { newerStore } from './store-messages.ts';

/** A chunk in a segment, or what is left of one. */
export interface Part {
  seq: number;
  /** One after the last. */
  end: number;
  /** Null when it is damaged. */
  chunk: Chunk | null;
}

/** A file of a ring: the readings from `seq` up to but without `end`. */
export interface Segment {
  readonly path: string;
  readonly seq: number;
  end: number;
}

/** A line of a segment: a chunk, with where the ring began once it was written. */
export interface SegmentLine {
  first: number;
  dropped: number;
}

const NAME = /^ring-(\d{16})\.log$/;

export function segmentPath(folder: string, seq: number): string {
  return join(folder, `ring-${String(seq).padStart(16, '0')}.log`);
}

/** The numbers at which the segments of a folder begin, by the names of its files. */
export function segmentsIn(names: readonly string[]): number[] {
  return names
    .map((name) => Number(NAME.exec(name)?.[1] ?? Number.NaN))
    .filter((seq) => !Number.isNaN(seq))
    .sort((a, b) => a - b);
}

/**
 * Reads a segment.
 * @returns its chunks in order, and where the ring began when the last of them was written
 * @throws NexusError `storage_failed` when a newer version has written to it
 */
export async function readSegment({
  path,
  seq,
}: Segment): Promise<{ parts: Part[]; ring: RingState | null }> {
  const parts: Part[] = [];
  let ring: RingState | null = null;
  for (const { value, text } of await readFrames(path)) {
    const parsed = parseChunk(value);
    if (parsed.kind === 'newer') throw newerStore();
    const at = parts.at(-1)?.end ?? seq;
    if (parsed.kind === 'corrupted') {
      parts.push({ seq: at, end: at + Math.max(1, countTimes(text)), chunk: null });
      continue;
    }
    const { chunk } = parsed;
    const before = parts.at(-1);
    // How many readings a damaged chunk had is told by the next one.
    if (before && before.chunk === null) before.end = Math.max(before.seq, chunk.seq);
    parts.push({ seq: chunk.seq, end: chunk.end, chunk });
    const { first, dropped } = value as SegmentLine;
    ring = { first, next: chunk.end, dropped };
  }
  return { parts, ring };
}

/** A chunk that was just written, as it would be read. */
export function toPart(stored: StoredChunk): Part {
  const chunk = decodeChunk(stored);
  return { seq: chunk.seq, end: chunk.end, chunk };
}

export async function removeSegment({ path }: Segment): Promise<void> {
  // One that stays behind is removed the next time: it lies before the ring.
  await rm(path, { force: true }).catch(() => {});
}

/** How many readings there seem to be in a damaged line: each has a time of measurement. */
function countTimes(text: string): number {
  return text.match(/\d{4}-\d\d-\d\dT/g)?.length ?? 0;
}
