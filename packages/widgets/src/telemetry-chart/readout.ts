import type { Reading } from '@nexus-mfg/sdk';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { type ChartModel, type ChartSeries, DASHES } from '../chart/chart-model.ts';
import { shape } from '../drawing/shapes.ts';
import { formatValue } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import { type Comparison, formerValue, isCompared } from './compare.ts';
import { chartMessages } from './messages.ts';
import { momentOf } from './moments.ts';

/** What the readout tells apart. */
export interface ReadoutState {
  /** Position of the point under the cursor; null for none. */
  cursor: number | null;
  /** The line does not reach to now. */
  isCut: boolean;
  compare: Comparison;
}

/**
 * The line as it is drawn, its name, and the value at the cursor or the newest one. Serves as the legend too: names at
 * the ends of the lines would lie on them, or on each other.
 */
export function readout(words: Words, model: ChartModel, state: ReadoutState): TemplateResult {
  const { cursor, isCut, compare } = state;
  const at = cursor ?? lastIndex(model);
  const latest = cursor === null ? model.latest : undefined;
  const time = latest ? Date.parse(latest.timestamp) : at === undefined ? undefined : model.times[at];
  const when = isCut ? nothing : words.text(chartMessages, cursor === null ? 'newest' : 'atCursor');
  const cut = isCut ? html`${shape('offline')}${words.text(chartMessages, 'cut')}` : nothing;
  return html`<div class="readout" part="readout">
    ${model.series.map((series, index) => {
      const value = valueAt(series, at, latest);
      return html`<div class="item">
        <span class="label">${sample(index)}${series.info.label}</span>
        <span class="value">${formatValue(words, value, series.info)}<span class="unit"> ${series.info.unit}</span></span>
        ${isCompared(compare) ? formerLine(words, series, time, value) : nothing}
      </div>`;
    })}
    <div class="item">
      <span class="label">${when}<span role="status">${cut}</span></span>
      <span class="time">${time === undefined ? '–' : momentOf(words, time, model.zone)}</span>
      ${
        isCompared(compare)
          ? html`<span class="former">${words.text(chartMessages, 'comparedWith', { period: words.text(chartMessages, compare) })}</span>`
          : nothing
      }
    </div>
  </div>`;
}

/** One point in words: what is spoken as the cursor moves. */
export function pointText(words: Words, model: ChartModel, index: number, compare: Comparison): string {
  const time = model.times[index];
  if (time === undefined) return words.text(chartMessages, 'noReading');
  const values = model.series.map((series) => {
    const { info, columns } = series;
    const value = columns.mean[index];
    if (value === null || value === undefined)
      return words.text(chartMessages, 'spokenNone', { metric: info.label });
    const told = { metric: info.label, value: formatValue(words, value, info), unit: info.unit };
    if (!isCompared(compare)) return words.text(chartMessages, 'spokenValue', told).trim();
    const { difference } = formerValue(words, series, time, value);
    return words.text(chartMessages, 'spokenFormer', { ...told, difference });
  });
  const point = words.text(chartMessages, 'spokenPoint', {
    time: momentOf(words, time, model.zone),
    values: values.join(', '),
  });
  const note = noteAt(model, index);
  if (note === undefined) return point;
  return words.text(chartMessages, 'spokenNote', { point, number: note.number, text: note.text });
}

/** Last point that any line has. */
export function lastIndex(model: ChartModel): number | undefined {
  for (let index = model.times.length - 1; index >= 0; index -= 1)
    if (model.series.some(({ columns }) => columns.mean[index] !== null)) return index;
  return undefined;
}

/** The annotation that begins in a point: after the one before it, or in it. */
function noteAt(
  { times, annotations }: ChartModel,
  index: number,
): ChartModel['annotations'][number] | undefined {
  const from = times[index] ?? 0;
  const until = times[index + 1] ?? Number.POSITIVE_INFINITY;
  return annotations.find(({ at }) => at >= from && at < until);
}

function valueAt(
  { metric, columns }: ChartSeries,
  at: number | undefined,
  latest: Reading | undefined,
): number | null | undefined {
  return latest?.[metric] ?? (at === undefined ? null : columns.mean[at]);
}

function formerLine(
  words: Words,
  series: ChartSeries,
  time: number | undefined,
  now: number | null | undefined,
): TemplateResult {
  const { value, difference } = formerValue(words, series, time, now);
  return html`<span class="former"><span class="visually-hidden">${words.text(chartMessages, 'former')} </span><bdi>${value}</bdi> (<bdi>${difference}</bdi>)</span>`;
}

function sample(index: number): TemplateResult {
  return html`<svg class="sample" viewBox="0 0 22 8" aria-hidden="true" focusable="false" data-series=${index + 1}>
    ${svg`<path d="M1 4h20" stroke-dasharray=${(DASHES[index] ?? []).join(' ') || nothing}></path>`}
  </svg>`;
}
