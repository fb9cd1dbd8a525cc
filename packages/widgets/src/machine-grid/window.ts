import type { Lines } from './lines.ts';

/** Which lines are drawn. `pool` lines of DOM show the lines from `first` on; line n always sits in slot n modulo pool. */
export interface LineWindow {
  first: number;
  pool: number;
}

/** Lines drawn above and below what is seen, so that a quick flick does not show emptiness. */
const OVERSCAN = 2;

/**
 * Lines to draw for a scroll position; lengths in px. Heads are lower than rows, so that the number of lines in sight
 * changes as it scrolls; the pool only grows, or every line would move to another slot each time.
 *
 * @param leastPool - So many at least: what rows alone need, and what was needed before.
 */
export function lineWindow(lines: Lines, scrollTop: number, height: number, leastPool: number): LineWindow {
  const from = lines.lineAt(scrollTop) - OVERSCAN;
  const to = lines.lineAt(scrollTop + height) + OVERSCAN;
  const pool = Math.min(lines.count, Math.max(leastPool, to - from + 1));
  return { first: Math.max(0, Math.min(from, lines.count - pool)), pool };
}

/** Lines to draw where all are rows: rows are cut at both edges, however the scroll position falls. */
export function poolOfRows(height: number, rowHeight: number): number {
  return Math.ceil(height / rowHeight) + 1 + 2 * OVERSCAN;
}

/** Line that a slot of the pool shows. */
export function lineOfSlot(slot: number, { first, pool }: LineWindow): number {
  const turn = first % pool;
  return first - turn + slot + (slot < turn ? pool : 0);
}
