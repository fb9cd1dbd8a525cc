import type { TelemetrySeries } from '../types/index.ts';

/** A pause longer than so many times the usual distance of raw readings is a gap. */
const RAW_GAP_FACTOR = 2;
/** Buckets stand exactly one width apart; anything above is a gap, and half a width is room for rounding. */
const BUCKET_GAP_FACTOR = 1.5;

/**
 * Where to put the point of NaN between two neighbouring points, so that a chart shows a hole instead of a line;
 * undefined where there is no gap.
 *
 * @param before epoch ms of the earlier point, if there is one
 * @param stepMs usual distance, or width of a bucket; 0 when unknown
 */
export function gapAfter(
  before: number | undefined,
  time: number,
  stepMs: number,
  resolution: TelemetrySeries['resolution'],
): number | undefined {
  const factor = resolution === 'bucket' ? BUCKET_GAP_FACTOR : RAW_GAP_FACTOR;
  const isGap = before !== undefined && stepMs > 0 && time - before > factor * stepMs;
  return isGap ? before + stepMs : undefined;
}
