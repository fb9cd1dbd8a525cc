import { encodeChunk, type ParsedChunk, parseChunk, STORE_VERSION } from './chunk.ts';
import { result } from './indexed-db-connection.ts';
import {
  chunkKey,
  chunks,
  lastRecordKey,
  listRange,
  numberOf,
  recordKey,
  stateKey,
} from './indexed-db-keys.ts';
import type { DbObjectStore } from './indexed-db-types.ts';
import type { ListKind, ListValues } from './record-shapes.ts';
import { dropTo, type RingState } from './ring-state.ts';
import { newerStore } from './store-messages.ts';

/**
 * The state as it is stored: `next` is how far the ring reached when it was written. Chunks that begin there or later
 * have been put in since, so that putting in does not have to write it.
 *
 * @returns null when there is none, or none that can be right
 * @throws NexusError `storage_failed` when a newer version has written it
 */
export function parseState(value: unknown): RingState | null {
  if (typeof value !== 'object' || value === null) return null;
  const { v, first, next, dropped } = value as Record<string, unknown>;
  if (typeof v === 'number' && v > STORE_VERSION) throw newerStore();
  return v === STORE_VERSION &&
    isCount(first) &&
    isCount(next) &&
    isCount(dropped) &&
    1 <= first &&
    first <= next
    ? { first, next, dropped }
    : null;
}

export async function readState(store: DbObjectStore, owner: string): Promise<RingState | null> {
  return parseState(await result(store.get(stateKey(owner))));
}

export function writeState(store: DbObjectStore, owner: string, state: RingState): void {
  store.put({ v: STORE_VERSION, ...state }, stateKey(owner));
}

/** The state as it is now, by the first and the last chunk; made from the chunks when it is lost. */
export async function presentState(store: DbObjectStore, owner: string): Promise<RingState> {
  const [stored, head, tail] = await Promise.all([
    readState(store, owner),
    result(store.getKey(chunks(owner))),
    lastChunk(store, owner),
  ]);
  const lowest = head ? numberOf(head) : 1;
  if (!stored) return { first: lowest, next: tail?.end ?? lowest, dropped: 0 };
  // Chunks that are missing were deleted for want of room, when there was none to write that either.
  return dropTo({ ...stored, next: Math.max(stored.next, tail?.end ?? 0) }, lowest);
}

/** The number of the chunk that `seq` is in, which is the last that does not begin after it. */
export async function chunkOf(store: DbObjectStore, owner: string, seq: number): Promise<number | null> {
  const cursor = await result(store.openKeyCursor(chunks(owner, 1, seq), 'prev'));
  return cursor ? numberOf(cursor.key) : null;
}

/** Puts records at the end of a list, with numbers that neither list has used. Answers the last. */
export async function addRecords<K extends ListKind>(
  store: DbObjectStore,
  kind: K,
  owner: string,
  values: readonly ListValues[K][],
): Promise<number> {
  let last = await lastRecord(store, owner);
  for (const value of values) {
    last += 1;
    store.put(value, recordKey(kind, owner, last));
  }
  store.put(last, lastRecordKey(owner));
  return last;
}

/** What {@link prepare} had to do. */
export interface Preparation {
  isUpgraded: boolean;
  /** The state had to be made from what chunks there are. */
  isRebuilt: boolean;
}

/**
 * Makes what is stored fit for this version and this capacity, in one transaction.
 * @throws NexusError `storage_failed` when a newer version has written to it: nothing is changed then
 */
export async function prepare(store: DbObjectStore, owner: string, capacity: number): Promise<Preparation> {
  const stored = await readState(store, owner);
  const head = await result(store.getKey(chunks(owner)));
  // A version takes over from the oldest chunk on and writes at the end: what is between is of no other version.
  const ends = [
    head ? parseChunk(await result(store.get(head)), numberOf(head)) : null,
    (await lastChunk(store, owner))?.parsed ?? null,
  ];
  if (ends.some((chunk) => chunk?.kind === 'newer')) throw newerStore();
  const isUpgraded = ends.some((chunk) => chunk?.kind === 'chunk' && chunk.isOld);
  if (isUpgraded) await upgradeChunks(store, owner);
  const present = await presentState(store, owner);
  const fitting = dropTo(present, present.next - capacity);
  if (fitting.first !== stored?.first) writeState(store, owner, fitting);
  // Version 1 kept no state.
  return { isUpgraded, isRebuilt: !stored && head !== undefined && !isUpgraded };
}

async function lastChunk(
  store: DbObjectStore,
  owner: string,
): Promise<{ parsed: ParsedChunk; end: number } | null> {
  const cursor = await result(store.openCursor(chunks(owner), 'prev'));
  if (!cursor) return null;
  const seq = numberOf(cursor.key);
  const parsed = parseChunk(cursor.value, seq);
  // How many a damaged one had is not known; one at least.
  return { parsed, end: parsed.kind === 'chunk' ? parsed.chunk.end : seq + 1 };
}

async function lastRecord(store: DbObjectStore, owner: string): Promise<number> {
  const stored = await result(store.get(lastRecordKey(owner)));
  if (isCount(stored)) return stored;
  const ends = await Promise.all(
    (['outbox', 'quarantine'] as const).map((kind) =>
      result(store.openKeyCursor(listRange(kind, owner), 'prev')),
    ),
  );
  return Math.max(0, ...ends.map((cursor) => (cursor ? numberOf(cursor.key) : 0)));
}

function upgradeChunks(store: DbObjectStore, owner: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = store.openCursor(chunks(owner), 'next');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve();
      const seq = numberOf(cursor.key);
      const parsed = parseChunk(cursor.value, seq);
      if (parsed.kind === 'chunk' && parsed.isOld) store.put(encodeChunk(parsed.chunk), chunkKey(owner, seq));
      cursor.continue();
    };
  });
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
