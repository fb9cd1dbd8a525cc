import type { TimeRange } from './view.ts';

const UNITS = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNITS;

/** A range as it stands in an address: `8h`, or `2026-01-05T06:00:00.000Z..2026-01-05T14:00:00.000Z`. */
export function writeRange(range: TimeRange): string {
  if ('from' in range) return `${new Date(range.from).toISOString()}..${new Date(range.to).toISOString()}`;
  const lastMs = Math.round(range.lastMs);
  const fits = (unit: Unit): boolean => lastMs % UNITS[unit] === 0;
  const unit = (['d', 'h', 'min', 's'] as const).find(fits) ?? 'ms';
  return `${lastMs / UNITS[unit]}${unit}`;
}

/** The range of a text from an address; undefined when it is none. */
export function readRange(text: string): TimeRange | undefined {
  const [, count, unit] = /^(\d{1,15})(ms|s|min|h|d)$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return { lastMs: Number(count) * UNITS[unit as Unit] };
  const [from, to, ...more] = text.split('..');
  if (!from || !to || more.length > 0) return undefined;
  const range = { from: Date.parse(from), to: Date.parse(to) };
  return Number.isNaN(range.from) || Number.isNaN(range.to) ? undefined : range;
}

/**
 * The parameters of an address as they stand there. Those of others are kept letter by letter: an anchor, or the
 * spelling that a router compares with, must not change.
 */
export class UrlParameters {
  readonly #head: string;
  readonly #pieces: readonly string[];

  /**
   * @param text - Without its `?` or `#`.
   * @param mayHavePath - In a hash a router's path may come first, with parameters after a `?` of its own.
   */
  constructor(text: string, mayHavePath: boolean) {
    const hasPath = mayHavePath && /^!?\//.test(text);
    const [path = '', ...parameters] = hasPath ? text.split('?') : ['', text];
    this.#head = hasPath ? `${path}?` : '';
    this.#pieces = parameters
      .join('?')
      .split('&')
      .filter((piece) => piece !== '');
  }

  get(name: string): string | undefined {
    const piece = this.#pieces.find((each) => each.startsWith(`${name}=`));
    if (piece === undefined) return undefined;
    try {
      return decodeURIComponent(piece.slice(name.length + 1).replaceAll('+', ' '));
    } catch {
      // Not encoded by anybody who knew how.
      return undefined;
    }
  }

  /** The text with these parameters in place of the former ones; an empty value takes one away. */
  with(values: Readonly<Record<string, string>>): string {
    const isOurs = (piece: string): boolean => (piece.split('=')[0] ?? '') in values;
    const kept = this.#pieces.filter((piece) => !isOurs(piece));
    const own = Object.entries(values)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`);
    const text = this.#head + [...kept, ...own].join('&');
    return text.endsWith('?') ? text.slice(0, -1) : text;
  }
}
