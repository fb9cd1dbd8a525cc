import { offsetAt } from '../time-range/zone-time.ts';

const MINUTE_MS = 60_000;

/** A date whose getters tell what the clocks of `zone` show at `at`; the empty zone is the browser's own. */
export function zoneDate(at: number, zone: string): Date {
  if (zone === '') return new Date(at);
  const wall = at + offsetAt(at, zone);
  return new Date(wall + new Date(wall).getTimezoneOffset() * MINUTE_MS);
}
