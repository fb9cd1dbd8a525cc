import { html, type TemplateResult } from 'lit';
import type { ChartModel } from '../chart/chart-model.ts';
import type { Column } from '../chart/metric-columns.ts';
import { formatValue } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import { chartMessages } from './messages.ts';

/** Newest, lowest, mean and highest value of each metric: the chart for people who do not see it. */
export function summaryTable(words: Words, model: ChartModel, caption: string): TemplateResult {
  const say = (key: 'metric' | 'newest' | 'lowest' | 'mean' | 'highest'): string =>
    words.text(chartMessages, key);
  // The wrapper is hidden, not the table: tables take the width of their content whatever they are told.
  return html`<div class="visually-hidden"><table>
    <caption>${caption}</caption>
    <thead>
      <tr><th scope="col">${say('metric')}</th><th scope="col">${say('newest')}</th><th scope="col">${say('lowest')}</th><th scope="col">${say('mean')}</th><th scope="col">${say('highest')}</th></tr>
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

function finite(column: Column): number[] {
  return column.filter((value) => value !== null);
}

function extreme(column: Column, pick: (a: number, b: number) => number): number | undefined {
  return finite(column).reduce<number | undefined>((a, b) => (a === undefined ? b : pick(a, b)), undefined);
}

function mean(column: Column): number | undefined {
  const values = finite(column);
  return values.length === 0 ? undefined : values.reduce((a, b) => a + b) / values.length;
}
