import type { Connection, Freshness, Reading } from './types/index.ts';
import { MAX_TIMER_MS } from './util/time-limit.ts';

/** A machine silent for longer than this is `stale`, unless the host says otherwise. */
export const DEFAULT_STALE_AFTER_MS = 60_000;

/** What freshness depends on besides the reading itself. */
export interface FreshnessContext {
  /** Epoch ms. */
  now: number;
  staleAfterMs: number;
  connection: Connection['state'];
  /** How far this device's clock is ahead of the one that readings are judged by. Default 0 ms. */
  clockOffsetMs?: number;
}

/** True when what is shown may no longer be what is. Before the first contact nothing is known to be lost. */
export function isDisconnected(state: Connection['state']): boolean {
  return state === 'offline' || state === 'reconnecting';
}

/**
 * How much a value can be trusted now. A machine that has never sent is `stale`.
 * @param heardAt epoch ms when this reading was first seen here: a reading dated into the future, by a gateway whose
 * clock is ahead, turns stale counted from then.
 */
export function freshnessOf(latest: Reading | null, heardAt: number, context: FreshnessContext): Freshness {
  if (isDisconnected(context.connection)) return 'offline';
  const { now, staleAfterMs, clockOffsetMs } = context;
  return staleAt(latest, heardAt, staleAfterMs, clockOffsetMs) > now ? 'live' : 'stale';
}

/** Epoch ms, by this device's clock, at which this reading turns stale; 0 when there is none. */
export function staleAt(
  latest: Reading | null,
  heardAt: number,
  staleAfterMs: number,
  clockOffsetMs: number = 0,
): number {
  if (!latest) return 0;
  const measuredAt = Date.parse(latest.timestamp) + clockOffsetMs;
  return Number.isNaN(measuredAt) ? 0 : Math.min(measuredAt, heardAt) + staleAfterMs;
}

/** One timer for the whole list: runs `task` when the next machine turns stale. */
export class StaleTimer {
  readonly #task: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(task: () => void) {
    this.#task = task;
  }

  /** @param at epoch ms, or null when nothing will change by itself. */
  arm(at: number | null, now: number): void {
    this.cancel();
    if (at === null) return;
    // One ms past the limit, so that the comparison at that time is on the other side.
    this.#timer = setTimeout(this.#task, Math.min(Math.max(0, at - now) + 1, MAX_TIMER_MS));
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
