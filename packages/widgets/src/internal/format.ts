import { safeLocale } from './locale.ts';

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

/** Intl formatters cost more to make than to use; each distinct one is made once. */
function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: (locale: string) => T,
): T {
  const locale = safeLocale();
  const full = `${locale}|${key}`;
  const known = cache.get(full) as T | undefined;
  if (known !== undefined) return known;
  const made = make(locale);
  cache.set(full, made);
  return made;
}

/** A number with a fixed count of digits, so that columns stand still; an en dash for what is not there. */
export function formatNumber(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return cached(
    `n${digits}`,
    (locale) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  ).format(value);
}

/** A number for an axis: up to `digits` after the decimal point, none for their own sake. */
export function formatTick(value: number, digits: number): string {
  return cached(
    `a${digits}`,
    (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }),
  ).format(value);
}

/**
 * Hours from 0 to 23 in every language: shifts are planned and logs are written so, 12 at night is not mistaken for
 * noon, and labels are short and all of one width.
 */
export const CLOCK: Readonly<Intl.DateTimeFormatOptions> = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

/** Time of day with seconds, for example `14:02:07`. */
export function formatTime(at: string | number): string {
  return cached('t', (locale) => new Intl.DateTimeFormat(locale, { ...CLOCK, second: '2-digit' })).format(
    new Date(at),
  );
}

/** Time of day, with the date in front when it is not today. */
export function formatDateTime(at: string | number): string {
  const date = new Date(at);
  const sameDay = date.toDateString() === new Date().toDateString();
  if (sameDay) return formatTime(at);
  return cached(
    'd',
    (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...CLOCK }),
  ).format(date);
}

const STEPS: readonly (readonly [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [3_600_000, 60_000, 'minute'],
  [86_400_000, 3_600_000, 'hour'],
  [Number.POSITIVE_INFINITY, 86_400_000, 'day'],
];

/** Age as people say it, for example `12 min. ago`. No seconds: they would be wrong until the next drawing. */
export function formatAge(ageMs: number): string {
  const age = Math.max(0, ageMs);
  const [, unitMs, unit] = STEPS.find(([limit]) => age < limit) ?? [0, 60_000, 'minute' as const];
  const count = Math.floor(age / unitMs);
  // "This minute" where there is nothing to count yet.
  const numeric = count === 0 ? 'auto' : 'always';
  return cached(
    `r-${numeric}`,
    (locale) => new Intl.RelativeTimeFormat(locale, { style: 'short', numeric }),
  ).format(-count, unit);
}
