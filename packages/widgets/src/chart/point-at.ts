/**
 * The point that a time belongs to, or -1 when it has left the window. As the window moves on, positions shift, and a
 * reading may become one of several in a point.
 */
export function pointAt(times: Float64Array, time: number): number {
  return times.findLastIndex((one) => one <= time);
}
