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
import { windowActByKey } from './chart-keys.ts';
import { ChartReader } from './chart-reader.ts';
import { ChartStage } from './chart-stage.ts';
import { chartView } from './chart-view.ts';
import type { Comparison } from './compare.ts';
import { cursorByKey } from './cursor-keys.ts';
import { CursorLink } from './cursor-link.ts';
import { ExtrasLoader } from './extras-loader.ts';
import { loadPlot } from './load-plot.ts';
import { chartMessages } from './messages.ts';
import { parseMetrics } from './metrics-attribute.ts';
import type { ChartReading, ChartSeriesData } from './plain-data.ts';
import { parseRange } from './range-attribute.ts';
import { RangeKeeper } from './range-keeper.ts';
import { chartStyles } from './telemetry-chart.styles.ts';
import { WindowControl } from './window-control.ts';

/** Figures that change faster than this cannot be read; the line moves with every frame. */
const TELL_MS = 250;

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

  /** @internal Brings what draws. */
  loadPlot: typeof loadPlot = loadPlot;

  readonly #view: ViewController = new ViewController(this, ['range', 'cursor', 'machineId'], () =>
    this.#followView(),
  );
  readonly #ranges: RangeKeeper = new RangeKeeper(this, this.#view, () => this.#reader.fallback);
  readonly #reader: ChartReader = new ChartReader(this, this.#view, this.#ranges, () => this.#askForFrame());
  readonly #cursor: CursorLink = new CursorLink(this.#view, () => this.requestUpdate());
  readonly #control: WindowControl = new WindowControl({
    reader: this.#reader,
    ranges: this.#ranges,
    stage: () => this.#stage,
    cursor: () => (this.#index() === null ? null : this.#cursor.time),
    place: (time) => this.#place(time),
    draw: () => this.#askForFrame(),
    onAct: () => this.#announceRange(),
  });
  readonly #extras: ExtrasLoader = new ExtrasLoader(this, {
    name: () => this.#name(),
    acts: () => this.#control.acts,
    act: (act) => this.#control.act(act),
    modelOf: (columns) => this.#reader.build(this.#control.window, columns),
    csv: (signal) => this.#reader.csv(this.#control.window, signal),
    announce: (text) => this.#announce(text),
  });
  #stage: ChartStage | undefined;
  #model: ChartModel | undefined;
  #isStale = false;
  #isNarrow = false;
  #isNotDrawn = false;
  #said = '';
  #frame = 0;
  #toldAt = 0;
  #tellTimer: ReturnType<typeof setTimeout> | undefined;

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
    clearTimeout(this.#tellTimer);
    this.#tellTimer = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#cursor.close();
    this.#extras.close();
    this.#control.close();
    this.#stage?.close();
    this.#stage = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#stage) this.#isNarrow = this.clientWidth > 0 && this.clientWidth < NARROW_PX;
    const isOther = this.#reader.settle(changed.has('data'));
    const isSame = changed.size === 0 && !this.#isStale && !isOther && this.#model?.words === this.words;
    if (!isSame) this.#model = this.#reader.build(this.#control.window);
    this.#isStale = false;
    this.#toldAt = performance.now();
  }

  protected override updated(): void {
    if (!this.isConnected) return;
    const root = this.renderRoot as ShadowRoot;
    this.#stage ??= new ChartStage(root, {
      load: this.loadPlot,
      onReady: ({ Gestures }) => this.#control.listen(root, Gestures),
      onCursor: (index) => this.#cursor.move(index === null ? null : (this.#model?.times[index] ?? null)),
      onFail: () => this.#setNotDrawn(true),
      onWidth: (width) => this.#setNarrow(width < NARROW_PX),
    });
    this.#stage.show(this.#model);
    this.#extras.updated();
  }

  protected override render(): TemplateResult {
    const { words, zone } = this;
    const { current, isChosen, isZoomed } = this.#ranges;
    const limits = this.#reader.extent;
    return chartView(words, {
      name: this.#name(),
      model: this.#model,
      cursor: this.#index(),
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
      isMenuOpen: this.#extras.isOpen,
      menu: this.#extras.menu(),
      below: this.#extras.below(),
      onRange: this.#handleRange,
      onZone: this.#handleZone,
      onAct: (act) => this.#control.act(act),
      onMenu: () => this.#extras.toggle(),
      onRetry: () => this.#reader.restart(),
      onRedraw: () => {
        this.#setNotDrawn(false);
        this.#stage?.retry();
      },
      onNote: (at) => this.#place(at),
      onKeydown: this.#handleKeydown,
      onBlur: () => this.#place(null),
    });
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
    if (this.#frame !== 0 || !this.isConnected) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  /** The line moves on with every frame, the words around it a few times a second. */
  #draw(): void {
    const restMs = TELL_MS - (performance.now() - this.#toldAt);
    const isDrawn = this.#model !== undefined && this.#model.series.length > 0 && this.#reader.isSteady;
    const model = isDrawn && restMs > 0 ? this.#reader.build(this.#control.window) : undefined;
    if (model === undefined || model.series.length === 0 || !this.#stage) {
      this.requestUpdate();
      return;
    }
    this.#isStale = false;
    this.#model = model;
    this.#stage.showNow(model);
    this.#tellTimer ??= setTimeout(() => {
      this.#tellTimer = undefined;
      this.requestUpdate();
    }, restMs);
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

  #handleKeydown = (event: KeyboardEvent): void => {
    const model = this.#model;
    if (!model || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && this.#control.cancel()) return;
    const act = windowActByKey(event);
    if (act !== undefined) {
      event.preventDefault();
      this.#control.act(act);
      return;
    }
    const next = cursorByKey(event.key, this.#index(), model.times.length);
    if (next === undefined) return;
    event.preventDefault();
    this.#place(next === null ? null : (model.times[next] ?? null));
  };
}
