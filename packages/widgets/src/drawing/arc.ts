/** A gauge's arc: 240 degrees, open below, on a 100 by 100 field. */
const ARC_START = -120;
const ARC_SPAN = 240;

interface Point {
  x: number;
  y: number;
}

/** Point at `score` (0 to 100) on a circle of `radius` round the middle of the field. */
export function arcPoint(score: number, radius: number): Point {
  const degrees = ARC_START + (ARC_SPAN * Math.min(100, Math.max(0, score))) / 100 - 90;
  const radians = (degrees * Math.PI) / 180;
  return { x: round(50 + radius * Math.cos(radians)), y: round(50 + radius * Math.sin(radians)) };
}

/** SVG path along the whole arc, from score 0 to 100. */
export function arcPath(radius: number): string {
  const [from, to] = [arcPoint(0, radius), arcPoint(100, radius)];
  return `M${from.x} ${from.y}A${radius} ${radius} 0 1 1 ${to.x} ${to.y}`;
}

/** SVG path of a short tick across the circle at `score`. */
export function tickPath(score: number, inner: number, outer: number): string {
  const [from, to] = [arcPoint(score, inner), arcPoint(score, outer)];
  return `M${from.x} ${from.y}L${to.x} ${to.y}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
