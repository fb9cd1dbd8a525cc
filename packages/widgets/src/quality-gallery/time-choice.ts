import type { TimeRange } from '../view/view.ts';

/** Which pictures by the time at which they were taken; `shared` is what the neighbours look at. */
export type TimeChoice = '' | 'day' | 'week' | 'month' | 'shared';

const DAY = 86_400_000;
const LENGTHS: Readonly<Record<'day' | 'week' | 'month', number>> = {
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};
/** A window that moves with the clock asks anew each minute at the most. */
const STEP = 60_000;

/** Bounds to ask the server for, ISO 8601; none for all times. */
export function timeBounds(
  choice: TimeChoice,
  shared: TimeRange | null | undefined,
  now: number,
): { from?: string; to?: string } {
  if (choice === '') return {};
  if (choice !== 'shared') return { from: back(now, LENGTHS[choice]) };
  if (!shared) return {};
  if ('lastMs' in shared) return { from: back(now, shared.lastMs) };
  return { from: new Date(shared.from).toISOString(), to: new Date(shared.to).toISOString() };
}

function back(now: number, ms: number): string {
  return new Date(Math.floor((now - ms) / STEP) * STEP).toISOString();
}
