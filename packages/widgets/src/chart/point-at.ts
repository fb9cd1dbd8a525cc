/**
 * The point that a time belongs to, or -1 when it has left the window. As the window moves on, positions shift, and a
 * reading may become one of several in a point.
 */
export function pointAt(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
