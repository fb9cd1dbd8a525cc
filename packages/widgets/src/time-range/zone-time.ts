/** Time on the clocks of a place; `month` and `day` from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** How a time on the clock meets the time line: once, never (clocks went forward), or twice (they went back). */
export type ClockFit = 'once' | 'never' | 'twice';

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether this browser knows the clocks of `zone`; the empty zone is the browser's own. */
export function isZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of `zone` are ahead of UTC at `at`, in ms; negative where they are behind. */
export function offsetAt(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** What the clocks of `zone` show at `at`, to the minute. */
export function wallTimeOf(at: number, zone: string): WallTime {
  const shifted = new Date(at + offsetAt(at, zone));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}

/**
 * Epoch ms at which the clocks of `zone` show `wall`. A time that is left out when clocks go forward is moved on by as
 * much as they are; of one that comes twice, `occurrence` says which.
 *
 * @example
 * epochOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, 'Europe/Berlin', 'first');
 * // { at: 03:30 summer time, fit: 'never' }
 */
export function epochOf(
  wall: WallTime,
  zone: string,
  occurrence: 'first' | 'second',
): { at: number; fit: ClockFit } {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  // Clocks are set at most once within these two days: what was ahead before and after covers every case.
  const before = asUtc - offsetAt(asUtc - DAY_MS, zone);
  const after = asUtc - offsetAt(asUtc + DAY_MS, zone);
  const hits = [before, after].filter((at) => at + offsetAt(at, zone) === asUtc);
  if (hits.length === 0) return { at: before, fit: 'never' };
  if (hits.length === 1 || before === after) return { at: hits[0] ?? before, fit: 'once' };
  return { at: occurrence === 'first' ? Math.min(...hits) : Math.max(...hits), fit: 'twice' };
}

/** `UTC+05:30`: written the same in every language. */
export function offsetText(at: number, zone: string): string {
  const minutes = Math.round(offsetAt(at, zone) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The browser's own zone by name. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone || undefined,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}
