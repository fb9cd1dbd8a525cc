import type { Reading } from '@nexus-mfg/sdk';
import { type DrivenMachine, measure } from './fleet.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The last hour is what people look at first: a reading every 20 s. Before that one every 5 min. */
const FINE_MS = 20_000;
const COARSE_MS = 5 * MINUTE;

/** A reading of the past that is still to be recorded. */
export interface PastReading {
  machine: DrivenMachine;
  time: number;
}

/**
 * Which readings of the past are missing, newest first: from the last one that the server knows, or from
 * `backfillHours` ago.
 */
export function planBackfill(
  machines: readonly DrivenMachine[],
  now: number,
  backfillHours: number,
): PastReading[] {
  const plan: PastReading[] = [];
  for (const time of backfillTimes(now, backfillHours)) {
    for (const machine of machines) if (time > machine.latestAt) plan.push({ machine, time });
  }
  return plan;
}

/**
 * The past is thinned out: of the readings that a gateway takes every `intervalMs` some are recorded, each with the
 * energy of its own interval, so that the energy curve does not jump where the live readings begin.
 */
export function measurePast(plan: readonly PastReading[], intervalMs: number): Reading[] {
  return plan.map(({ machine, time }) => measure(machine, time, intervalMs));
}

function* backfillTimes(now: number, backfillHours: number): Generator<number> {
  const from = now - backfillHours * HOUR;
  const fineFrom = Math.max(from, now - HOUR);
  let time = Math.floor(now / FINE_MS) * FINE_MS;
  for (; time >= fineFrom; time -= FINE_MS) yield time;
  for (time = Math.floor(time / COARSE_MS) * COARSE_MS; time >= from; time -= COARSE_MS) yield time;
}
