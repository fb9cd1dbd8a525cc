import { asRange } from '../time-range/checked.ts';
import type { TimeRange } from '../view/view.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const warned = new Set<string>();

/**
 * `15m`, `8h`, `7d`, or two ISO 8601 times with a slash between them. Text that says neither is told once, on the
 * console, and is no range.
 */
export function parseRange(text: string | null): TimeRange | undefined {
  if (text === null || text.trim() === '') return undefined;
  const range = asRange(read(text.trim()));
  if (range !== null) return range;
  if (!warned.has(text)) {
    warned.add(text);
    console.warn(
      `[nexus] range="${text}" is no range. Write a length such as "15m" or "8h", or two ISO 8601 times: "2026-11-24T06:00Z/2026-11-24T14:00Z".`,
    );
  }
  return undefined;
}

function read(text: string): TimeRange | null {
  const [, count, unit] = /^(\d+(?:\.\d+)?)\s*([smhdw])$/i.exec(text) ?? [];
  if (count !== undefined)
    return { lastMs: Number(count) * (UNITS[(unit ?? '').toLowerCase()] ?? Number.NaN) };
  const ends = text.split('/');
  if (ends.length !== 2) return null;
  const [from, to] = ends.map((end) => Date.parse(end.trim()));
  return { from: from ?? Number.NaN, to: to ?? Number.NaN };
}
