import type { SeriesParams, TelemetrySeries } from '../types/index.ts';

/** Reads one piece of a machine's past, as `nexus.telemetry.series` does. */
export type ReadSeries = (params: SeriesParams, options: { signal: AbortSignal }) => Promise<TelemetrySeries>;

const HOUR_MS = 3_600_000;
/** Most points that one answer has. */
const MAX_POINTS = 4_000;
/** How many readings a piece should have: room for a machine that sends a little more often than before. */
const AIMED_POINTS = 3_000;
/** From this span on the server answers with roll-ups even where there are readings. */
const ROLLUP_SPAN_MS = MAX_POINTS * 30 * 60_000;
/** A silent machine's past is crossed in steps that grow by so much. */
const GROWTH = 8;
/** A span with too many readings is read in so many parts. */
const PARTS = 4;
/** Long enough to find out whether readings of this time are kept, and too short for anything else. */
const PROBE = { ms: 1_000, maxPoints: 10 } as const;

/**
 * A machine's past piece by piece, in order of time: every single reading where the server still has them, else its
 * hourly roll-ups, in whole hours. How much fits into one answer is learnt from the answers. With `maxPoints` it is one
 * piece, as the server answers.
 */
export async function* seriesPieces(
  read: ReadSeries,
  params: SeriesParams,
  signal: AbortSignal,
): AsyncGenerator<TelemetrySeries, void, undefined> {
  const [start, end] = [Date.parse(params.from), Date.parse(params.to)];
  if (params.maxPoints !== undefined || !(start < end)) {
    // A range that is none is for the reader to refuse, in the words that it has for it.
    yield await read(params, { signal });
    return;
  }
  /** The ends of the range as they were given: they may be finer than a millisecond. */
  const textOf = (time: number): string =>
    time === start ? params.from : time === end ? params.to : new Date(time).toISOString();

  let [at, span] = [start, HOUR_MS];
  /** Readings are kept from here on, as far as it is known. */
  let keptFrom = Number.NEGATIVE_INFINITY;
  while (at < end) {
    const until = Math.min(at + span, end, at < keptFrom ? keptFrom : end);
    const piece = await read(
      { ...params, from: textOf(at), to: textOf(until), maxPoints: MAX_POINTS },
      { signal },
    );
    if (piece.resolution === 'raw') {
      yield piece;
      span = Math.ceil((until - at) * Math.min(GROWTH, AIMED_POINTS / Math.max(1, piece.times.length)));
      at = until;
    } else if (piece.source === 'readings') {
      // Too many readings. The buckets tell where they begin, and how much time is full of them.
      at = Math.max(at, Math.floor(piece.times[0] ?? at));
      span = Math.ceil((piece.times.length * piece.bucketMs) / PARTS);
    } else if (until - at >= ROLLUP_SPAN_MS) {
      span = Math.ceil((until - at) / PARTS);
    } else if (at >= keptFrom) {
      keptFrom = await firstKeptHour(read, params, at, end, signal);
      span = ROLLUP_SPAN_MS - HOUR_MS;
    } else {
      yield piece;
      // The hour in which the piece ends is in it as a whole.
      at = hourAfter(until);
      if (at >= keptFrom) span = HOUR_MS;
    }
  }
}

/** The first full hour after `at` of which single readings are kept; `at` is one of which they are not. */
async function firstKeptHour(
  read: ReadSeries,
  params: SeriesParams,
  at: number,
  end: number,
  signal: AbortSignal,
): Promise<number> {
  let [gone, kept] = [hourAfter(at + 1) - HOUR_MS, hourAfter(end)];
  while (kept - gone > HOUR_MS) {
    const middle = gone + Math.ceil((kept - gone) / HOUR_MS / 2) * HOUR_MS;
    const probe = {
      ...params,
      from: new Date(middle).toISOString(),
      to: new Date(middle + PROBE.ms).toISOString(),
      maxPoints: PROBE.maxPoints,
    };
    if ((await read(probe, { signal })).source === 'readings') kept = middle;
    else gone = middle;
  }
  return kept;
}

function hourAfter(time: number): number {
  return Math.ceil(time / HOUR_MS) * HOUR_MS;
}
