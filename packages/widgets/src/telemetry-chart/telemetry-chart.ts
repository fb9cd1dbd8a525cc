import type { Metric } from '@nexus-mfg/sdk';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { ChartAnnotation, ChartModel, ChartThreshold } from '../chart/chart-model.ts';
import { NARROW_PX } from '../chart/chart-model.ts';
import { pointAt } from '../chart/point-at.ts';
import { ViewController } from '../controllers/view-controller.ts';
import { baseStyles } from '../internal/base-styles.ts';
import { NexusElement } from '../internal/nexus-element.ts';
import { stateStyles } from '../internal/state-view.ts';
import { rangeText } from '../time-range/range-text.ts';
import { isZone } from '../time-range/zone-time.ts';
import type { TimeRange } from '../view/view.ts';
import { canvasStyles } from './canvas.styles.ts';
import { ChartParts } from './chart-parts.ts';
import { ChartReader } from './chart-reader.ts';
import { ChartStage } from './chart-stage.ts';
import { chartView } from './chart-view.ts';
import type { Comparison } from './compare.ts';
import { CursorLink } from './cursor-link.ts';
import { DrawPace } from './draw-pace.ts';
import type { HandsHost } from './hands-host.ts';
import { HandsLoader } from './hands-loader.ts';
import { loadPlot } from './load-plot.ts';
import { chartMessages } from './messages.ts';
import { parseMetrics } from './metrics-attribute.ts';
import type { ChartReading, ChartSeriesData } from './plain-types.ts';
import { parseRange } from './range-attribute.ts';
import { RangeKeeper } from './range-keeper.ts';
import { chartStyles } from './telemetry-chart.styles.ts';
import type { Window } from './window.ts';

/**
 * @summary A machine's readings over time, live: one to four metrics, each unit with its own axis.
 *
 * A window that ends now moves on; one of the past stands still. Between lowest and highest value of each point lies a
 * band; where there was no reading there is no line. Dragging, pinching, the wheel with control, and plus and minus
 * zoom; shift with a drag or the arrow keys moves the window. Range, cursor and machine are those of the neighbours
 * inside of a `<nexus-provider>`, unless the chart has its own. With `data` it draws without any instance.
 *
 * @fires nexus-range-change - A person chose another time range, zoomed or moved the window.
 * @fires nexus-time-zone-change - A person chose another time zone.
 * @csspart base - The wrapper.
 * @csspart readout - Names and values.
 * @csspart tools - Buttons for zoom and the menu.
 * @csspart menu - What the menu button opens.
 * @csspart plot - The drawing area.
 * @csspart notes - The list of annotations.
 * @csspart table - The values as a table, when a person asked for it.
 * @cssproperty [--chart-height=280px] - Height of the drawing area.
 */
export class NexusTelemetryChart extends NexusElement {
  static readonly baseName: string = 'telemetry-chart';
  static override styles: CSSResultGroup = [baseStyles, stateStyles, chartStyles, canvasStyles];
  static override properties: PropertyDeclarations = {
    machineId: { attribute: 'machine-id' },
    metrics: { converter: { fromAttribute: parseMetrics } },
    range: { converter: { fromAttribute: parseRange } },
    timeZone: { attribute: 'time-zone' },
    compare: {},
    thresholds: { attribute: false },
    annotations: { attribute: false },
    data: { attribute: false },
    label: {},
    noRanges: { type: Boolean, attribute: 'no-ranges' },
    unlinked: { type: Boolean },
  };

