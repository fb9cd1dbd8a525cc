import { readdir } from 'node:fs/promises';
import type { Reading } from '../types/index.ts';
import { Turns } from '../util/turns.ts';
import type { QuarantineRecord, Ring, RingEntry, RingStats, StoreNotice } from './buffer-store.ts';
import { bytesOf } from './chunk.ts';
import { toColumns } from './columns.ts';
import type { FileJournal } from './file-journal.ts';
import {
  type Part,
  readSegment,
  removeSegment,
  type Segment,
  type SegmentLine,
  segmentPath,
  segmentsIn,
  toPart,
} from './file-segment.ts';
import { isDiskFull, syncFolder } from './file-system.ts';
import { FrameLog } from './frame-log.ts';
import { GroupCommit } from './group-commit.ts';
import { plainCopy } from './record-shapes.ts';
import { type Arrival, advance, dropTo, grow, type RingState, toChunks } from './ring-state.ts';
import { bufferFull, corruptedReadings, corruptionNotice, quotaNotice } from './store-messages.ts';

/** A segment is closed, and the next begun, when it has this many bytes. */
const SEGMENT_BYTES = 1_024 * 1_024;

/** What a ring is made from. */
export interface FileRingParts {
  folder: string;
  journal: FileJournal;
  onNotice: (notice: StoreNotice) => void;
}

/**
 * A ring in files: segments that are only ever appended to, and removed as a whole once nothing in them is pending. Every
 * chunk carries where the ring begins once it is in, so that dropping is part of the same write; what is settled stands
 * in the owner's journal.
 */
export class FileRing implements Ring {
  /** Most readings in the ring. */
  capacity: number = Number.POSITIVE_INFINITY;
  readonly #parts: FileRingParts;
  readonly #arrivals: GroupCommit<Arrival, { dropped: number }>;
  /** Steps that change where the ring begins or ends go one after the other. */
  readonly #turns: Turns = new Turns();
  #state: RingState;
  #segments: Segment[] = [];
  /** What is written to: the log of the last segment. */
  #log: FrameLog | null = null;
  /** Segments that were read last, by their number. */
  readonly #read: Map<number, Part[]> = new Map();

  private constructor(parts: FileRingParts) {
    this.#parts = parts;
    this.#state = { ...parts.journal.ring };
    this.#arrivals = new GroupCommit((arrivals) => this.#turns.take(() => this.#write(arrivals)));
  }

