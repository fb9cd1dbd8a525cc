/** A day as `2026-11-24`, free of any time zone: what date fields give and take. */
export type Day = string;

const DAY_MS = 86_400_000;
/** Regions whose weeks begin on another day than Monday, for browsers that do not tell (CLDR). */
const WEEK_STARTS: readonly (readonly [first: number, regions: string])[] = [
  [
    7,
    'AG AS BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW',
  ],
  [6, 'AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'],
];

export function addDays(day: Day, count: number): Day {
  return dayOf(timeOf(day) + count * DAY_MS);
}

/** The same day of another month, or its last where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = partsOf(day);
  const length = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + count, Math.min(date, length)));
}

/** The first day of the week that `day` is in. */
export function startOfWeek(day: Day, locale: string): Day {
  return addDays(day, -((weekdayOf(day) - firstWeekday(locale) + 7) % 7));
}

/** The weeks that a month touches, seven days each. */
export function weeksOf(day: Day, locale: string): Day[][] {
  const first = `${day.slice(0, 7)}-01`;
  const after = addMonths(first, 1);
  const weeks: Day[][] = [];
  for (let start = startOfWeek(first, locale); start < after; start = addDays(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
  return weeks;
}

/** Midnight of the day in UTC, in epoch ms: for names of days and months. */
export function timeOf(day: Day): number {
  const [year, month, date] = partsOf(day);
  return Date.UTC(year, month - 1, date);
}

/** 1 for Monday to 7 for Sunday: the day that weeks begin with where the locale is spoken. */
function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const told = known.getWeekInfo?.() ?? known.weekInfo;
  if (told !== undefined) return told.firstDay;
  const region = known.maximize().region ?? '';
  return WEEK_STARTS.find(([, regions]) => regions.split(' ').includes(region))?.[0] ?? 1;
}

function weekdayOf(day: Day): number {
  return new Date(timeOf(day)).getUTCDay() || 7;
}

function dayOf(at: number): Day {
  return new Date(at).toISOString().slice(0, 10);
}

function partsOf(day: Day): [year: number, month: number, date: number] {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
}
