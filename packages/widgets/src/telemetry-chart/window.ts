import type { TimeRange } from '../view/view.ts';

/** A stretch of time, epoch ms. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Closer than this nothing is seen: machines send every second at most. */
const SHORTEST_MS = 5_000;
const LONGEST_MS = 5 * 366 * 86_400_000;
/** A window that ends so near to the end, as a share of its length, ends there. */
const SNAP = 0.01;

/** The window of a range at `now`, epoch ms. */
export function windowOf(range: TimeRange, now: number): Window {
  return 'lastMs' in range ? { from: now - range.lastMs, to: now } : range;
}

/** A window `factor` times as long in which `anchor` stays where it is on the screen. */
export function zoomed({ from, to }: Window, factor: number, anchor: number): Window {
  const length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (to - from) * factor));
  const share = (anchor - from) / (to - from);
  return { from: anchor - share * length, to: anchor + (1 - share) * length };
}

/** The window moved on by so much of its length; back when negative. */
export function panned({ from, to }: Window, share: number): Window {
  const shift = (to - from) * share;
  return { from: from + shift, to: to + shift };
}

/** The window between two times, whichever is the earlier, no shorter than can be seen. */
export function between(one: number, other: number): Window {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  const missing = Math.max(0, SHORTEST_MS - (to - from)) / 2;
  return { from: from - missing, to: to + missing };
}

/** The window as a range. One that reaches to `end`, the newest there can be, moves on with it. */
export function rangeOf({ from, to }: Window, end: number): TimeRange {
  const length = Math.round(to - from);
  if (to >= end - length * SNAP) return { lastMs: length };
  return { from: Math.round(from), to: Math.round(from) + length };
}
