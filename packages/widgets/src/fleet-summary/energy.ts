import type { Machine, SeriesParams, TelemetrySeries } from '@nexus-mfg/sdk';

export const HOUR = 3_600_000;
export const HOURS = 24;

/** Newest pauses between readings that are looked at, how many it takes, and how many of them must agree. */
const PAUSES = 15;
const FEWEST_PAUSES = 3;
const AGREEING = 0.7;
const TOLERANCE = 0.2;
/** The newest of them, none of which may be shorter, and one longer, than the others are. */
const NEWEST_PAUSES = 3;
/** Where to look for the distance of readings, before the newest one: most machines report within seconds. */
const PROBES_MS = [300_000, 3 * HOUR] as const;
const MOST_POINTS = 4_000;
/** A machine that was silent for a while is read in quarters of an hour, so that it does not count as whole hours. */
const FINE_POINTS = HOURS * 4;

/** Energy of one machine, by hour. */
export interface HourlyEnergy {
  /** NaN where it had no readings. */
  readonly kwh: readonly number[];
  /** Whether it reported all through the hour. */
  readonly isWhole: readonly boolean[];
  /** The distance of its readings that was taken for it; absent where readings were added up. */
  readonly intervalMs?: number;
}

/** Why a machine is not counted: no energy readings, or readings whose interval is not known. */
export type LeftOut = 'silent' | 'uneven';

export type ReadSeries = (params: SeriesParams) => Promise<TelemetrySeries>;

/** The 24 full hours before `now`; epoch ms. */
export function fullHours(now: number): { from: number; to: number } {
  const to = Math.floor(now / HOUR) * HOUR;
  return { from: to - HOURS * HOUR, to };
}

/**
 * Energy of one machine by hour from `from`.
 *
 * A reading's `power_kwh` is the energy of one interval. A series tells the mean of many readings and not how many they
 * were, and a past that was thinned out has fewer than were measured. So energy is mean times the intervals that fit
 * into the time, and the interval is the distance at which the machine reports now. Where each point is one reading,
 * their values are added up as they are.
 */
export async function machineEnergy(
  read: ReadSeries,
  machine: Machine,
  from: number,
  to: number,
): Promise<HourlyEnergy | LeftOut> {
  const newest = machine.latest === null ? Number.NaN : Date.parse(machine.latest.timestamp);
  if (!(newest >= from)) return 'silent';
  const params = (start: number, end: number, maxPoints: number): SeriesParams => ({
    machineId: machine.id,
    metrics: ['power_kwh'],
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    maxPoints,
  });
  // An hour more, to see whether the machine reported before the first one.
  let series = await read(params(from - HOUR, to, HOURS + 1));
  if (!hasEnergy(series)) return 'silent';
  if (series.resolution === 'bucket' && !isWhole(series, from - HOUR))
    series = await read(params(from, to, FINE_POINTS));
  if (series.resolution === 'raw') return byHour(series, from, 1);
  let interval: number | undefined;
  for (const probeMs of PROBES_MS) {
    const probe = await read(params(newest - probeMs, newest + 1, MOST_POINTS));
    interval = intervalOf(probe);
    if (interval !== undefined) break;
  }
  if (interval === undefined) return 'uneven';
  return { ...byHour(series, from, series.bucketMs / interval), intervalMs: interval };
}

/**
 * The distance at which readings come, in ms; undefined when they are too few or do not agree. A machine that reports
 * oftener or more seldom since a moment ago has a past at another distance, which says nothing of what comes now.
 */
export function intervalOf({ resolution, times, metrics }: TelemetrySeries): number | undefined {
  const values = metrics.power_kwh?.mean;
  if (resolution !== 'raw' || values === undefined) return undefined;
  const known = times.filter((_, index) => Number.isFinite(values[index]));
  const pauses: number[] = [];
  for (let index = known.length - 1; index > 0 && pauses.length < PAUSES; index -= 1)
    pauses.push((known[index] ?? 0) - (known[index - 1] ?? 0));
  if (pauses.length < FEWEST_PAUSES) return undefined;
  const median = [...pauses].sort((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 0;
  const agreeing = pauses.filter((pause) => !isShorter(pause, median) && !isLonger(pause, median));
  if (median <= 0 || agreeing.length < pauses.length * AGREEING) return undefined;
  const newest = pauses.slice(0, NEWEST_PAUSES);
  const isSteady =
    !newest.some((pause) => isShorter(pause, median)) &&
    newest.filter((pause) => isLonger(pause, median)).length <= 1;
  return isSteady ? median : undefined;
}

/** Whether a pause is clearly shorter than the distance at which readings come. */
export function isShorter(pause: number, interval: number): boolean {
  return pause < interval * (1 - TOLERANCE);
}

function isLonger(pause: number, interval: number): boolean {
  return pause > interval * (1 + TOLERANCE);
}

function hasEnergy({ metrics }: TelemetrySeries): boolean {
  return metrics.power_kwh?.mean.some(Number.isFinite) ?? false;
}

/** Whether there were readings in each of the hours. */
function isWhole({ times, metrics }: TelemetrySeries, from: number): boolean {
  const hours = new Set<number>();
  times.forEach((time, index) => {
    if (Number.isFinite(metrics.power_kwh?.mean[index])) hours.add(Math.floor((time - from) / HOUR));
  });
  return hours.size > HOURS;
}

function byHour(
  { times, metrics, resolution, bucketMs }: TelemetrySeries,
  from: number,
  readings: number,
): HourlyEnergy {
  const kwh = new Array<number>(HOURS).fill(Number.NaN);
  const covered = new Array<number>(HOURS).fill(0);
  times.forEach((time, index) => {
    const value = metrics.power_kwh?.mean[index];
    const hour = Math.floor((time - from) / HOUR);
    const before = kwh[hour];
    if (value === undefined || !Number.isFinite(value) || before === undefined) return;
    kwh[hour] = (Number.isNaN(before) ? 0 : before) + value * readings;
    covered[hour] = (covered[hour] ?? 0) + (resolution === 'raw' ? HOUR : bucketMs);
  });
  return { kwh, isWhole: covered.map((ms) => ms >= HOUR) };
}
