/**
 * SVG path of the last values over a field of `width` by `height`; a value that is missing breaks the line.
 * Flat values draw a line through the middle, so that noise of the last digit does not look like a mountain.
 *
 * @param spread - Smallest range of values that fills the height.
 */
export function sparklinePath(
  values: readonly number[],
  width: number,
  height: number,
  spread: number,
): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return '';
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const range = Math.max(high - low, spread);
  const middle = (high + low) / 2;
  const step = width / (values.length - 1);
  let path = '';
  let pen = 'M';
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) {
      pen = 'M';
      return;
    }
    const y = height / 2 - ((value - middle) / range) * height;
    path += `${pen}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  });
  return path;
}
