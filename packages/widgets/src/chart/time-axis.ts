import { CLOCK, type Formats } from '../locale/formats.ts';
import { zoneDate } from './zone-date.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Least free space between two labels, in widths of a digit. */
const GAP_DIGITS = 1;

const DAY: Readonly<Intl.DateTimeFormatOptions> = { day: 'numeric', month: 'short' };

function clockOf(stepMs: number): Intl.DateTimeFormatOptions {
  return stepMs < MINUTE_MS ? { ...CLOCK, second: '2-digit' } : CLOCK;
}

/**
 * Labels of the time axis: time of day, with the date where a day begins; dates only when ticks are days apart.
 *
 * @param zone - IANA name of the zone whose clocks are shown; empty for the browser's.
 */
export function timeLabels(formats: Formats, ticks: readonly number[], stepMs: number, zone = ''): string[] {
  const timeZone = zone || undefined;
  const clock = { ...clockOf(stepMs), timeZone };
  const day = { ...DAY, timeZone };
  return ticks.map((tick) => {
    const date = zoneDate(tick, zone);
    const startsDay = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
    return formats.date(tick, startsDay || stepMs >= DAY_MS ? day : clock);
  });
}

/**
 * Least distance of two ticks, in the unit of `widthOf`, so that neither two times nor a time and a date touch.
 *
 * @param rangeMs - Length of the axis in time.
 * @param length - Length of the axis as drawn.
 * @param at - Some time on the axis: the month that its dates name.
 * @param widthOf - Width of a text in the axis' font.
 */
export function tickSpace(
  formats: Formats,
  rangeMs: number,
  length: number,
  at: number,
  widthOf: (text: string) => number,
): number {
  const gap = widthOf('0') * GAP_DIGITS;
  const spaceAt = (stepMs: number): number => {
    // The 28th is in every month and as wide as a day gets.
    const date = new Date(at).setDate(28);
    return Math.max(widthOf(formats.date(date, clockOf(stepMs))), widthOf(formats.date(date, DAY))) + gap;
  };
  const space = spaceAt(MINUTE_MS);
  return (rangeMs / length) * space < MINUTE_MS ? spaceAt(1_000) : space;
}
