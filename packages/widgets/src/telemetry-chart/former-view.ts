import { html, type TemplateResult } from 'lit';
import type { ChartSeries } from '../chart/chart-model.ts';
import { pointAt } from '../chart/point-at.ts';
import { formatValue } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import type { Comparison } from './compare.ts';
import { formerMessages } from './part-messages.ts';

type Compared = Exclude<Comparison, 'none'>;

/** What a metric was in the former period, and how much it is away from that, with sign, in its unit. */
interface FormerValue {
  value: string;
  difference: string;
}

/** Below the value of today: the one before, and how far apart they are. */
export function formerCell(
  words: Words,
  series: ChartSeries,
  time: number | undefined,
  now: number | null | undefined,
): TemplateResult {
  const { value, difference } = formerValue(words, series, time, now);
  return html`<span class="former"><span class="visually-hidden">${words.text(formerMessages, 'former')} </span><bdi>${value}</bdi> (<bdi>${difference}</bdi>)</span>`;
}

/** Which period the dotted line is. */
export function formerCaption(words: Words, compare: Compared): TemplateResult {
  return html`<span class="former">${words.text(formerMessages, 'comparedWith', { period: words.text(formerMessages, compare) })}</span>`;
}

/** A value of today and how far it is from the one before, as it is spoken. */
export function formerText(
  words: Words,
  series: ChartSeries,
  time: number,
  now: number,
  told: { metric: string; value: string; unit: string },
): string {
  const { difference } = formerValue(words, series, time, now);
  return words.text(formerMessages, 'spokenFormer', { ...told, difference });
}

/** @param time - Epoch ms of the point under the cursor. */
function formerValue(
  words: Words,
  { former, info }: ChartSeries,
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
