import { CLOCK } from '../locale/formats.ts';
import type { Words } from '../locale/words.ts';
import type { TimeRange } from '../view/view.ts';
import { timeRangeMessages } from './messages.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** `Last 8 hours`, or both ends on the clocks of `zone`. */
export function rangeText(words: Words, range: TimeRange, zone: string): string {
  if ('lastMs' in range) return lastText(words, range.lastMs);
  const timeZone = zone || undefined;
  const day = (at: number): string => words.date(at, { dateStyle: 'short', timeZone });
  const year = (at: number): string => words.date(at, { year: 'numeric', calendar: 'gregory', timeZone });
  const withYear = year(range.from) !== year(Date.now()) || year(range.to) !== year(Date.now());
  return words.text(timeRangeMessages, 'span', {
    from: momentText(words, range.from, zone, withYear),
    to:
      day(range.from) === day(range.to)
        ? words.date(range.to, { ...CLOCK, timeZone })
        : momentText(words, range.to, zone, withYear),
  });
}

/** A moment with its date, on the clocks of `zone`. */
export function momentText(words: Words, at: number, zone: string, withYear: boolean): string {
  return words.date(at, {
    day: 'numeric',
    month: 'short',
    ...(withYear && { year: 'numeric' }),
    ...CLOCK,
    calendar: 'gregory',
    timeZone: zone || undefined,
  });
}

/** The length of a quick range for its button: `24 hr`. */
export function shortText(words: Words, lastMs: number): string {
  const { count, unit } = inWholes(lastMs);
  return words.unit(count, unit);
}

const KEYS = { day: 'lastDays', hour: 'lastHours', minute: 'lastMinutes', second: 'lastSeconds' } as const;

function lastText(words: Words, lastMs: number): string {
  const { count, unit } = inWholes(lastMs);
  return words.text(timeRangeMessages, KEYS[unit], { count });
}

/** In the largest unit that measures it without a rest, as people say it: 24 hours, 2 days, 90 minutes. */
function inWholes(lastMs: number): { count: number; unit: keyof typeof KEYS } {
  if (lastMs % DAY_MS === 0 && lastMs > DAY_MS) return { count: lastMs / DAY_MS, unit: 'day' };
  if (lastMs % HOUR_MS === 0) return { count: lastMs / HOUR_MS, unit: 'hour' };
  if (lastMs % MINUTE_MS === 0) return { count: lastMs / MINUTE_MS, unit: 'minute' };
  return { count: Math.max(1, Math.round(lastMs / SECOND_MS)), unit: 'second' };
}
