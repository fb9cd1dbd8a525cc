import type { Metric, Nexus } from '@nexus-mfg/sdk';
import type { ReactiveController } from 'lit';
import type { ChartAnnotation, ChartModel, ChartThreshold } from '../chart/chart-model.ts';
import { LiveController } from '../controllers/live-controller.ts';
import type { ViewController } from '../controllers/view-controller.ts';
import type { Trouble } from '../internal/error-info.ts';
import { METRIC_ORDER } from '../internal/metrics.ts';
import type { NexusElement } from '../internal/nexus-element.ts';
import type { TimeRange } from '../view/view.ts';
import { buildModel, type DrawnData, type ModelParts, newestOf } from './build-model.ts';
import { type Comparison, formerDistance } from './compare.ts';
import { chartTrouble, leavesLine } from './covers.ts';
import { plainPart } from './parts.ts';
import type { PlainData } from './plain-data.ts';
import type { ChartReading, ChartSeriesData } from './plain-types.ts';
import type { RangeKeeper } from './range-keeper.ts';
import { type ChartData, type SeriesRequest, seriesSource } from './series-source.ts';
import { type Window, windowOf } from './window.ts';

const SECOND_MS = 1_000;
/** Fewest and most points that are asked for, whatever the width. */
const POINTS = [200, 2_000] as const;
/** Wider buckets than this are made from roll-ups even where single readings are kept. */
const ROLLUP_BUCKET_MS = 1_800_000;

/** What the readings depend on. */
export interface ReaderHost extends NexusElement {
  readonly machineId: string;
  readonly metrics: readonly Metric[];
  readonly compare: Comparison;
  readonly thresholds: readonly ChartThreshold[];
  readonly annotations: readonly ChartAnnotation[];
  readonly zone: string;
  readonly data: ChartSeriesData | undefined;
  readonly label: string;
  readonly parts: ModelParts;
}

/** How it stands with the readings. */
export interface ReaderState {
  /** Covers the plot. */
  trouble: Trouble | undefined;
  /** Stands over a line that is known from before. */
  notice: Trouble | undefined;
  /** What is drawn is not what was asked for: that is on its way. */
  isLoading: boolean;
  /** The line does not reach to now. */
  isCut: boolean;
  /** There is something to draw the readings of. */
  hasSource: boolean;
  isLive: boolean;
  /** Hours stand where the plan no longer keeps single readings. */
  isHourly: boolean;
  /** What holds a page's own readings did not load. */
  isMissing: boolean;
}

/**
 * The readings that a chart draws: of a machine, or the page's own. While another range is on its way, and where the
 * network takes it away, the line that is known stays.
 */
