import type { Reading } from '@nexus-mfg/sdk';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { type ChartModel, type ChartSeries, DASHES } from '../chart/chart-model.ts';
import { shape } from '../drawing/shapes.ts';
import { formatValue } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import type { ModelParts } from './build-model.ts';
import { type Comparison, isCompared } from './compare.ts';
import { chartMessages } from './messages.ts';
import { momentOf } from './moments.ts';
import type { FormerPart } from './parts.ts';

/** What the readout tells apart. */
export interface ReadoutState {
  /** Position of the point under the cursor; null for none. */
  cursor: number | null;
  /** The line does not reach to now. */
  isCut: boolean;
  compare: Comparison;
  /** What tells the former period, once it is here. */
  former: FormerPart | undefined;
}

/**
 * The line as it is drawn, its name, and the value at the cursor or the newest one. Serves as the legend too: names at
 * the ends of the lines would lie on them, or on each other.
 */
export function readout(words: Words, model: ChartModel, state: ReadoutState): TemplateResult {
  const { cursor, isCut, compare, former } = state;
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
        ${former?.formerCell(words, series, time, value) ?? nothing}
      </div>`;
    })}
    <div class="item">
      <span class="label">${when}<span role="status">${cut}</span></span>
      <span class="time">${time === undefined ? '–' : momentOf(words, time, model.zone)}</span>
      ${former && isCompared(compare) ? former.formerCaption(words, compare) : nothing}
    </div>
  </div>`;
}

/** One point in words: what is spoken as the cursor moves. */
export function pointText(
  words: Words,
  model: ChartModel,
  index: number,
  { former, marks }: ModelParts,
): string {
  const time = model.times[index];
  if (time === undefined) return words.text(chartMessages, 'noReading');
  const values = model.series.map((series) => {
    const { info, columns } = series;
    const value = columns.mean[index];
    if (value === null || value === undefined)
      return words.text(chartMessages, 'spokenNone', { metric: info.label });
    const told = { metric: info.label, value: formatValue(words, value, info), unit: info.unit };
    return former === undefined
      ? words.text(chartMessages, 'spokenValue', told).trim()
      : former.formerText(words, series, time, value, told);
  });
  const point = words.text(chartMessages, 'spokenPoint', {
    time: momentOf(words, time, model.zone),
    values: words.list(values),
  });
  return marks?.withNote(words, model, index, point) ?? point;
}

/** Last point that any line has. */
export function lastIndex(model: ChartModel): number | undefined {
  for (let index = model.times.length - 1; index >= 0; index -= 1)
    if (model.series.some(({ columns }) => columns.mean[index] !== null)) return index;
  return undefined;
}

function valueAt(
  { metric, columns }: ChartSeries,
  at: number | undefined,
  latest: Reading | undefined,
): number | null | undefined {
  return latest?.[metric] ?? (at === undefined ? null : columns.mean[at]);
}

function sample(index: number): TemplateResult {
  return html`<svg class="sample" viewBox="0 0 22 8" aria-hidden="true" focusable="false" data-series=${index + 1}>
    ${svg`<path d="M1 4h20" stroke-dasharray=${(DASHES[index] ?? []).join(' ') || nothing}></path>`}
  </svg>`;
}
