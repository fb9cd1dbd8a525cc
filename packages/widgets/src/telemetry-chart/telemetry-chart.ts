import type { Metric } from '@nexus-mfg/sdk';
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { ChartModel, ChartThreshold } from '../chart/chart-model.ts';
import { pointAt } from '../chart/point-at.ts';
import { PROBES } from '../chart/style-probe.ts';
import { LiveController } from '../controllers/live-controller.ts';
import { NexusRangeChangeEvent } from '../events/range-change.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { METRIC_ORDER } from '../internal/metrics.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles, stateView } from '../internal/state-view.ts';
import { buildModel } from './build-model.ts';
import { canvasStyles } from './canvas.styles.ts';
import { ChartStage } from './chart-stage.ts';
import { cursorByKey } from './cursor-keys.ts';
import { parseMetrics } from './metrics-attribute.ts';
import { RANGE_PRESETS, rangeName } from './ranges.ts';
import { lastIndex, pointText, readout, summaryTable } from './readout.ts';
import { type ChartData, seriesSource } from './series-source.ts';
import { chartStyles } from './telemetry-chart.styles.ts';

const SECOND_MS = 1_000;

/**
 * @summary A machine's readings over time, live: one to four metrics, each unit with its own axis.
 *
 * The window ends now and moves on. Between lowest and highest value of each point lies a band; where there was no
 * reading there is no line. The cursor moves by pointer or by arrow keys.
 *
 * @fires nexus-range-change - A person chose another time range.
 * @csspart base - The wrapper.
 * @csspart readout - Names and values.
 * @csspart plot - The drawing area.
 * @cssproperty [--chart-height=280px] - Height of the drawing area.
 */
