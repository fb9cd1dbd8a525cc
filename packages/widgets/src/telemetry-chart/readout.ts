import type { Reading } from '@nexus-mfg/sdk';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { type ChartModel, type ChartSeries, DASHES } from '../chart/chart-model.ts';
import type { Column } from '../chart/metric-columns.ts';
import { shape } from '../drawing/shapes.ts';
import { formatValue } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';

/**
 * The line as it is drawn, its name, and the value at the cursor or the newest one. Serves as the legend too: names at
 * the ends of the lines would lie on them, or on each other.
 */
export function readout(
  words: Words,
  model: ChartModel,
  cursor: number | null,
  isCut: boolean,
): TemplateResult {
  const at = cursor ?? lastIndex(model);
  const { latest } = model;
  const isNow = cursor === null && latest !== undefined;
  const time = isNow ? latest.timestamp : at === undefined ? undefined : model.times[at];
  const when = isCut ? nothing : cursor === null ? 'Newest' : 'At cursor';
  return html`<div class="readout" part="readout">
    ${model.series.map(
      (series, index) => html`<div class="item">
        <span class="label">${sample(index)}${series.info.label}</span>
        <span class="value">${valueText(words, series, at, isNow ? latest : undefined)}<span class="unit"> ${series.info.unit}</span></span>
      </div>`,
    )}
    <div class="item">
      <span class="label">${when}<span role="status">${isCut ? html`${shape('offline')}No connection since` : nothing}</span></span>
      <span class="time">${time === undefined ? '–' : words.dateTime(time)}</span>
    </div>
  </div>`;
}

/** One point in words: what is spoken as the cursor moves. */
export function pointText(words: Words, model: ChartModel, index: number): string {
  const time = model.times[index];
  if (time === undefined) return 'No reading';
  const values = model.series.map((series) => {
    const value = series.columns.mean[index];
    return value === null || value === undefined
      ? `${series.info.label} no reading`
      : `${series.info.label} ${formatValue(words, value, series.info)} ${series.info.unit}`;
  });
  return `${words.dateTime(time)}: ${values.join(', ')}`;
}

/** Newest, lowest, mean and highest value of each metric: the chart for people who do not see it. */
export function summaryTable(words: Words, model: ChartModel, caption: string): TemplateResult {
  // The wrapper is hidden, not the table: tables take the width of their content whatever they are told.
  return html`<div class="visually-hidden"><table>
    <caption>${caption}</caption>
    <thead>
      <tr><th scope="col">Metric</th><th scope="col">Newest</th><th scope="col">Lowest</th><th scope="col">Mean</th><th scope="col">Highest</th></tr>
    </thead>
    <tbody>
      ${model.series.map(({ info, columns }) => {
        const cell = (value: number | undefined): TemplateResult =>
          html`<td>${formatValue(words, value, info)} ${info.unit}</td>`;
        return html`<tr>
          <th scope="row">${info.label}</th>
          ${cell(finite(columns.mean).at(-1))} ${cell(extreme(columns.min, Math.min))}
          ${cell(mean(columns.mean))} ${cell(extreme(columns.max, Math.max))}
        </tr>`;
      })}
    </tbody>
  </table></div>`;
}

/** Last point that any line has. */
export function lastIndex(model: ChartModel): number | undefined {
  for (let index = model.times.length - 1; index >= 0; index -= 1)
    if (model.series.some(({ columns }) => columns.mean[index] !== null)) return index;
  return undefined;
}

function valueText(
  words: Words,
  { metric, columns, info }: ChartSeries,
  at: number | undefined,
  latest: Reading | undefined,
): string {
  return formatValue(words, latest?.[metric] ?? (at === undefined ? null : columns.mean[at]), info);
}

function sample(index: number): TemplateResult {
  return html`<svg class="sample" viewBox="0 0 22 8" aria-hidden="true" focusable="false" data-series=${index + 1}>
    ${svg`<path d="M1 4h20" stroke-dasharray=${(DASHES[index] ?? []).join(' ') || nothing}></path>`}
  </svg>`;
}

function finite(column: Column): number[] {
  return column.filter((value) => value !== null);
}

function extreme(column: Column, pick: (a: number, b: number) => number): number | undefined {
  const values = finite(column);
  return values.length === 0 ? undefined : values.reduce(pick);
}

function mean(column: Column): number | undefined {
  const values = finite(column);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
