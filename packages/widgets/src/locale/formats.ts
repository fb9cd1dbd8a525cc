type Formatter =
  | Intl.NumberFormat
  | Intl.DateTimeFormat
  | Intl.RelativeTimeFormat
  | Intl.PluralRules
  | Intl.ListFormat;

/**
 * Hours from 0 to 23 in every language: shifts are planned and logs are written so, 12 at night is not mistaken for
 * noon, and labels are short and all of one width.
 */
export const CLOCK: Readonly<Intl.DateTimeFormatOptions> = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

const STEPS: readonly (readonly [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [3_600_000, 60_000, 'minute'],
  [86_400_000, 3_600_000, 'hour'],
  [Number.POSITIVE_INFINITY, 86_400_000, 'day'],
];

type UnitDisplay = 'narrow' | 'short' | 'long';

const UNITS: readonly (readonly [unitMs: number, unit: 'day' | 'hour' | 'minute' | 'second'])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
];

/** Numbers and times as one language writes them. */
export class Formats {
  /** BCP 47 tag, for example `de-CH`. */
  readonly locale: string;
  /** Intl formatters cost more to make than to use; each distinct one is made once. */
  readonly #made = new Map<string, Formatter>();

  constructor(locale: string) {
    this.locale = locale;
  }

  /** A number with a fixed count of digits, so that columns stand still; an en dash for what is not there. */
  number(value: number | null | undefined, digits = 0): string {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return this.#once(`n${digits}`, (locale) => new Intl.NumberFormat(locale, options)).format(value);
  }

  /** A number for an axis: up to `digits` after the decimal point, none for their own sake. */
  tick(value: number, digits: number): string {
    const options = { maximumFractionDigits: digits };
    return this.#once(`a${digits}`, (locale) => new Intl.NumberFormat(locale, options)).format(value);
  }

  /** A share from 0 to 1 as percent without decimals. */
  percent(value: number): string {
    return this.#once('p', (locale) => new Intl.NumberFormat(locale, { style: 'percent' })).format(value);
  }

  /** A number of bytes, for example `1.4 MB`. */
  bytes(count: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)));
    const options = {
      style: 'unit',
      unit: units[step],
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    } as const;
    return this.#once(`b${step}`, (locale) => new Intl.NumberFormat(locale, options)).format(
      count / 1000 ** step,
    );
  }

  /** Time of day with seconds, for example `14:02:07`. */
  time(at: string | number): string {
    return this.date(at, { ...CLOCK, second: '2-digit' });
  }

  /** Time of day, with the date in front when it is not today. */
  dateTime(at: string | number): string {
    const isToday = new Date(at).toDateString() === new Date().toDateString();
    return isToday ? this.time(at) : this.date(at, { day: 'numeric', month: 'short', ...CLOCK });
  }

  /** A date or time with options of one's own; each set of options is made into a formatter once. */
  date(at: string | number, options: Intl.DateTimeFormatOptions): string {
    const date = new Date(at);
    if (Number.isNaN(date.getTime())) return '–';
    return this.#once(
      `d${JSON.stringify(options)}`,
      (locale) => new Intl.DateTimeFormat(locale, options),
    ).format(date);
  }

  /** Age as people say it, for example `12 min. ago`. No seconds: they would be wrong until the next drawing. */
  age(ageMs: number): string {
    const age = Math.max(0, ageMs);
    const [, unitMs, unit] = STEPS.find(([limit]) => age < limit) ?? [0, 60_000, 'minute' as const];
    const count = Math.floor(age / unitMs);
    // "This minute" where there is nothing to count yet.
    const numeric = count === 0 ? 'auto' : 'always';
    return this.#once(
      `r${numeric}`,
      (locale) => new Intl.RelativeTimeFormat(locale, { style: 'short', numeric }),
    ).format(-count, unit);
  }

  /** A count with its unit, for example `8 hr`. */
  unit(
    count: number,
    unit: 'day' | 'hour' | 'minute' | 'second',
    unitDisplay: UnitDisplay = 'short',
  ): string {
    const options = { style: 'unit', unit, unitDisplay } as const;
    return this.#once(`u${unit}${unitDisplay}`, (locale) => new Intl.NumberFormat(locale, options)).format(
      count,
    );
  }

  /** A length of time in its two largest units, for example `4 hr, 30 min`. */
  duration(lengthMs: number, unitDisplay: UnitDisplay = 'short'): string {
    let rest = Math.max(0, Math.round(lengthMs / 1000)) * 1000;
    const parts: string[] = [];
    for (const [unitMs, unit] of UNITS) {
      const count = Math.floor(rest / unitMs);
      rest -= count * unitMs;
      if (count > 0) parts.push(this.unit(count, unit, unitDisplay));
    }
    if (parts.length === 0) parts.push(this.unit(0, 'second', unitDisplay));
    return this.#once(
      `lu${unitDisplay}`,
      (locale) => new Intl.ListFormat(locale, { type: 'unit', style: unitDisplay }),
    ).format(parts.slice(0, 2));
  }

  /** Several things in one sentence, for example `Vibration, temperature, and speed`. */
  list(parts: readonly string[]): string {
    return this.#once('l', (locale) => new Intl.ListFormat(locale, { type: 'conjunction' })).format(parts);
  }

  protected plural(count: number): Intl.LDMLPluralRule {
    return this.#once('pl', (locale) => new Intl.PluralRules(locale)).select(count);
  }

  #once<T extends Formatter>(key: string, make: (locale: string) => T): T {
    const known = this.#made.get(key) as T | undefined;
    if (known !== undefined) return known;
    const made = make(this.locale);
    this.#made.set(key, made);
    return made;
  }
}
