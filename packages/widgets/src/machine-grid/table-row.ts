import type { Machine, Metric } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { alertLevel } from '../drawing/alert-level.ts';
import { freshnessText, healthBar } from '../drawing/machine-tile.ts';
import { typeWord } from '../drawing/machine-type.ts';
import { shape } from '../drawing/shapes.ts';
import { statusWord } from '../drawing/status.ts';
import { formatValue, METRIC_ORDER, metricInfo } from '../internal/metrics.ts';
import type { Words } from '../locale/words.ts';
import type { GridSort } from './choices.ts';
import { GRID_COLUMNS, sortWord } from './columns.ts';
import { extrasMessages } from './extras-messages.ts';
import { cellStop, HEADS } from './roving-focus.ts';

/**
 * A machine as a row of cells: the same words as its tile. Written out as one template, because a row is drawn each time
 * that another machine scrolls into it.
 */
export function tableRow(words: Words, machine: Machine, now: number): TemplateResult {
  const { id, name, status, type, healthScore, freshness, latest } = machine;
  const { word, shape: statusShape } = statusWord(words, status);
  const [vibration, temperature, rpm, energy] = METRIC_ORDER.map((metric) => figure(words, machine, metric));
  return html`<div class="machine" part="row" data-status=${status} data-alert=${alertLevel(machine)} data-freshness=${freshness}>
    <div class="cell" role="rowheader" data-stop=${cellStop(id, 0)} aria-colindex="1" tabindex="-1"
      ><span class="status">${shape(statusShape)}</span><span class="name" title=${name}>${name}</span></div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 1)} aria-colindex="2" tabindex="-1"><span class="status-word">${word}</span></div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 2)} aria-colindex="3" tabindex="-1">${type === null ? '–' : typeWord(words, type)}</div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 3)} aria-colindex="4" tabindex="-1">${healthBar(words, healthScore)}</div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 4)} aria-colindex="5" tabindex="-1"><span class="value">${vibration?.value}<span class="unit">${vibration?.unit}</span></span></div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 5)} aria-colindex="6" tabindex="-1"><span class="value">${temperature?.value}<span class="unit">${temperature?.unit}</span></span></div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 6)} aria-colindex="7" tabindex="-1"><span class="value">${rpm?.value}<span class="unit">${rpm?.unit}</span></span></div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 7)} aria-colindex="8" tabindex="-1"><span class="value">${energy?.value}<span class="unit">${energy?.unit}</span></span></div>
    <div class="cell" role="gridcell" data-stop=${cellStop(id, 8)} aria-colindex="9" tabindex="-1">${latest === null ? '–' : freshnessText(words, freshness, latest.timestamp, now)}</div>
  </div>`;
}

/** A measured value and its unit; no unit where there is no value. */
function figure(
  words: Words,
  { latest, metadata }: Machine,
  metric: Metric,
): { value: string; unit: string } {
  const value = latest?.[metric];
  const info = metricInfo(words, metric, metadata, value);
  return { value: formatValue(words, value, info), unit: value === undefined ? '' : ` ${info.unit}` };
}

/** The heads of the columns; each sorts. */
export function columnHeads(words: Words, sort: GridSort, descending: boolean): TemplateResult {
  return html`<div class="columns" role="row" aria-rowindex="1">
    ${GRID_COLUMNS.map(({ sort: own, isFigure }, column) => {
      const isSorted = own === sort;
      const order = descending ? 'descending' : 'ascending';
      return html`<div class=${isFigure ? 'column figure' : 'column'} role="columnheader" data-stop=${cellStop(HEADS, column)}
        data-sort=${own} aria-colindex=${column + 1} aria-sort=${isSorted ? order : 'none'} tabindex="-1"
        ><span class="column-word">${sortWord(words, own)}</span>${isSorted ? shape(descending ? 'down' : 'up') : nothing}</div>`;
    })}
  </div>`;
}

/** What the machines are sorted by, told to screen readers. */
export function sortedText(words: Words, sort: GridSort, descending: boolean): string {
  const key = descending ? 'sortedDescending' : 'sortedAscending';
  return words.text(extrasMessages, key, { column: sortWord(words, sort) });
}
