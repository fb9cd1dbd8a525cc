import { type DbKey, type DbRange, rangeOf } from './indexed-db-types.ts';
import type { ListKind } from './record-shapes.ts';

// Every kind of thing has the keys [kind, owner, number]: an owner's are next to each other and in order. The state of a
// ring comes right before its chunks, whose numbers begin at 1, so that one request reads both.

/** Where the state of an owner's ring is. */
export const stateKey = (owner: string): DbKey => ['ring', owner, 0];
/** A chunk of the ring, by the number of its first reading. */
export const chunkKey = (owner: string, seq: number): DbKey => ['ring', owner, seq];
/** Where the number that a record of the owner's lists got last is. */
export const lastRecordKey = (owner: string): DbKey => ['last', owner];
export const recordKey = (kind: ListKind, owner: string, number: number): DbKey => [kind, owner, number];
export const itemKey = (name: string): DbKey => ['item', name];

/** The state, and the chunks that begin at `last` or before. */
export const stateAndChunks = (owner: string, last: number): DbRange =>
  rangeOf(['ring', owner, 0], ['ring', owner, last]);
/** Chunks that begin at `from` to `last`. */
export const chunks = (owner: string, from: number = 1, last: number = Number.MAX_SAFE_INTEGER): DbRange =>
  rangeOf(['ring', owner, from], ['ring', owner, last]);
/** Everything of rings that comes after this owner's. */
export const ringsAfter = (owner: string): DbRange => rangeOf(['ring', owner, []], ['ring', []]);
/** Every ring. */
export const allRings = (): DbRange => rangeOf(['ring'], ['ring', []]);
/** A whole list. */
export const listRange = (kind: ListKind, owner: string): DbRange =>
  rangeOf([kind, owner], [kind, owner, []]);

/** The number at the end of a key. */
export const numberOf = (key: DbKey): number => Number(key[2]);
