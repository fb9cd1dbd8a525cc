import { html, nothing, type TemplateResult } from 'lit';
import type { ChartModel, ChartSeries } from '../chart/chart-model.ts';
import { formatValue } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import { chartMessages } from './messages.ts';
import { momentOf } from './moments.ts';
import { notesIn } from './note-list.ts';
import { menuMessages } from './part-messages.ts';

/** What is drawn as lines of a table: time, then lowest, mean and highest of each metric, then what was noted. */
export function tableView(words: Words, model: ChartModel, title: string): TemplateResult {
  const say = (key: 'lowest' | 'mean' | 'highest'): string => words.text(chartMessages, key);
  const name = (key: 'time' | 'note' | 'showTable'): string => words.text(menuMessages, key);
  const notes = notesIn(model);
  const rows = rowsOf(model);
  const caption = words.text(menuMessages, 'tableCaption', {
    name: title,
    step: words.duration(stepOf(model)),
  });
  return html`<div class="table" part="table" role="region" tabindex="0" aria-label=${name('showTable')}>
    <table>
      <caption>${caption}</caption>
      <thead>
        <tr>
          <th scope="col" rowspan="2">${name('time')}</th>
          ${model.series.map(({ info }) => html`<th scope="colgroup" colspan="3">${info.label}${info.unit ? html` <span class="unit">${info.unit}</span>` : nothing}</th>`)}
          ${notes.length > 0 ? html`<th scope="col" rowspan="2">${name('note')}</th>` : nothing}
        </tr>
        <tr>${model.series.map(() => (['lowest', 'mean', 'highest'] as const).map((key) => html`<th scope="col">${say(key)}</th>`))}</tr>
      </thead>
      <tbody>
        ${rows.map(({ index, from, until }) => {
          const noted = notes.filter(({ at }) => at >= from && at < until);
          return html`<tr>
            <th scope="row">${momentOf(words, model.times[index] ?? 0, model.zone)}</th>
            ${model.series.map((series) => cells(words, series, index))}
            ${notes.length > 0 ? html`<td class="note-cell">${noted.map(({ number, text }) => html`<span class="flag">${number}</span> ${text} `)}</td>` : nothing}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

/** Points that have a value, each until the next one. The first and last take what lies before and behind them. */
function rowsOf(model: ChartModel): { index: number; from: number; until: number }[] {
  const indices = [...model.times.keys()].filter((index) =>
    model.series.some(({ columns }) => columns.mean[index] !== null),
  );
  const time = (index: number | undefined): number | undefined =>
    index === undefined ? undefined : model.times[index];
  return indices.map((index, row) => ({
    index,
    from: row === 0 ? Number.NEGATIVE_INFINITY : (time(index) ?? 0),
    until: time(indices[row + 1]) ?? Number.POSITIVE_INFINITY,
  }));
}

function cells(words: Words, { columns, info }: ChartSeries, index: number): TemplateResult[] {
  return [columns.min, columns.mean, columns.max].map(
    (column) => html`<td>${formatValue(words, column[index], info)}</td>`,
  );
}

function stepOf({ times, from, to }: ChartModel): number {
  return (to - from) / Math.max(1, times.length);
}
