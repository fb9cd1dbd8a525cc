import { nothing, type TemplateResult } from 'lit';
import { html, type StaticValue } from 'lit/static-html.js';
import type { ChartModel } from '../chart/chart-model.ts';
import { PROBES } from '../chart/style-probe.ts';
import { shape } from '../drawing/shapes.ts';
import { stateView } from '../internal/state-view.ts';
import type { Words } from '../locale/words.ts';
import type { TimeRange } from '../view/view.ts';
import type { ChartParts } from './chart-parts.ts';
import type { ReaderState } from './chart-reader.ts';
import type { Comparison } from './compare.ts';
import { notDrawn, nothingView, notice, partMissing, skeleton } from './covers.ts';
import type { HandsLoader } from './hands-loader.ts';
import { chartMessages } from './messages.ts';
import { lastIndex, pointText, readout } from './readout.ts';
import { summaryTable } from './summary-table.ts';
import { tools } from './tools.ts';
import type { Window } from './window.ts';

/** Everything that is seen of a chart beside its canvas. */
export interface ChartViewState extends ReaderState {
  name: string;
  model: ChartModel | undefined;
  /** Position of the point under the cursor; null for none. */
  cursor: number | null;
  /** Null while nobody has chosen one. */
  range: TimeRange | null;
  zone: string;
  /** Where ranges have to lie; undefined for up to now. */
  limits: Window | undefined;
  compare: Comparison;
  isNarrow: boolean;
  /** What draws the canvas could not be loaded. */
  isNotDrawn: boolean;
  noRanges: boolean;
  isZoomed: boolean;
  /** What was last announced to people who do not see it. */
  said: string;
  /** Tag of the choice of ranges. */
  timeRange: StaticValue;
  parts: ChartParts;
  hands: HandsLoader;
  onRange: (event: Event & { range: TimeRange }) => void;
  onZone: (event: Event & { timeZone: string }) => void;
  /** Asks for the readings again. */
  onRetry: () => void;
  /** Asks for what draws the canvas again. */
  onRedraw: () => void;
  /** Asks for what did not load again. */
  onPart: () => void;
  onNote: (at: number) => void;
  onBlur: () => void;
}

export function chartView(words: Words, view: ChartViewState): TemplateResult {
  const { model, noRanges, trouble, hasSource, hands, parts } = view;
  const hasLine = model !== undefined && model.series.length > 0;
  const hasTools = !trouble && hasSource;
  const figures = model
    ? readout(words, model, { ...view, former: parts.former })
    : html`<div class="readout"></div>`;
  return html`<div class="base" part="base" @pointerenter=${hands.approach} @focusin=${hands.approach}>
    <div class="head">
      ${noRanges ? figures : hasTools ? ranges(view) : html`<div></div>`}
      ${hasTools ? tools(words, view.isZoomed, hands) : nothing}
    </div>
    ${noRanges ? nothing : figures}
    ${notice(words, view.notice, view.onRetry)}
    ${parts.isMissing || hands.hasFailed || view.isMissing ? partMissing(words, view.onPart) : nothing}
    ${plot(words, view)}
    ${model && view.isHourly ? html`<p class="hourly">${shape('clock')}<span>${words.text(chartMessages, 'hourly')}</span></p>` : nothing}
    ${model ? parts.marks?.noteList(words, model, view.onNote) : nothing}
    ${hasLine ? hands.hands?.below() : nothing}
    ${hasLine ? summaryTable(words, model, view.name) : nothing}
    <span class="visually-hidden" role="status">${view.said}</span>
    <div class="probes" aria-hidden="true">${PROBES.map((name) => html`<i data-probe=${name}></i>`)}</div>
  </div>`;
}

function ranges({
  timeRange,
  range,
  zone,
  limits,
  isNarrow,
  onRange,
  onZone,
}: ChartViewState): TemplateResult {
  return html`<${timeRange} class="ranges" unlinked .value=${range} .timeZone=${zone}
    .min=${limits?.from} .max=${limits?.to} .compact=${isNarrow}
    @nexus-range-change=${onRange} @nexus-time-zone-change=${onZone}></${timeRange}>`;
}

function plot(words: Words, view: ChartViewState): TemplateResult {
  const { model, name, cursor, parts, hands, isLoading, onBlur } = view;
  const over = cover(words, view);
  // A slider: screen readers then pass the arrow keys on, and speak the text of each point.
  const at = model === undefined ? undefined : (cursor ?? lastIndex(model));
  return html`<div class="plot" part="plot">
    <div class="stage" tabindex=${over ? nothing : 0} role=${over ? nothing : 'slider'} ?data-loading=${isLoading}
      aria-busy=${isLoading ? 'true' : nothing} aria-hidden=${over ? 'true' : nothing}
      aria-label=${over ? nothing : words.text(chartMessages, 'slider', { name })}
      aria-description=${over ? nothing : words.text(chartMessages, 'keys')}
      aria-valuemin=${over ? nothing : 0} aria-valuemax=${over ? nothing : Math.max(0, (model?.times.length ?? 1) - 1)}
      aria-valuenow=${over ? nothing : (at ?? 0)} aria-valuetext=${over || !model ? nothing : pointText(words, model, at ?? -1, parts)}
      @keydown=${hands} @pointerdown=${hands} @pointermove=${hands} @pointerup=${hands} @pointercancel=${hands}
      @wheel=${hands} @blur=${onBlur}></div>
    ${over ? html`<div class="over">${over}</div>` : nothing}
    ${isLoading ? html`<span class="visually-hidden" role="status">${words.text(chartMessages, 'loading')}</span>` : nothing}
  </div>`;
}

/** What covers the plot while there is no line to see. */
function cover(words: Words, view: ChartViewState): TemplateResult | undefined {
  const { model, trouble, hasSource, isLive, isLoading, isNotDrawn, onRetry, onRedraw } = view;
  if (trouble) return stateView(words, trouble, onRetry);
  if (!hasSource) return nothingView(words, 'noMachineTitle', 'noMachineText');
  if (model === undefined) return skeleton(words);
  if (model.series.length === 0) {
    if (isLoading) return skeleton(words);
    return nothingView(words, 'emptyTitle', isLive ? 'emptyText' : 'emptyPastText');
  }
  return isNotDrawn ? notDrawn(words, onRedraw) : undefined;
}
