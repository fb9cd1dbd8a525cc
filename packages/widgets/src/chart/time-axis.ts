import { safeLocale } from '../internal/locale.ts';

const DAY_MS = 86_400_000;

/** Labels of the time axis: time of day, with the date where a day begins; dates only when ticks are days apart. */
export function timeLabels(ticks: readonly number[], stepMs: number): string[] {
  const locale = safeLocale();
  const seconds = stepMs < 60_000 ? ({ second: '2-digit' } as const) : {};
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...seconds });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return ticks.map((tick) => {
    const date = new Date(tick);
    const startsDay = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
    return startsDay || stepMs >= DAY_MS ? day.format(date) : clock.format(date);
  });
}