export class NexusTelemetryChart extends NexusElement {
  static readonly baseName: string = 'telemetry-chart';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, chartStyles, canvasStyles];
  static override properties: PropertyDeclarations = {
    machineId: { attribute: 'machine-id' },
    metrics: { converter: { fromAttribute: parseMetrics } },
    rangeMs: { type: Number, attribute: 'range-ms' },
    thresholds: { attribute: false },
    noRanges: { type: Boolean, attribute: 'no-ranges' },
  };

  /** Machine to draw; empty for none. */
  declare machineId: string;
  /** Metrics to draw, in order; the first two that the machine has when empty. */
  declare metrics: readonly Metric[];
  /** Length of the window that ends now, in ms. Default one hour. */
  declare rangeMs: number;
  /** Limits to draw as dashed lines with a word. */
  declare thresholds: readonly ChartThreshold[];
  /** Leaves the choice of range to the page. */
  declare noRanges: boolean;

  readonly #live = new LiveController<ChartData>(this, {
    source: seriesSource(
      () =>
        this.machineId === ''
          ? undefined
          : {
              machineId: this.machineId,
              metrics: this.metrics.length > 0 ? this.metrics : METRIC_ORDER,
              rangeMs: this.rangeMs,
              maxPoints: Math.round(Math.min(2_000, Math.max(200, this.clientWidth || 600))),
            },
      () => this.#askForFrame(),
    ),
  });
  #stage: ChartStage | undefined;
  #model: ChartModel | undefined;
  #cursor: number | null = null;
  #frame = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.machineId = '';
    this.metrics = [];
    this.rangeMs = 3_600_000;
    this.thresholds = [];
    this.noRanges = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
    this.#startClock();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#stage?.close();
    this.#stage = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('machineId') || changed.has('metrics') || changed.has('rangeMs');
    if (isOther && this.hasUpdated) {
      this.#cursor = null;
      this.#live.restart();
      this.#startClock();
    }
    const data = this.#live.value;
    const isShown = data !== undefined && this.machineId !== '';
    const before = this.#model;
    this.#model = isShown ? buildModel(this.words, data, this, Date.now()) : undefined;
    this.#cursor = sameReading(this.#cursor, before, this.#model);
  }

  protected override updated(): void {
    if (!this.isConnected) return;
    this.#stage ??= new ChartStage(this.renderRoot as ShadowRoot, this.#handleCursor);
    this.#stage.show(this.#model);
  }

  protected override render(): TemplateResult {
    const model = this.#model;
    const { trouble } = this.#live;
    const isEmpty = model !== undefined && model.series.length === 0;
    return html`<div class="base" part="base">
      <div class="head">
        ${model ? readout(this.words, model, this.#cursor, this.#isCut) : html`<div class="readout"></div>`}
        ${this.noRanges || trouble || !this.machineId ? nothing : this.#ranges()}
      </div>
      ${this.#plot(model, isEmpty)}
      ${model && !isEmpty ? summaryTable(this.words, model, this.#name()) : nothing}
      <div class="probes" aria-hidden="true">${PROBES.map((name) => html`<i data-probe=${name}></i>`)}</div>
    </div>`;
  }

  #plot(model: ChartModel | undefined, isEmpty: boolean): TemplateResult {
    const over = this.#over(model, isEmpty);
    // A slider: screen readers then pass the arrow keys on, and speak the text of each point.
    const at = model === undefined ? undefined : (this.#cursor ?? lastIndex(model));
    return html`<div class="plot" part="plot">
      <div class="stage" tabindex=${over ? nothing : 0} role=${over ? nothing : 'slider'}
        aria-label=${over ? nothing : `${this.#name()}, reading`} aria-hidden=${over ? 'true' : nothing}
        aria-valuemin=${over ? nothing : 0} aria-valuemax=${over ? nothing : Math.max(0, (model?.times.length ?? 1) - 1)}
        aria-valuenow=${over ? nothing : (at ?? 0)} aria-valuetext=${over || !model ? nothing : pointText(this.words, model, at ?? -1)}
        @keydown=${this.#handleKeydown} @blur=${this.#handleBlur}></div>
      ${over ? html`<div class="over">${over}</div>` : nothing}
    </div>`;
  }

  /** What covers the plot while there is no line to see. */
  #over(model: ChartModel | undefined, isEmpty: boolean): TemplateResult | undefined {
    const { trouble } = this.#live;
    if (trouble) return stateView(this.words, trouble, () => this.#live.restart());
    if (this.machineId === '')
      return stateView(this.words, {
        kind: 'empty',
        title: 'No machine selected',
        text: 'Choose a machine to see its readings.',
        retry: false,
      });
    if (model === undefined)
      return html`<div class="skeleton bones" role="status" aria-busy="true">
        <span class="visually-hidden">Readings are loading</span>
        ${[0, 1, 2, 3, 4].map(() => html`<div class="bone"></div>`)}
      </div>`;
    if (isEmpty)
      return stateView(this.words, {
        kind: 'empty',
        title: 'No readings in this time',
        text: 'Choose a longer range, or wait: a new reading appears by itself.',
        retry: false,
      });
    return undefined;
  }

  #ranges(): TemplateResult {
    return html`<div class="ranges" role="group" aria-label="Time range">
      ${RANGE_PRESETS.map(
        ({ rangeMs, label }) => html`<button class="range" type="button"
          aria-pressed=${rangeMs === this.rangeMs ? 'true' : 'false'} @click=${() => this.#chooseRange(rangeMs)}><span class="visually-hidden">Last </span>${label}</button>`,
      )}
    </div>`;
  }

  /** The line does not reach to now. */
  get #isCut(): boolean {
    const state = this.#live.nexus?.connection.value.state;
    return state === 'offline' || state === 'reconnecting';
  }

  #name(): string {
    const machine = this.#live.value?.machine.name ?? '';
    const labels = this.#model?.series.map(({ info }) => info.label) ?? [];
    return `${labels.join(', ') || 'Readings'}${machine ? ` of ${machine}` : ''}, ${rangeName(this.rangeMs).toLowerCase()}`;
  }

  #askForFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.requestUpdate();
    });
  }

  /** The window moves on by about a pixel at a time, also while the machine is silent. */
  #startClock(): void {
    clearInterval(this.#timer);
    const step = Math.min(30 * SECOND_MS, Math.max(SECOND_MS, this.rangeMs / 1_000));
    this.#timer = setInterval(() => this.#askForFrame(), step);
  }

  #chooseRange(rangeMs: number): void {
    if (rangeMs === this.rangeMs) return;
    this.rangeMs = rangeMs;
    this.dispatchEvent(new NexusRangeChangeEvent({ lastMs: rangeMs }));
  }

  #handleCursor = (index: number | null): void => {
    if (index === this.#cursor) return;
    this.#cursor = index;
    this.requestUpdate();
  };

  #handleKeydown = (event: KeyboardEvent): void => {
    const model = this.#model;
    if (!model || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = cursorByKey(event.key, this.#cursor, model.times.length);
    if (next === undefined) return;
    event.preventDefault();
    this.#stage?.setCursor(next);
    this.#handleCursor(next);
  };

  #handleBlur = (): void => {
    this.#stage?.setCursor(null);
    this.#handleCursor(null);
  };
}

/** Where the reading under the cursor is now: what is read out must not change because the window moved on. */
function sameReading(
  cursor: number | null,
  before: ChartModel | undefined,
  now: ChartModel | undefined,
): number | null {
  const time = cursor === null ? undefined : before?.times[cursor];
  if (time === undefined || now === undefined) return null;
  const index = pointAt(now.times, time);
  return index === -1 ? null : index;
}
