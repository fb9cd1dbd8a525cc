/** Units whose zero means something: the axis starts there. Temperatures have no such zero. */
const FROM_ZERO: readonly string[] = ['mm/s', 'g', '1/min', 'kWh', 'Wh'];
/** Share of the range that stays free above and below the lines. */
const MARGIN = 0.12;
/** A limit up to this many times the highest value is shown. */
const LIMIT_REACH = 2.5;

/** Lowest and highest value of an axis, so that lines keep off the edges and flat lines do not fill the height. */
export function valueRange(
  unit: string,
  low: number | null,
  high: number | null,
  limits: readonly number[] = [],
): [low: number, high: number] {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  if (FROM_ZERO.includes(unit) && low >= 0) {
    // The next limit belongs into the picture unless it would press the line flat.
    const next = Math.min(...limits.filter((limit) => limit > high && limit <= high * LIMIT_REACH));
    return [0, (Number.isFinite(next) ? next : high || 1) * (1 + MARGIN)];
  }
  const least = Math.max(1, Math.abs(high) * 0.04);
  const spread = Math.max(high - low, least);
  const middle = (high + low) / 2;
  return [middle - spread * (0.5 + MARGIN), middle + spread * (0.5 + MARGIN)];
}
