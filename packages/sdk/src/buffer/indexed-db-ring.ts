import type { Reading } from '../types/index.ts';
import type { QuarantineRecord, Ring, RingEntry, RingStats, StoreNotice } from './buffer-store.ts';
import { bytesOf, MAX_CHUNK, parseChunk } from './chunk.ts';
import { toColumns } from './columns.ts';
import { GroupCommit } from './group-commit.ts';
import { type IndexedDbConnection, isQuota, Outrun, result } from './indexed-db-connection.ts';
import { chunkKey, chunks, numberOf, stateAndChunks } from './indexed-db-keys.ts';
import { addRecords, chunkOf, parseState, presentState, readState, writeState } from './indexed-db-state.ts';
import type { DbObjectStore } from './indexed-db-types.ts';
import { plainCopy } from './record-shapes.ts';
import { type Arrival, advance, grow, type RingState, toChunks } from './ring-state.ts';
import {
  bufferFull,
  corruptedReadings,
  corruptionNotice,
  newerStore,
  quotaNotice,
} from './store-messages.ts';

/** What a ring is made from. */
export interface RingParts {
  connection: IndexedDbConnection;
  owner: string;
  capacity: number;
  onNotice: (notice: StoreNotice) => void;
}

/** Where a chunk begins and ends. */
interface Extent {
  seq: number;
  end: number;
}

/**
 * A ring in IndexedDB: one value for each chunk, at the number of its first reading, and the {@link RingState} in one
 * more. Every step is one transaction.
 *
 * A step costs about what its requests cost, so putting in makes two: it adds the chunk at the number that comes next as
 * far as this tab knows, and reads the state. Another tab that was quicker has either a chunk at that very number, so that
 * adding fails, or had it settled and deleted, and then the state says that the ring reached further. The transaction ends
 * without a trace then, and the next looks first. What lies before the state's `first` is no longer in the ring; its
 * chunks are deleted by range, a little later when readings go few by few.
 */
export class IndexedDbRing implements Ring {
  readonly #parts: RingParts;
  readonly #arrivals: GroupCommit<Arrival, { dropped: number }>;
  /** The next number, as far as this tab knows. */
  #next = 0;
  /** True while nobody else seems to put anything in, so that `#next` is worth a try. */
  #isAlone = false;
  /** `first`, as far as this tab knows. */
  #first = 1;
  /** Chunks before this number have been deleted. */
  #sweptTo = 1;
  /** Chunks that were looked at last. Where a chunk begins never changes. */
  #seen: Extent[] = [];
  /** The stored state that was looked at with them. */
  #stored: RingState | null = null;

  constructor(parts: RingParts) {
    this.#parts = parts;
    this.#arrivals = new GroupCommit((arrivals) => this.#write(arrivals));
  }

  async append(readings: readonly Reading[], at: number): Promise<{ dropped: number }> {
    if (readings.length === 0) return { dropped: 0 };
    return this.#arrivals.add({ columns: toColumns(readings), at });
  }

  async peek(max: number): Promise<RingEntry[]> {
    if (!(max > 0)) return [];
    for (;;) {
      const entries = await this.#transact('readonly', 'read the ring buffer', (store) =>
        this.#entries(store, max),
      );
      if (entries) return entries;
      if (await this.#moveDamageOut()) continue;
      return [];
    }
  }

  async settle(through: number, refused: readonly QuarantineRecord[]): Promise<void> {
    const records = refused.map(plainCopy);
    const isSeen = this.#seen.some(({ seq, end }) => seq <= through && through < end);
    await this.withRoom(async () => {
      try {
        await this.#settle(through, records, isSeen ? this.#stored : null);
      } catch (error) {
        // What is settled makes the room, before anything is dropped for it.
        if (isQuota(error))
          await this.#deleteBefore((store) => chunkOf(store, this.#parts.owner, through + 1));
        else if (!(error instanceof Outrun)) throw error;
        await this.#settle(through, records, null);
      }
    });
  }

