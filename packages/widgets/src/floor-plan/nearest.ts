/** A direction on the plan. The plan does not mirror, so neither do the keys. */
export type Direction = 'left' | 'right' | 'up' | 'down';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Sideways distance counts twice: straight ahead is what an arrow key means. */
const SIDEWAYS = 2;

/**
 * The nearest point in a direction: of those within a quarter circle around it, else of all on that side. Undefined when
 * there is none on that side.
 */
export function nearest<P extends Point>(
  points: readonly P[],
  from: Point,
  direction: Direction,
): P | undefined {
  const sign = direction === 'left' || direction === 'up' ? -1 : 1;
  const isAcross = direction === 'left' || direction === 'right';
  let ahead: P | undefined;
  let aheadCost = Number.POSITIVE_INFINITY;
  let aside: P | undefined;
  let asideCost = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const dx = point.x - from.x;
    const dy = point.y - from.y;
    const along = sign * (isAcross ? dx : dy);
    const off = Math.abs(isAcross ? dy : dx);
    if (along <= 0) continue;
    const cost = along + SIDEWAYS * off;
    if (off <= along && cost < aheadCost) {
      ahead = point;
      aheadCost = cost;
    } else if (off > along && cost < asideCost) {
      aside = point;
      asideCost = cost;
    }
  }
  return ahead ?? aside;
}
