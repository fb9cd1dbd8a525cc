import { type ClockFit, epochOf, wallTimeOf } from './zone-time.ts';

/** One end of a range as it stands in its two fields. */
export interface Edge {
  /** `2026-11-24`; empty while it is no date. */
  readonly date: string;
  /** `14:05`; empty while it is no time. */
  readonly time: string;
  /** The exact moment that the fields stand for, to the ms, until somebody types another. */
  readonly at?: number;
}

/** What is wrong with an end, in the order in which it is told. */
type EdgeError = 'incomplete' | 'future' | 'past' | 'order';

/** An end that was looked at: the moment that is taken, and what was done to come to it. */
export interface CheckedEdge {
  readonly at?: number;
  readonly error?: EdgeError;
  readonly fit: ClockFit;
  /** The fields stand beyond what can be chosen; the limit is taken. */
  readonly isCut: boolean;
}

export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** The fields that show a moment on the clocks of `zone`. */
export function edgeAt(at: number, zone: string): Edge {
  const { year, month, day, hour, minute } = wallTimeOf(at, zone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    date: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`,
    time: `${two(hour)}:${two(minute)}`,
    at,
  };
}

/**
 * Both ends as moments. Of a time that comes twice the start takes the first and the end the second, so that the range
 * misses nothing. An end beyond the limits is cut to them; a range that lies beyond them altogether is an error.
 */
export function checkDraft(
  start: Edge,
  end: Edge,
  zone: string,
  { min, max }: Limits,
): { start: CheckedEdge; end: CheckedEdge } {
  const [first, last] = [momentOf(start, zone, 'first'), momentOf(end, zone, 'second')];
  return {
    start: checkStart(first, min, max),
    end: checkEnd(last, first, min, max),
  };
}

interface Moment {
  at: number | undefined;
  fit: ClockFit;
}

function checkStart({ at, fit }: Moment, min: number, max: number): CheckedEdge {
  if (at === undefined) return { error: 'incomplete', fit, isCut: false };
  if (at >= max) return { error: 'future', fit, isCut: false };
  return { at: Math.max(at, min), fit, isCut: at < min };
}

function checkEnd({ at, fit }: Moment, start: Moment, min: number, max: number): CheckedEdge {
  if (at === undefined) return { error: 'incomplete', fit, isCut: false };
  if (at <= min) return { error: 'past', fit, isCut: false };
  if (start.at !== undefined && at <= start.at) return { error: 'order', fit, isCut: false };
  return { at: Math.min(at, max), fit, isCut: at > max };
}

function momentOf({ date, time, at }: Edge, zone: string, occurrence: 'first' | 'second'): Moment {
  const [, year, month, day] = /^(\d{4,})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  const [, hour, minute] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  // Before 1970 nobody measured anything here: it is a year in the middle of being typed.
  if (year === undefined || hour === undefined || Number(year) < 1970) return { at: undefined, fit: 'once' };
  if (at !== undefined) return { at, fit: 'once' };
  return epochOf(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
    },
    zone,
    occurrence,
  );
}