export class ChartReader implements ReactiveController {
  readonly #host: ReaderHost;
  readonly #view: ViewController;
  readonly #ranges: RangeKeeper;
  readonly #onData: () => void;
  readonly #live: LiveController<ChartData>;
  #plain: PlainData | undefined;
  /** The page's own readings, until what holds them is here. */
  #given: ChartSeriesData | undefined;
  /** What they were made of. */
  #source: ChartSeriesData | undefined;
  /** What was added to them meanwhile. */
  #added: [readings: readonly ChartReading[], keepMs: number][] = [];
  /** The last line of the same machine, metrics and person. */
  #kept: { of: string; nexus: Nexus | undefined; data: ChartData } | undefined;
  #settled: ChartData | undefined;
  #asked = '';
  #error: unknown;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReaderHost, view: ViewController, ranges: RangeKeeper, onData: () => void) {
    this.#host = host;
    this.#view = view;
    this.#ranges = ranges;
    this.#onData = onData;
    const source = seriesSource(
      () => this.#request(),
      () => host.requestUpdate(),
    );
    this.#live = new LiveController<ChartData>(host, {
      source: (nexus, next, fail) => {
        this.#error = undefined;
        return source(nexus, next, (error) => {
          this.#error = error;
          fail(error);
        });
      },
      onValue: (data) => {
        if (data === undefined) host.requestUpdate();
        else {
          this.#kept = { of: this.#identity, nexus: this.#live.nexus, data };
          onData();
        }
      },
    });
    host.addController(this);
  }

  /** Takes over what the host wishes now. Says whether that is something else than before. */
  settle(isOtherData: boolean): boolean {
    if (isOtherData && this.#host.data !== this.#source) this.#give(this.#host.data);
    const asked = JSON.stringify([this.#request() ?? null, this.isPlain]);
    if (asked === this.#asked) return this.#isOtherLine();
    const isFirst = this.#asked === '';
    this.#asked = asked;
    // The first one is asked for as the instance is found.
    if (!isFirst || this.#live.value === undefined) this.#live.restart();
    this.#startClock();
    return true;
  }

  restart(): void {
    plainPart.retry();
    this.#hold();
    this.#live.restart();
  }

  #isOtherLine(): boolean {
    const before = this.#settled;
    this.#settled = this.#shown;
    return this.#settled !== before;
  }

  append(readings: readonly ChartReading[], keepMs: number): void {
    this.#added.push([readings, keepMs]);
    if (!this.isPlain) this.#give(this.#host.data ?? { times: new Float64Array(), metrics: {} });
    this.#hold();
  }

  /** The readings are the page's own. */
  get isPlain(): boolean {
    return this.#plain !== undefined || this.#given !== undefined;
  }

  #give(data: ChartSeriesData | undefined): void {
    this.#source = data;
    this.#plain = undefined;
    this.#given = data;
    if (data === undefined) this.#added = [];
    this.#hold();
  }

  /** Takes what the page gave, where what holds it is here. */
  #hold(): void {
    if (this.#given !== undefined) {
      const part = plainPart.get(this.#handlePart);
      if (part === undefined) return;
      this.#plain = new part.PlainData(this.#given);
      this.#given = undefined;
    }
    for (const [readings, keepMs] of this.#added.splice(0))
      this.#plain?.append(readings, keepMs, this.#onData);
  }

  #handlePart = (): void => {
    this.#hold();
    this.#onData();
  };

  hostConnected(): void {
    this.#startClock();
    this.#hold();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    plainPart.forget(this.#handlePart);
    this.#kept = undefined;
  }

  /** What plain data is shown in while nobody has chosen a range: all of it. */
  get fallback(): TimeRange | undefined {
    const extent = this.extent;
    return extent && { lastMs: Math.max(SECOND_MS, extent.to - extent.from) };
  }

  /** From the first to the last of the page's own readings. */
  get extent(): Window | undefined {
    return this.#plain?.extent;
  }

  /** The newest that there can be, epoch ms. */
  get end(): number {
    if (this.#plain !== undefined) return this.#plain.extent.to;
    const { value } = this.#live;
    return Math.max(Date.now(), value === undefined ? 0 : newestOf(value));
  }

  /** What is shown now, epoch ms. */
  get window(): Window {
    return windowOf(this.#ranges.current, this.end);
  }

  get machineName(): string {
    return this.isPlain ? this.#host.label : (this.#shown?.machine.name ?? '');
  }

  /** Something is known to draw. */
  get hasLine(): boolean {
    return this.#plain !== undefined || (this.#shown !== undefined && this.machineId !== '');
  }

  /** A line is there, and it is the one that was asked for. */
  get isSteady(): boolean {
    return this.#plain !== undefined || this.#live.value !== undefined;
  }

  get state(): ReaderState {
    const { isPlain } = this;
    const isLive = 'lastMs' in this.#ranges.current;
    const { trouble } = this.#live;
    const hasSource = isPlain || this.machineId !== '';
    const told = isPlain || !trouble ? undefined : chartTrouble(this.#host.words, trouble, this.#error);
    const hasLine = !isPlain && this.hasLine;
    const connection = this.#live.nexus?.connection.value.state;
    return {
      trouble: hasLine ? undefined : told,
      notice: hasLine ? told : undefined,
      isLoading: !this.isSteady && hasLine && told === undefined,
      isCut: !isPlain && isLive && (connection === 'offline' || connection === 'reconnecting'),
      hasSource,
      isLive,
      isHourly: !isPlain && this.#isHourly,
      isMissing: this.#given !== undefined && plainPart.hasFailed,
    };
  }

  /** What is drawn of the readings in a window. */
  build(window: Window, columns?: number): ChartModel | undefined {
    const data: DrawnData | undefined = this.#plain?.drawn(this.#columns) ?? this.#shown;
    if (data === undefined || !this.hasLine) return undefined;
    const { words, metrics, thresholds, annotations, zone, parts } = this.#host;
    const wish = { metrics, thresholds, annotations, zone, formerMs: this.#formerMs };
    return buildModel(words, columns === undefined ? data : { ...data, columns }, wish, window, parts);
  }

  /** The page's own readings. */
  get plain(): PlainData | undefined {
    return this.#plain;
  }

  /** The instance that the others are read from. */
  get nexus(): Nexus | undefined {
    return this.#live.nexus;
  }

  /** Whose readings; empty for nobody's. */
  get machineId(): string {
    return this.#host.machineId || (this.#view.state?.machineId ?? '');
  }

  /** What is asked for. */
  get metrics(): readonly Metric[] {
    return this.#host.metrics.length > 0 ? this.#host.metrics : METRIC_ORDER;
  }

  /** About one a pixel. */
  get #columns(): number {
    const [fewest, most] = POINTS;
    return Math.round(Math.min(most, Math.max(fewest, this.#host.clientWidth || 600)));
  }

  get #formerMs(): number {
    const { from, to } = this.window;
    return formerDistance(this.#host.compare, to - from);
  }

  get #identity(): string {
    return `${this.machineId} ${this.metrics.join()}`;
  }

  #request(): SeriesRequest | undefined {
    const machineId = this.machineId;
    if (machineId === '' || this.#host.data !== undefined) return undefined;
    const range = this.#ranges.current;
    const length = 'lastMs' in range ? range.lastMs : range.to - range.from;
    const formerMs = formerDistance(this.#host.compare, length);
    return { machineId, metrics: this.metrics, range, maxPoints: this.#columns, formerMs };
  }

  /** What is known of the machine, also while another range of it is on its way. */
  get #shown(): ChartData | undefined {
    if (this.#live.value !== undefined) return this.#live.value;
    const { trouble, nexus } = this.#live;
    if (trouble !== undefined && !leavesLine(trouble)) this.#kept = undefined;
    const isSame = this.#kept?.of === this.#identity && this.#kept.nexus === nexus;
    return isSame ? this.#kept?.data : undefined;
  }

  get #isHourly(): boolean {
    const data = this.#live.value;
    const { from, to } = this.window;
    return data?.series.source === 'rollup' && to - from < data.columns * ROLLUP_BUCKET_MS;
  }

  /** The window moves on by about a pixel at a time, also while the machine is silent. */
  #startClock(): void {
    clearInterval(this.#timer);
    const range = this.#ranges.current;
    if (!this.#host.isConnected || this.isPlain || !('lastMs' in range)) return;
    const step = Math.min(30 * SECOND_MS, Math.max(SECOND_MS, range.lastMs / 1_000));
    this.#timer = setInterval(this.#onData, step);
  }
}