  /** Reads what is in a folder. @throws NexusError `storage_failed` when a newer version has written to it */
  static async open(parts: FileRingParts): Promise<FileRing> {
    const ring = new FileRing(parts);
    for (const seq of segmentsIn(await readdir(parts.folder))) {
      const segment: Segment = { path: segmentPath(parts.folder, seq), seq, end: seq };
      const read = await readSegment(segment);
      segment.end = read.parts.at(-1)?.end ?? seq;
      ring.#segments.push(segment);
      const { first, next, dropped } = ring.#state;
      ring.#state = {
        first: Math.max(first, read.ring?.first ?? 0),
        next: Math.max(next, segment.end),
        dropped: Math.max(dropped, read.ring?.dropped ?? 0),
      };
    }
    // A segment that was removed for want of room, right before the process died.
    const oldest = ring.#segments.find(({ end }) => end > ring.#state.first);
    ring.#state = dropTo(ring.#state, oldest ? oldest.seq : ring.#state.next);
    await ring.#clear();
    return ring;
  }

  get pending(): number {
    return this.#state.next - this.#state.first;
  }

  async append(readings: readonly Reading[], at: number): Promise<{ dropped: number }> {
    if (readings.length === 0) return { dropped: 0 };
    return this.#arrivals.add({ columns: toColumns(readings), at });
  }

  peek(max: number): Promise<RingEntry[]> {
    return this.#turns.take(async () => {
      while (max > 0 && this.pending > 0) {
        const entries = await this.#entries(max);
        if (entries.length > 0) return entries;
        await this.#moveDamageOut();
      }
      return [];
    });
  }

  settle(through: number, refused: readonly QuarantineRecord[]): Promise<void> {
    const records = refused.map(plainCopy);
    return this.#turns.take(async () => {
      await this.#roomInTurn(() => this.#advance(advance(this.#state, through + 1), records));
    });
  }

  stats(): Promise<RingStats> {
    return this.#turns.take(async () => {
      const { first, dropped } = this.#state;
      const entries = this.pending === 0 ? [] : await this.#entries(100);
      const sample = entries.map(({ reading }) => reading);
      const oldestAt = entries[0]?.seq === first ? entries[0].at : null;
      return { pending: this.pending, bytes: bytesOf(this.pending, sample), oldestAt, dropped };
    });
  }

  /** Drops what another capacity has no room for. */
  resize(capacity: number): Promise<void> {
    this.capacity = capacity;
    return this.#turns.take(async () => {
      const fitting = dropTo(this.#state, this.#state.next - capacity);
      if (fitting.first > this.#state.first) await this.#advance(fitting, []);
    });
  }

  /**
   * Runs a step; as long as the disk is full, the oldest segment is dropped and it is tried again.
   * @throws NexusError `buffer_full` when only the segment that is written to is left
   */
  withRoom<T>(step: () => Promise<T>): Promise<T> {
    return this.#withRoom(step, () => this.#turns.take(() => this.#dropSegment()));
  }

  async close(): Promise<void> {
    await this.#arrivals.settled();
    await this.#turns.take(async () => this.#log?.close());
  }

  async #withRoom<T>(step: () => Promise<T>, drop: () => Promise<number | null>): Promise<T> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (!isDiskFull(error)) throw error;
        const dropped = await drop();
        if (dropped === null) throw bufferFull(error);
        this.#parts.onNotice(quotaNotice(dropped));
      }
    }
  }

  #write(arrivals: readonly Arrival[]): Promise<readonly { dropped: number }[]> {
    return this.#roomInTurn(async () => {
      const before = this.#state;
      let state = before;
      const lines = toChunks(arrivals, before.next, this.capacity).map((chunk) => {
        const next = chunk.seq + chunk.machineIds.length;
        // Each line is right by itself: of several, the process may die after the first.
        state = dropTo({ ...state, next }, next - this.capacity);
        const line: SegmentLine = { first: state.first, dropped: state.dropped };
        return { ...chunk, ...line };
      });
      const log = await this.#tail();
      await log.append(lines);
      this.#state = state;
      const segment = this.#segments.at(-1) as Segment;
      segment.end = state.next;
      this.#read.get(segment.seq)?.push(...lines.map(toPart));
      await this.#clear();
      const counts = arrivals.map(({ columns }) => columns.machineIds.length);
      return grow(before, counts, this.capacity).dropped.map((dropped) => ({ dropped }));
    });
  }

  /** The oldest readings; none when they cannot be read. */
  async #entries(max: number): Promise<RingEntry[]> {
    const { first, next } = this.#state;
    const end = Math.min(next, first + max);
    const entries: RingEntry[] = [];
    for await (const { seq, chunk, end: partEnd } of this.#pendingParts()) {
      const from = first + entries.length;
      // What comes after a damaged chunk waits until that one is at the front.
      if (from === end || seq > from || !chunk) break;
      for (let at = from; at < Math.min(end, partEnd); at += 1) {
        const reading = { ...(chunk.readings[at - seq] as Reading) };
        entries.push({ seq: at, at: chunk.times[at - seq] as number, reading });
      }
    }
    return entries;
  }

  /** The front of the ring cannot be read: a note of it goes into the quarantine in its place. */
  async #moveDamageOut(): Promise<void> {
    const { first, next } = this.#state;
    let end = next;
    for await (const { seq, chunk } of this.#pendingParts()) {
      if (!chunk) continue;
      end = Math.max(seq, first);
      break;
    }
    const note = corruptedReadings(end - first);
    await this.#advance(advance(this.#state, end), [note]);
    this.#parts.onNotice(corruptionNotice(note.message));
  }

  async *#pendingParts(): AsyncGenerator<Part> {
    const { first } = this.#state;
    for (const segment of this.#segments) {
      if (segment.end <= first) continue;
      for (const part of await this.#partsOf(segment)) if (part.end > first) yield part;
    }
  }

  /** The front of the ring is mostly in one segment, at times in two. */
  async #partsOf(segment: Segment): Promise<Part[]> {
    const held = this.#read.get(segment.seq);
    if (held) return held;
    const { parts } = await readSegment(segment);
    const [oldest] = this.#read.keys();
    if (oldest !== undefined && this.#read.size >= 2) this.#read.delete(oldest);
    this.#read.set(segment.seq, parts);
    return parts;
  }

  /** Settles up to a place; what was refused of it goes into the quarantine in the same write. */
  async #advance(state: RingState, refused: readonly QuarantineRecord[]): Promise<void> {
    if (state.first === this.#state.first && refused.length === 0) return;
    await this.#parts.journal.commit({
      ring: state,
      add: refused.map((record): ['quarantine', QuarantineRecord] => ['quarantine', record]),
    });
    this.#state = state;
    await this.#clear();
  }

  /** The log to write to, a new one when the last is large enough. */
  async #tail(): Promise<FrameLog> {
    const last = this.#segments.at(-1);
    if (last && !this.#log) this.#log = await FrameLog.open(last.path);
    if (this.#log && this.#log.size < SEGMENT_BYTES) return this.#log;
    const { folder } = this.#parts;
    const seq = this.#state.next;
    const path = segmentPath(folder, seq);
    const log = await FrameLog.open(path);
    await syncFolder(folder);
    await this.#log?.close();
    this.#log = log;
    this.#segments.push({ path, seq, end: seq });
    return log;
  }

  /** Removes the segments before the ring, but never the one that is written to. */
  async #clear(): Promise<void> {
    while (this.#segments.length > 1 && (this.#segments[0] as Segment).end <= this.#state.first) {
      await this.#removeFirst();
    }
  }

  /** Answers how many readings went with it; null when there is none to remove. What is written next tells of it. */
  async #dropSegment(): Promise<number | null> {
    const [head] = this.#segments;
    if (!head || this.#segments.length < 2) return null;
    const before = this.#state;
    this.#state = dropTo(before, head.end);
    await this.#removeFirst();
    return this.#state.first - before.first;
  }

  async #removeFirst(): Promise<void> {
    const [head] = this.#segments.splice(0, 1);
    if (!head) return;
    this.#read.delete(head.seq);
    await removeSegment(head);
  }

  #roomInTurn<T>(step: () => Promise<T>): Promise<T> {
    return this.#withRoom(step, () => this.#dropSegment());
  }
}
