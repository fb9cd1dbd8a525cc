import { MAX_CHUNK, STORE_VERSION, type StoredChunk } from './chunk.ts';
import { type Columns, joinColumns, sliceColumns } from './columns.ts';

/**
 * Where a ring begins and ends. Readings have the numbers from `first` up to but without `next`; what lies before `first`
 * is settled or dropped, whether or not it has been cleared away yet. Both only ever grow.
 */
export interface RingState {
  first: number;
  next: number;
  /** Dropped because the ring was full. */
  dropped: number;
}

/** Readings that one caller puts in. */
export interface Arrival {
  columns: Columns;
  /** Epoch ms. */
  at: number;
}

export const EMPTY_RING: Readonly<RingState> = { first: 1, next: 1, dropped: 0 };

/** The ring without what lies before `first`. */
export function advance(state: Readonly<RingState>, first: number): RingState {
  return { ...state, first: Math.min(Math.max(first, state.first), state.next) };
}

/** As {@link advance}, for want of room: what goes is counted. */
export function dropTo(state: Readonly<RingState>, first: number): RingState {
  const moved = advance(state, first);
  return { ...moved, dropped: state.dropped + moved.first - state.first };
}

/** The ring with `counts` more readings at its end, and for each count how many had to go for it. */
export function grow(
  before: Readonly<RingState>,
  counts: readonly number[],
  capacity: number,
): { state: RingState; dropped: number[] } {
  let state: RingState = { ...before };
  const dropped = counts.map((count) => {
    state.next += count;
    const held = state.dropped;
    state = dropTo(state, state.next - capacity);
    return state.dropped - held;
  });
  return { state, dropped };
}

/**
 * The arrivals numbered from `next` on, as chunks. Of more than the ring can hold only the newest are in them: the others
 * would be dropped in the same step.
 */
export function toChunks(arrivals: readonly Arrival[], next: number, capacity: number): StoredChunk[] {
  const columns = joinColumns(arrivals.map((arrival) => arrival.columns));
  const count = columns.machineIds.length;
  const times = timesOf(arrivals);
  const chunks: StoredChunk[] = [];
  for (let from = Math.max(0, count - capacity); from < count; from += MAX_CHUNK) {
    const end = from + MAX_CHUNK;
    const part = from === 0 && count <= MAX_CHUNK ? columns : sliceColumns(columns, from, end);
    const partTimes = times.length === 1 ? times : times.slice(from, end);
    chunks.push({ v: STORE_VERSION, seq: next + from, times: partTimes, ...part });
  }
  return chunks;
}

/** When each was put in; one time, when that is the same for all. */
function timesOf(arrivals: readonly Arrival[]): number[] {
  const [first] = arrivals;
  if (first && arrivals.every(({ at }) => at === first.at)) return [first.at];
  return arrivals.flatMap(({ columns: { machineIds }, at }) => machineIds.map(() => at));
}
