import { zoneDate } from '../chart/zone-date.ts';
import { CLOCK } from '../locale/formats.ts';
import type { Words } from '../locale/words.ts';

/** Time of day with seconds on the clocks of `zone`, with the date in front when it is not today there. */
export function momentOf(words: Words, at: number, zone: string): string {
  const timeZone = zone || undefined;
  const clock = { ...CLOCK, second: '2-digit', timeZone } as const;
  const isToday = zoneDate(at, zone).toDateString() === zoneDate(Date.now(), zone).toDateString();
  return words.date(at, isToday ? clock : { day: 'numeric', month: 'short', ...clock });
}
