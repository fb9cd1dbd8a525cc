import type { Metric } from '@nexus-mfg/sdk';
import type { ChartSeries } from '../chart/chart-model.ts';
import { pointAt } from '../chart/point-at.ts';
import { formatValue } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';

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

/** What a metric was in the former period, and how much it is away from that, with sign, in its unit. */
export interface FormerValue {
  value: string;
  difference: string;
}

/** @param time - Epoch ms of the point under the cursor. */
export function formerValue(
  words: Words,
  { former, info }: ChartSeries & { metric: Metric },
  time: number | undefined,
  now: number | null | undefined,
): FormerValue {
  const index = former === undefined || time === undefined ? -1 : pointAt(former.times, time);
  const past = former?.columns.mean[index];
  const value = formatValue(words, past, info);
  if (past === null || past === undefined || now === null || now === undefined)
    return { value, difference: '–' };
  const away = now - past;
  const sign = away < 0 ? '−' : '+';
  return { value, difference: `${sign}${formatValue(words, Math.abs(away), info)}` };
}
