/** Former periods that a chart can be compared with. */
const COMPARISONS = ['none', 'previous', 'day', 'week'] as const;

/** `previous`: as long as the window, just before it. `day`, `week`: the same time a day or a week earlier. */
export type Comparison = (typeof COMPARISONS)[number];

/** Whether there is a former period; a word that is none of them is none. */
export function isCompared(compare: Comparison): compare is Exclude<Comparison, 'none'> {
  return compare !== 'none' && COMPARISONS.includes(compare);
}

const DAY_MS = 86_400_000;

/** How far back the former period lies, in ms; 0 for none, and for a word that is no comparison. */
export function formerDistance(compare: Comparison, lengthMs: number): number {
  if (compare === 'previous') return Math.round(lengthMs);
  if (compare === 'day') return DAY_MS;
  return compare === 'week' ? 7 * DAY_MS : 0;
}