  /** Machine to draw. Default empty: the one that the neighbours have selected. */
  declare machineId: string;
  /** Metrics to draw, in order; the first two that the machine has when empty. */
  declare metrics: readonly Metric[];
  /** Window to show: `{ lastMs }` or `{ from, to }` in epoch ms; as attribute `15m`, `8h`, `7d` or two ISO 8601 times with a slash between. Default undefined: what the neighbours look at, else the last hour. */
  declare range: TimeRange | undefined;
  /** IANA name of the zone whose clocks are shown, for example `Europe/Berlin`. Default empty: the browser's. */
  declare timeZone: string;
  /** Former period to compare with: `none` (default), `previous` (as long, just before), `day` or `week` (the same time earlier). */
  declare compare: Comparison;
  /** Limits to draw as dashed lines with a word. */
  declare thresholds: readonly ChartThreshold[];
  /** What happened when: numbered flags, listed under the chart. Times in epoch ms. */
  declare annotations: readonly ChartAnnotation[];
  /** Readings to draw in place of those of a machine; no instance is needed then. A `lastMs` window ends with the newest of them. */
  declare data: ChartSeriesData | undefined;
  /** What `data` is of, for the chart's name. Default empty. */
  declare label: string;
  /** Leaves the choice of range to the page. Default false. */
  declare noRanges: boolean;
  /** Neither follows nor drives what the neighbours look at. Default false. */
  declare unlinked: boolean;

  /** @internal What few charts need, where this one does. */
  readonly parts: ChartParts = new ChartParts(this, () => this.requestUpdate());
  /** @internal Brings what draws. */
  loadPlot: typeof loadPlot = loadPlot;

