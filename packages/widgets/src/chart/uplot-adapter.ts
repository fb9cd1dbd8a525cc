import type uPlot from 'uplot';
import type { Formats } from '../locale/formats.ts';
import { axisWidth, drawThresholds, drawUnits, type Pen, unitHeight } from './annotations.ts';
import { type ChartModel, type ChartStyle, DASHES, NARROW_PX } from './chart-model.ts';
import type { UplotClass } from './load-uplot.ts';
import { pointAt } from './point-at.ts';
import { tickSpace, timeLabels } from './time-axis.ts';
import { valueRange } from './value-range.ts';

export interface UplotAdapterOptions {
  /** Where the canvas goes. */
  target: HTMLElement;
  width: number;
  height: number;
  model: ChartModel;
  style: ChartStyle;
  /** Called when the cursor is on another point; null when it is on none. */
  onCursor: (index: number | null) => void;
  /** Epoch ms of a point that keys had put the cursor on before the canvas was made anew. */
  heldTime?: number | null;
}

/** The one place that knows uPlot. Everything around it speaks of models, styles and indices. */
export class UplotAdapter {
  readonly #plot: uPlot;
  readonly #onCursor: (index: number | null) => void;
  readonly #target: HTMLElement;
  #model: ChartModel;
  #heldTime: number | null;

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
    this.#plot.setSize({ width, height });
  }

  /** Epoch ms of the point that keys put the cursor on; null while it is the pointer's, or nobody's. */
  get heldTime(): number | null {
    return this.#heldTime;
  }

  /** Puts the cursor on a point and keeps it there until the pointer moves, or takes it away. */
  setCursor(index: number | null): void {
    this.#heldTime = (index === null ? undefined : this.#model.times[index]) ?? null;
    this.#place(this.#heldTime);
  }

  /** uPlot keeps the cursor's place on the screen when it draws anew. One that keys put on a point stays with the point. */
  #hold(): void {
    if (this.#heldTime === null) return;
    // uPlot draws in a microtask that was asked for before this one; only then the scale is right.
    queueMicrotask(() => {
      if (this.#heldTime === null) return;
      const index = pointAt(this.#model.times, this.#heldTime);
      if (index === -1) this.#heldTime = null;
      this.#place(this.#model.times[index] ?? null);
      this.#onCursor(index === -1 ? null : index);
    });
  }

  #place(time: number | null): void {
    const left = time === null ? -10 : this.#plot.valToPos(time, 'x');
    this.#plot.setCursor({ left, top: time === null ? -10 : 0 });
  }

  #release = (): void => {
    this.#heldTime = null;
  };

  destroy(): void {
    this.#release();
    this.#target.removeEventListener('mousemove', this.#release, { capture: true });
    this.#plot.destroy();
  }

  #options(uplot: UplotClass, { width, height, model, style }: UplotAdapterOptions): uPlot.Options {
    const pen = (): Pen => ({ plot: this.#plot, model: this.#model, style, ratio: uplot.pxRatio });
    const units = [...new Set(model.series.map(({ info }) => scaleOf(info.unit)))];
    const isNarrow = width < NARROW_PX;
    return {
      width,
      height,
      ms: 1,
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
                valueRange(unit, low, high, limitsOf(this.#model, unit)),
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
          values: (_, ticks, _axis, _space, step) => timeLabels(this.#model.words, ticks, step),
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
        ...model.series.flatMap(({ info }, index) => lineAndBand(scaleOf(info.unit), index, style)),
      ],
      bands: model.series.map((_, index) => ({
        series: [index * 3 + 2, index * 3 + 3] as [number, number],
        fill: translucent(style.series[index] ?? style.text, 0.16),
      })),
      hooks: {
        draw: [
          () => {
            drawUnits(pen(), units, isNarrow);
            drawThresholds(pen());
          },
        ],
        setCursor: [
          (plot) => {
            if (this.#heldTime === null) this.#onCursor(plot.cursor.idx ?? null);
          },
        ],
      },
    };
  }
}

/** Scale name of a unit; a metric without a unit has a scale too. */
function scaleOf(unit: string): string {
  return unit || 'value';
}

function limitsOf(model: ChartModel, scale: string): number[] {
  const metrics = model.series.filter(({ info }) => scaleOf(info.unit) === scale).map(({ metric }) => metric);
  return model.thresholds.filter(({ metric }) => metrics.includes(metric)).map(({ value }) => value);
}

function lineAndBand(scale: string, index: number, style: ChartStyle): uPlot.Series[] {
  const edge = { scale, stroke: 'transparent', width: 0, points: { show: false } };
  const stroke = style.series[index] ?? style.text;
  const line = { scale, stroke, width: 1.75, dash: [...(DASHES[index] ?? [])], points: { show: false } };
  return [line, { ...edge }, { ...edge }];
}

function dataOf(model: ChartModel): uPlot.AlignedData {
  return [model.times, ...model.series.flatMap(({ columns }) => [columns.mean, columns.max, columns.min])];
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
