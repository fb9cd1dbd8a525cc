import type { Reading } from './reading.ts';

/**
 * What the buffer is doing: `idle` nothing can be sent (only conflicts
 * wait for a person, if anything); `waiting` for the next try; `flushing` a batch is under way;
 * `offline` the last try found no server; `stopped` nobody of these entries' owner is signed in; `follower` another tab
 * of the browser flushes; `closed`.
 */
export const BUFFER_STATES = [
  'idle',
  'waiting',
  'flushing',
  'offline',
  'stopped',
  'follower',
  'closed',
] as const;
/** One of {@link BUFFER_STATES}. */
export type BufferState = (typeof BUFFER_STATES)[number];

/** Something about the buffer that its owner should know. */
export interface BufferNotice {
  /** For example `quota_exceeded`, `storage_denied`, `record_corrupted`, `clock_jumped_back`, `store_upgraded`. */
  code: string;
  /** What happened, one sentence. */
  message: string;
  /** What to do about it, one sentence. */
  hint: string;
  /** ISO 8601. */
  at: string;
}

/** State of the offline buffer of the signed-in person in this tenant. */
export interface BufferStatus {
  /** What the buffer is doing now. */
  state: BufferState;
  /** Readings that the server has not accepted yet. */
  pendingReadings: number;
  /** Edits that the server has not accepted yet. */
  pendingEdits: number;
  /** ISO 8601 time at which the oldest pending entry was put in, or null. */
  oldestAt: string | null;
  /** About how much the pending entries take in the store. */
  bytes: number;
  /** Readings that were dropped because the ring was full, since the buffer was made. */
  dropped: number;
  /** Readings and edits that the server refused, kept with the reason. */
  quarantined: number;
  /** Entries of other people or tenants on this device, which are put away until they sign in. */
  putAway: number;
  /** ISO 8601 time of the last batch that the server accepted, or null. */
  lastFlushAt: string | null;
  /** Accepted readings a second, over the last minute of flushing. */
  ratePerSecond: number;
  /** ISO 8601 time of the next try, or null when none is planned. */
  nextTryAt: string | null;
  /** False when entries live in memory only and end with the page. */
  isDurable: boolean;
  /** What its owner should know, oldest first. */
  notices: readonly BufferNotice[];
}

/** A reading or an edit that the server refused, kept with the reason. */
export interface QuarantinedEntry {
  /** Names the entry in `retry` and `discard`. */
  id: string;
  /** ISO 8601 time at which it was put in. */
  recordedAt: string;
  /** ISO 8601 time at which the server refused it. */
  refusedAt: string;
  /** For example `unknown_machine`, `value_out_of_range`, `conflict`. */
  code: string;
  /** Why it was refused, one sentence. */
  message: string;
  /** The refused reading; null when it was an edit. */
  reading: Reading | null;
  /** The refused edit; null when it was a reading. */
  edit: PendingEdit | null;
}

/** What kinds of edits can wait for the network. */
export const EDIT_KINDS = ['machine.create', 'machine.update', 'document.update', 'quality.update'] as const;
/** One of {@link EDIT_KINDS}. */
export type EditKind = (typeof EDIT_KINDS)[number];

/** An edit that waits for the server. */
export interface PendingEdit {
  /** Names the edit in `undo` and `resolve`. */
  id: string;
  /** What is done to what. */
  kind: EditKind;
  /** Id of the machine, document or picture. */
  targetId: string;
  /** The fields as they shall be. */
  changes: Readonly<Record<string, unknown>>;
  /** The same fields as they were when the edit was made; empty for a new thing. */
  base: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  editedAt: string;
  /** `pending` waits; `sending` is under way; `conflict` waits for a person's decision. */
  state: 'pending' | 'sending' | 'conflict';
  /** The same fields as the server has them, when somebody else changed them meanwhile. */
  theirs: Readonly<Record<string, unknown>> | null;
}