  stats(): Promise<RingStats> {
    const { owner } = this.#parts;
    return this.#transact('readonly', 'count the ring buffer', async (store) => {
      const { first, next, dropped } = await presentState(store, owner);
      const pending = next - first;
      const head = pending === 0 ? null : await chunkOf(store, owner, first);
      const parsed = head === null ? null : parseChunk(await result(store.get(chunkKey(owner, head))), head);
      const { seq, times, readings } = parsed?.kind === 'chunk' ? parsed.chunk : NO_CHUNK;
      return { pending, bytes: bytesOf(pending, readings), oldestAt: times[first - seq] ?? null, dropped };
    });
  }

  /**
   * Runs a step; as long as the device has no room for it, the oldest readings are dropped and it is tried again.
   * @throws NexusError `buffer_full` when nothing is left to drop
   */
  async withRoom<T>(step: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (!isQuota(error)) throw error;
        const dropped = await this.#dropOldest().catch((second: unknown) => {
          throw isQuota(second) ? bufferFull(second) : second;
        });
        if (dropped === 0) throw bufferFull(error);
        this.#parts.onNotice(quotaNotice(dropped));
      }
    }
  }

  /** @param known the stored state, when what is settled was read with it; null when it has to be looked up */
  #settle(through: number, refused: readonly QuarantineRecord[], known: RingState | null): Promise<void> {
    const { owner } = this.#parts;
    return this.#transact('readwrite', 'settle readings of the ring buffer', async (store) => {
      const reading = known && readState(store, owner);
      if (!known) this.#seen = [];
      const state = known
        ? { ...known, next: Math.max(known.next, through + 1) }
        : await presentState(store, owner);
      await this.#advance(store, advance(state, through + 1));
      if (refused.length > 0) await addRecords(store, 'quarantine', owner, refused);
      if (known && !isSame(known, await reading)) throw new Outrun();
    });
  }

  #write(arrivals: readonly Arrival[]): Promise<readonly { dropped: number }[]> {
    return this.withRoom(async () => {
      if (!this.#isAlone) return this.#put(arrivals, null);
      return this.#put(arrivals, this.#next).catch((error: unknown) => {
        if (!(error instanceof Outrun)) throw error;
        return this.#put(arrivals, null);
      });
    });
  }

  /** @param known the next number; null when it has to be looked up */
  async #put(arrivals: readonly Arrival[], known: number | null): Promise<readonly { dropped: number }[]> {
    const { owner, capacity } = this.#parts;
    const { state, dropped } = await this.#transact(
      'readwrite',
      'put readings into the ring buffer',
      async (store) => {
        const reading = known === null ? null : readState(store, owner);
        const looked = reading ? null : await presentState(store, owner);
        const next = looked?.next ?? known ?? 1;
        for (const chunk of toChunks(arrivals, next, capacity)) store.add(chunk, chunkKey(owner, chunk.seq));
        const before = looked ?? (await reading);
        if (!before || before.next > next) throw new Outrun();
        const counts = arrivals.map(({ columns }) => columns.machineIds.length);
        const after = grow({ ...before, next }, counts, capacity);
        // Dropping a few readings with every step must not mean deleting with every step.
        const slack = Math.min(MAX_CHUNK, Math.ceil(capacity / 8));
        if (after.state.first - this.#sweptTo >= slack) await this.#advance(store, after.state);
        else if (looked || after.state.first > before.first) writeState(store, owner, after.state);
        this.#isAlone = next === this.#next;
        return after;
      },
    );
    this.#next = state.next;
    return dropped.map((count) => ({ dropped: count }));
  }

  /** Writes the state and deletes the chunks that are no longer in the ring. */
  async #advance(store: DbObjectStore, state: RingState): Promise<void> {
    const { owner } = this.#parts;
    const { first } = state;
    writeState(store, owner, state);
    this.#stored = null;
    const seen = this.#seen.find(({ seq, end }) => seq <= first && first <= end);
    const head = seen ? (seen.end === first ? first : seen.seq) : await chunkOf(store, owner, first);
    if (head !== null && head > 1) store.delete(chunks(owner, 1, head - 1));
    this.#first = first;
    this.#sweptTo = first;
  }

  /** For want of room: about a quarter of what is there, so that it does not have to be done again at once. */
  #dropOldest(): Promise<number> {
    const { owner } = this.#parts;
    return this.#deleteBefore(async (store, { first, next }) => {
      const wanted = await chunkOf(store, owner, first + Math.ceil((next - first) / 4));
      if (wanted !== null && wanted > first) return wanted;
      const following = await result(store.getKey(chunks(owner, first + 1)));
      return following ? numberOf(following) : null;
    });
  }

  /**
   * Deletes the chunks before one that stays. Nothing is written with it, for there may be no room even for that: who looks
   * at the ring next sees which chunks are missing.
   * @returns how many pending readings were in them
   */
  #deleteBefore(choose: (store: DbObjectStore, state: RingState) => Promise<number | null>): Promise<number> {
    const { owner } = this.#parts;
    return this.#transact('readwrite', 'make room in the ring buffer', async (store) => {
      const state = await presentState(store, owner);
      const head = await choose(store, state);
      if (head === null || head <= state.first) return 0;
      store.delete(chunks(owner, 1, head - 1));
      return head - state.first;
    });
  }

  /** The oldest readings; null when the ring should have some and they cannot be read. */
  async #entries(store: DbObjectStore, max: number): Promise<RingEntry[] | null> {
    const { owner } = this.#parts;
    let [stateValue, ...values] = await result(store.getAll(stateAndChunks(owner, this.#first + max - 1)));
    const state = parseState(stateValue);
    if (!state) return (await result(store.getKey(chunks(owner)))) ? null : [];
    let { first } = state;
    // Another tab has settled or dropped some since this one last looked.
    if (first > this.#first) values = await result(store.getAll(chunks(owner, 1, first + max - 1)));
    this.#first = first;
    const entries: RingEntry[] = [];
    const seen: Extent[] = [];
    for (const value of values) {
      const parsed = parseChunk(value);
      // What comes after a damaged chunk waits until that one is at the front: numbers in the ring have no gaps then.
      if (parsed.kind !== 'chunk') break;
      const { seq, end, times, readings } = parsed.chunk;
      // Chunks were deleted for want of room: the ring begins where there is one.
      if (entries.length === 0 && seq > first) first = seq;
      const from = first + entries.length;
      if (seq > from) break;
      if (end > from) seen.push({ seq, end });
      for (let at = from; at < Math.min(first + max, end); at += 1) {
        entries.push({ seq: at, at: times[at - seq] as number, reading: readings[at - seq] as Reading });
      }
    }
    // With some missing, the next step has to look at the state more closely.
    this.#seen = first === state.first ? seen : [];
    this.#stored = state;
    if (entries.length > 0) return entries;
    return values.length === 0 && (await presentState(store, owner)).next === first ? [] : null;
  }

  /**
   * The front of the ring cannot be read: a note of it goes into the quarantine in its place.
   * @returns false when there is nothing to read
   */
  async #moveDamageOut(): Promise<boolean> {
    const { owner, onNotice } = this.#parts;
    const found = await this.#transact('readwrite', 'repair the ring buffer', async (store) => {
      const state = await presentState(store, owner);
      const { first, next } = state;
      const head = await chunkOf(store, owner, first);
      const parsed = head === null ? null : parseChunk(await result(store.get(chunkKey(owner, head))), head);
      if (parsed?.kind === 'newer') throw newerStore();
      this.#seen = [];
      const isSound = parsed?.kind === 'chunk' && first < parsed.chunk.end;
      if (first === next || isSound) {
        // What was in the way lies before the ring, or another tab has repaired it.
        await this.#advance(store, state);
        return { note: null, isEmpty: first === next };
      }
      const following = await result(store.getKey(chunks(owner, first + 1)));
      const end = following ? numberOf(following) : next;
      const note = corruptedReadings(end - first);
      await this.#advance(store, advance(state, end));
      await addRecords(store, 'quarantine', owner, [note]);
      return { note, isEmpty: end === next };
    });
    if (found.note) onNotice(corruptionNotice(found.note.message));
    return !found.isEmpty;
  }

  #transact<T>(
    mode: 'readonly' | 'readwrite',
    doing: string,
    work: (store: DbObjectStore) => Promise<T>,
  ): Promise<T> {
    return this.#parts.connection.transact(mode, doing, work);
  }
}

function isSame(known: RingState, stored: RingState | null | undefined): boolean {
  return known.first === stored?.first && known.next === stored.next && known.dropped === stored.dropped;
}

const NO_CHUNK = { seq: 0, times: [], readings: [] };
