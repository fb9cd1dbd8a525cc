/** Scale name of a unit; a metric without a unit has a scale too. */
export function scaleOf(unit: string): string {
  return unit || 'value';
}
