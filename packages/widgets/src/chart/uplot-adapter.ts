import type uPlot from 'uplot';
import type { Formats } from '../locale/formats.ts';
import { type ChartModel, type ChartStyle, DASHES, NARROW_PX, type Pen } from './chart-model.ts';
import type { UplotClass } from './load-uplot.ts';
import { pointAt } from './point-at.ts';
import { scaleOf } from './scale-of.ts';
import { tickSpace, timeLabels } from './time-axis.ts';
import { axisWidth, drawUnits, unitHeight } from './units.ts';
import { valueRange } from './value-range.ts';
import { zoneDate } from './zone-date.ts';

export interface UplotAdapterOptions {
  /** Where the canvas goes. */
  target: HTMLElement;
  width: number;
  height: number;
  model: ChartModel;
  style: ChartStyle;
  /** Called when the pointer has put the cursor on another point; null when it is on none. */
  onCursor?: ((index: number | null) => void) | undefined;
  /** Epoch ms that the cursor was put on before the canvas was made anew. */
  heldTime?: number | null;
  /** How many times larger than on the screen it is drawn; default 1. */
  scale?: number;
}

/** The one place that knows uPlot. Everything around it speaks of models, styles and indices. */
export class UplotAdapter {
  readonly #plot: uPlot;
  readonly #onCursor: ((index: number | null) => void) | undefined;
  readonly #target: HTMLElement;
  #model: ChartModel;
  #heldTime: number | null;
  #isPlacing = false;

  constructor(uplot: UplotClass, options: UplotAdapterOptions) {
    this.#model = options.model;
    this.#onCursor = options.onCursor;
    this.#target = options.target;
    this.#heldTime = options.heldTime ?? null;
    this.#plot = new uplot(this.#options(uplot, options), dataOf(options.model), options.target);
    // Before uPlot hears of it: from now on the cursor is the pointer's.
    this.#target.addEventListener('mousemove', this.#release, { capture: true });
    this.#hold();
  }

  /** Draws other data of the same metrics. */
  update(model: ChartModel): void {
    this.#model = model;
    this.#plot.setData(dataOf(model), true);
    this.#hold();
  }

  resize(width: number, height: number): void {
    // uPlot would draw the same once more.
    if (width !== this.#plot.width || height !== this.#plot.height) this.#plot.setSize({ width, height });
  }

  /** Epoch ms that the cursor was put on; null while it is the pointer's, or nobody's. */
  get heldTime(): number | null {
    return this.#heldTime;
  }

  /** Puts the cursor on the point of a time and keeps it there until the pointer moves; null takes it away. */
  setCursor(time: number | null): void {
    this.#heldTime = time;
    this.#place();
  }

  /** Where the plot is between its axes, in px of the page. */
  get area(): DOMRect {
    return this.#plot.over.getBoundingClientRect();
  }

  /** Marks what is being chosen, from one x to another in px of the plot; null takes the mark away. */
  select(span: readonly [number, number] | null): void {
    const [left, right] = span ?? [0, 0];
    const { height } = this.#plot.over.getBoundingClientRect();
    this.#plot.setSelect({ left, top: 0, width: right - left, height: span ? height : 0 }, false);
  }

  /** The picture as it is: after `setData` uPlot draws in a microtask. */
  get canvas(): HTMLCanvasElement {
    return this.#plot.ctx.canvas;
  }

  /** uPlot keeps the cursor's place on the screen when it draws anew. One that was put on a point stays with the point. */
  #hold(): void {
    if (this.#heldTime === null) return;
    // uPlot draws in a microtask that was asked for before this one; only then the scale is right.
    queueMicrotask(() => {
      if (this.#heldTime !== null) this.#place();
    });
  }

  #place(): void {
    const index = this.#heldTime === null ? -1 : pointAt(this.#model.times, this.#heldTime);
    const time = this.#model.times[index];
    const left = time === undefined ? -10 : this.#plot.valToPos(time, 'x');
    this.#isPlacing = true;
    this.#plot.setCursor({ left, top: time === undefined ? -10 : 0 });
    this.#isPlacing = false;
  }

  #release = (): void => {
    this.#heldTime = null;
  };

  destroy(): void {
    this.#release();
    this.#target.removeEventListener('mousemove', this.#release, { capture: true });
    this.#plot.destroy();
  }

