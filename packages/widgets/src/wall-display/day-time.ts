const MINUTES_A_DAY = 24 * 60;

/** Minutes after midnight of a text such as `22:00`; undefined when it is no time of day. */
function parseDayTime(text: string): number | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  return total <= MINUTES_A_DAY ? total % MINUTES_A_DAY : undefined;
}

/** Whether it is between two times of day, by the device's own clock; the second may be on the next morning. */
export function isBetween(now: number, from: string, to: string): boolean {
  const [begin, end] = [parseDayTime(from), parseDayTime(to)];
  if (begin === undefined || end === undefined || begin === end) return false;
  const minute = minuteOfDay(now);
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

/** Epoch ms of the next time that it is so late, after `now`; undefined when `text` is no time of day. */
export function nextAt(now: number, text: string): number | undefined {
  const wanted = parseDayTime(text);
  if (wanted === undefined) return undefined;
  const at = new Date(now);
  at.setHours(0, wanted, 0, 0);
  // By the calendar: a day on which clocks are set has 23 or 25 hours.
  if (at.getTime() <= now) at.setDate(at.getDate() + 1);
  return at.getTime();
}

function minuteOfDay(now: number): number {
  const at = new Date(now);
  return at.getHours() * 60 + at.getMinutes();
}
