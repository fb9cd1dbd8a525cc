import type { PendingEdit, Reading } from '../types/index.ts';

/** A reading in the ring, with its place in the order and when it was put in. */
export interface RingEntry {
  /** Ascending without gaps within a ring; never used twice, also not over restarts. */
  seq: number;
  /** Epoch ms by this device's clock. */
  at: number;
  /** As it was recorded. */
  reading: Reading;
}

/** What is kept of a reading or an edit that the server refused. */
export interface QuarantineRecord {
  /** Epoch ms at which it was put in. */
  at: number;
  /** Epoch ms at which it was refused. */
  refusedAt: number;
  /** For example `unknown_machine`. */
  code: string;
  /** Why it was refused, one sentence. */
  message: string;
  /** The refused reading; null when it was an edit. */
  reading: Reading | null;
  /** The refused edit; null when it was a reading. */
  edit: PendingEdit | null;
}

/** Numbers of one ring. */
export interface RingStats {
  /** How many entries wait. */
  pending: number;
  /** About how much the pending entries take. */
  bytes: number;
  /** Epoch ms at which the oldest pending entry was put in, or null. */
  oldestAt: number | null;
  /** Dropped because the ring was full, since the ring was made. */
  dropped: number;
}

/**
 * A bounded queue of readings of one owner. All tabs of a browser share it; every step is atomic and, in a durable
 * store, on disk before it resolves.
 */
export interface Ring {
  /** Puts readings at the end and, when the ring is full, drops the oldest. */
  append(readings: readonly Reading[], at: number): Promise<{ dropped: number }>;
  /** The oldest entries, in order. */
  peek(max: number): Promise<RingEntry[]>;
  /** Takes out every entry up to and with `through`; `refused` go to the quarantine in the same step. */
  settle(through: number, refused: readonly QuarantineRecord[]): Promise<void>;
  /** Numbers of the ring as it is now. */
  stats(): Promise<RingStats>;
}

/** An ordered list of records that are never dropped. */
export interface RecordList<T> {
  /** Puts a record at the end. Answers its id: a text that sorts in the order of adding. */
  add(value: T): Promise<string>;
  /** Replaces a record; one that is gone stays gone. */
  replace(id: string, value: T): Promise<void>;
  /** Takes records out; those that are gone already are none of its business. */
  delete(ids: readonly string[]): Promise<void>;
  /** How many records there are, without reading them. */
  count(): Promise<number>;
  /** Every record, in the order of adding. */
  all(): Promise<{ id: string; value: T }[]>;
}

/** What one owner (a person in a tenant) has in the store. */
export interface OwnerBuffer {
  /** Readings that wait. */
  readonly ring: Ring;
  /** Edits that wait. */
  readonly outbox: RecordList<PendingEdit>;
  /** What the server refused. */
  readonly quarantine: RecordList<QuarantineRecord>;
}

/** Something that the store had to handle and its owner should know. */
export interface StoreNotice {
  /** What happened. */
  code: 'quota_exceeded' | 'storage_denied' | 'record_corrupted' | 'store_upgraded';
  /** One sentence for people. */
  message: string;
  /** What to do about it, one sentence. */
  hint: string;
}

/** What a store is opened with. */
export interface OwnerOptions {
  /** Most readings in the ring. */
  capacity: number;
  /** Called for everything that the owner should know. */
  onNotice: (notice: StoreNotice) => void;
}

/** Where readings and edits wait for the network: memory, IndexedDB, or files. One contract suite runs on all. */
export interface BufferStore {
  /** False when entries end with the process. */
  readonly isDurable: boolean;
  /** @throws NexusError `storage_denied` | `storage_failed` | `storage_locked` | `buffer_full` */
  open(owner: string, options: OwnerOptions): Promise<OwnerBuffer>;
  /** Every owner that has anything in the store, and how many readings and edits wait. */
  owners(): Promise<{ owner: string; pending: number }[]>;
  /** Small values that belong to the store: which tenant a person was in last. */
  getItem(key: string): Promise<string | null>;
  /** Null takes the value away. */
  setItem(key: string, value: string | null): Promise<void>;
  /** Lets go of the files or the database. What waits in them stays. */
  close(): Promise<void>;
}