  readonly #view: ViewController = new ViewController(this, ['range', 'cursor', 'machineId'], () =>
    this.#followView(),
  );
  readonly #ranges: RangeKeeper = new RangeKeeper(this, this.#view, () => this.#reader.fallback);
  readonly #reader: ChartReader = new ChartReader(this, this.#view, this.#ranges, () => this.#askForFrame());
  readonly #pace: DrawPace = new DrawPace({
    drawLine: () => this.#drawLine(),
    drawAll: () => this.requestUpdate(),
  });
  readonly #cursor: CursorLink = new CursorLink(this.#view, () => this.requestUpdate());
  readonly #hands: HandsLoader = new HandsLoader(this.#handsHost());
  #stage: ChartStage | undefined;
  #model: ChartModel | undefined;
  #isStale = false;
  #isNarrow = false;
  #isNotDrawn = false;
  /** Shown for as long as a gesture lasts. */
  #preview: Window | null = null;
  #said = '';

  constructor() {
    super();
    this.machineId = '';
    this.metrics = [];
    this.range = undefined;
    this.timeZone = '';
    this.compare = 'none';
    this.thresholds = [];
    this.annotations = [];
    this.data = undefined;
    this.label = '';
    this.noRanges = false;
    this.unlinked = false;
  }

  /** Adds readings to `data`. Of older ones it keeps those of the last `keepMs` before the newest; default all. */
  addReadings(
    readings: ChartReading | readonly ChartReading[],
    keepMs: number = Number.POSITIVE_INFINITY,
  ): void {
    this.#reader.append(Array.isArray(readings) ? readings : [readings], keepMs);
  }

  /** @internal The zone that times are told in: the page's choice where this browser knows it, else its own. */
  get zone(): string {
    return isZone(this.timeZone) ? this.timeZone : '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pace.close();
    this.parts.close();
    this.#cursor.close();
    this.#hands.close();
    this.#preview = null;
    this.#stage?.close();
    this.#stage = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#stage) this.#isNarrow = this.clientWidth > 0 && this.clientWidth < NARROW_PX;
    const isOther = this.#reader.settle(changed.has('data'));
    const hasOtherParts = this.parts.settle();
    const isOld = changed.size > 0 || this.#isStale || isOther || hasOtherParts;
    if (isOld || this.#model?.words !== this.words) this.#model = this.#reader.build(this.#window);
    this.#isStale = false;
    this.#pace.told();
  }

  protected override updated(): void {
    if (!this.isConnected) return;
    const root = this.renderRoot as ShadowRoot;
    this.#stage ??= new ChartStage(root, {
      load: this.loadPlot,
      onCursor: (index) => this.#cursor.move(index === null ? null : (this.#model?.times[index] ?? null)),
      onFail: () => this.#setNotDrawn(true),
      onWidth: (width) => this.#setNarrow(width < NARROW_PX),
    });
    this.#stage.show(this.#model);
    this.#hands.hands?.updated();
  }

  protected override render(): TemplateResult {
    const { words, zone } = this;
    const { current, isChosen, isZoomed } = this.#ranges;
    const limits = this.#reader.extent;
    return chartView(words, {
      name: this.#name(),
      model: this.#model,
      cursor: this.#index(),
      parts: this.parts,
      range: isChosen ? current : null,
      zone,
      limits,
      compare: this.compare,
      ...this.#reader.state,
      isNarrow: this.#isNarrow,
      isNotDrawn: this.#isNotDrawn,
      noRanges: this.noRanges,
      isZoomed,
      said: this.#said,
      timeRange: this.tag('time-range'),
      hands: this.#hands,
      onRange: this.#handleRange,
      onZone: this.#handleZone,
      onRetry: () => this.#reader.restart(),
      onRedraw: () => {
        this.#setNotDrawn(false);
        this.#stage?.retry();
      },
      onPart: this.#retryParts,
      onNote: (at) => this.#place(at),
      onBlur: () => this.#place(null),
    });
  }

  /** What is shown now, epoch ms. */
  get #window(): Window {
    return this.#preview ?? this.#reader.window;
  }

  /** Position of the point under the cursor in what is drawn. */
  #index(): number | null {
    const { time } = this.#cursor;
    if (time === null || this.#model === undefined) return null;
    const index = pointAt(this.#model.times, time);
    return index === -1 || time > this.#model.to ? null : index;
  }

  #name(): string {
    const metrics = this.words.list(this.#model?.series.map(({ info }) => info.label) ?? []);
    const machine = this.#reader.machineName;
    return this.words.text(chartMessages, machine ? 'nameOf' : 'nameAlone', {
      metrics: metrics || this.words.text(chartMessages, 'readings'),
      machine,
      range: rangeText(this.words, this.#ranges.current, this.zone),
    });
  }

  #askForFrame(): void {
    this.#isStale = true;
    if (this.isConnected) this.#pace.ask();
  }

  #drawLine(): boolean {
    if (!this.#stage || !this.#model?.series.length || !this.#reader.isSteady) return false;
    const model = this.#reader.build(this.#window);
    if (!model?.series.length) return false;
    this.#isStale = false;
    this.#model = model;
    this.#stage.showNow(model);
    return true;
  }

  #followView(): void {
    if (this.#cursor.follow()) this.#stage?.setCursor(this.#cursor.time);
    this.requestUpdate();
  }

  #announceRange(): void {
    const range = rangeText(this.words, this.#ranges.current, this.zone);
    this.#announce(this.words.text(chartMessages, 'shown', { range }));
  }

  #announce(text: string): void {
    this.#said = text;
    this.requestUpdate();
  }

  #setNotDrawn(isNotDrawn: boolean): void {
    this.#isNotDrawn = isNotDrawn;
    this.requestUpdate();
  }

  #setNarrow(isNarrow: boolean): void {
    if (isNarrow === this.#isNarrow) return;
    this.#isNarrow = isNarrow;
    this.requestUpdate();
  }

  /** Puts the cursor on a time and keeps it there until the pointer moves. */
  #place(time: number | null): void {
    this.#stage?.setCursor(time);
    this.#cursor.move(time);
  }

  #handleRange = (event: Event & { range: TimeRange }): void => {
    // What the chart does with it is told by the chart.
    event.stopPropagation();
    this.#ranges.choose(event.range);
    this.#announceRange();
  };

  #handleZone = (event: Event & { timeZone: string }): void => {
    this.timeZone = event.timeZone;
  };

  #retryParts = (): void => {
    this.parts.retry();
    this.#reader.restart();
    this.#hands.retry();
    this.#askForFrame();
  };

  #handsHost(): HandsHost {
    const chart = this;
    return {
      element: chart,
      reader: chart.#reader,
      ranges: chart.#ranges,
      get stage() {
        return chart.#stage;
      },
      get model() {
        return chart.#model;
      },
      get name() {
        return chart.#name();
      },
      get cursor() {
        return chart.#index();
      },
      get window() {
        return chart.#window;
      },
      place: (time) => chart.#place(time),
      preview: (window) => {
        chart.#preview = window;
        chart.#askForFrame();
      },
      announceRange: () => chart.#announceRange(),
      announce: (text) => chart.#announce(text),
    };
  }
}