  #options(
    uplot: UplotClass,
    { width, height, model, style, scale = 1 }: UplotAdapterOptions,
  ): uPlot.Options {
    const pen = (plot: uPlot): Pen => ({ plot, model: this.#model, style, ratio: uplot.pxRatio });
    const units = [...new Set(model.series.map(({ info }) => scaleOf(info.unit)))];
    const isNarrow = width < NARROW_PX * scale;
    return {
      width,
      height,
      ms: 1,
      tzDate: (at) => zoneDate(at, this.#model.zone),
      padding: [unitHeight(style), units.length > 1 ? 4 : 28, 0, 4],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, width: 2 } },
      scales: {
        x: { time: true, range: () => [this.#model.from, this.#model.to] },
        ...Object.fromEntries(
          units.map((unit) => [
            unit,
            {
              range: (_: uPlot, low: number, high: number) =>
                valueRange(unit, ...reachOf(this.#model, unit, low, high), limitsOf(this.#model, unit)),
            },
          ]),
        ),
      },
      axes: [
        {
          stroke: style.quiet,
          font: `${style.fontPx}px ${style.font}`,
          grid: { stroke: style.grid, width: 1 },
          ticks: { stroke: style.grid, width: 1, size: 4 },
          size: style.fontPx * 1.4 + 15,
          space: (plot, _axis, from, to, length) =>
            tickSpace(model.words, to - from, length, from, (text) => textWidth(plot.ctx, style, text)),
          values: (_, ticks, _axis, _space, step) =>
            timeLabels(this.#model.words, ticks, step, this.#model.zone),
        },
        ...units.map(
          (unit, index): uPlot.Axis => ({
            scale: unit,
            side: index % 2 === 0 ? 3 : 1,
            show: !isNarrow || index < 2,
            stroke: style.quiet,
            font: `${style.fontPx}px ${style.font}`,
            size: axisWidth(style),
            gap: 4,
            space: style.fontPx * 3,
            grid: { show: index === 0, stroke: style.grid, width: 1 },
            ticks: { show: false },
            values: (_, ticks, _axis, _space, step) =>
              valueLabels(this.#model.words, ticks, step, factorOf(model, unit)),
          }),
        ),
      ],
      series: [
        {},
        ...model.series.flatMap(({ info }, index) => lineAndBand(scaleOf(info.unit), index, style, scale)),
      ],
      bands: model.series.map((_, index) => ({
        series: [index * 3 + 2, index * 3 + 3] as [number, number],
        fill: translucent(style.series[index] ?? style.text, 0.16),
      })),
      hooks: {
        drawAxes: [(plot) => this.#model.under?.(pen(plot))],
        draw: [
          (plot) => {
            drawUnits(pen(plot), units, isNarrow);
            this.#model.over?.(pen(plot));
          },
        ],
        setCursor: [
          (plot) => {
            if (this.#heldTime === null && !this.#isPlacing) this.#onCursor?.(plot.cursor.idx ?? null);
          },
        ],
      },
    };
  }
}

function limitsOf(model: ChartModel, scale: string): number[] {
  const metrics = model.series.filter(({ info }) => scaleOf(info.unit) === scale).map(({ metric }) => metric);
  return model.thresholds.filter(({ metric }) => metrics.includes(metric)).map(({ value }) => value);
}

function reachOf(
  model: ChartModel,
  scale: string,
  low: number | null,
  high: number | null,
): [low: number | null, high: number | null] {
  return model.reach?.(model, scale, low, high) ?? [low, high];
}

function lineAndBand(scale: string, index: number, style: ChartStyle, weight: number): uPlot.Series[] {
  const stroke = style.series[index] ?? style.text;
  // A peak is one column wide: as a surface alone nobody would see it. Light, so that dashes stay dashes.
  const edge = { scale, stroke: translucent(stroke, 0.26), width: weight, points: { show: false } };
  const dash = (DASHES[index] ?? []).map((length) => length * weight);
  const line = { scale, stroke, width: 1.75 * weight, dash, points: { show: false } };
  return [line, { ...edge }, { ...edge }];
}

function dataOf(model: ChartModel): uPlot.AlignedData {
  const none: null[] = [];
  return [
    model.times,
    // Single readings have no band: its edges would lie on the line.
    ...model.series.flatMap(({ columns: { mean, min, max } }) =>
      min === mean && max === mean ? [mean, none, none] : [mean, max, min],
    ),
  ];
}

/** What stored values of a scale are multiplied by to be in the unit above its axis. */
function factorOf(model: ChartModel, scale: string): number {
  return model.series.find(({ info }) => scaleOf(info.unit) === scale)?.info.factor ?? 1;
}

/** As many digits as the step needs: one more than its size, for steps of a quarter. */
function valueLabels(formats: Formats, ticks: readonly number[], step: number, factor: number): string[] {
  const digits = Math.max(0, 1 - Math.floor(Math.log10(step * factor)));
  return ticks.map((tick) => formats.tick(tick * factor, Math.min(6, digits)));
}

/** Width in CSS px. The canvas' own font is for device pixels, so it is set and put back. */
function textWidth(ctx: CanvasRenderingContext2D, style: ChartStyle, text: string): number {
  ctx.save();
  ctx.font = `${style.fontPx}px ${style.font}`;
  const { width } = ctx.measureText(text);
  ctx.restore();
  return width;
}

function translucent(color: string, alpha: number): string {
  const legacy = /^rgb\((.+,.+)\)$/.exec(color);
  return legacy ? `rgba(${legacy[1]}, ${alpha})` : color.replace(/\)$/, ` / ${alpha})`);
}
