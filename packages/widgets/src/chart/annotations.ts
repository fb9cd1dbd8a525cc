import type uPlot from 'uplot';
import type { ChartModel, ChartStyle } from './chart-model.ts';
import type { Column } from './series-buffer.ts';

/** What the drawing functions need; coordinates are device pixels. */
export interface Pen {
  plot: uPlot;
  model: ChartModel;
  style: ChartStyle;
  ratio: number;
}

/** Distance of two labels, and width of a value axis, in sizes of the text. */
const LINE_HEIGHT = 1.25;
const AXIS_WIDTH = 3.85;

/** Width of a value axis in px. */
export function axisWidth(style: ChartStyle): number {
  return Math.round(style.fontPx * AXIS_WIDTH);
}

/** The unit above each axis, upright: nobody should have to turn the head. */
export function drawUnits({ plot, style, ratio }: Pen, units: readonly string[], isNarrow: boolean): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.font = `${style.fontPx * ratio}px ${style.font}`;
  ctx.fillStyle = style.quiet;
  ctx.textBaseline = 'bottom';
  units.slice(0, isNarrow ? 2 : units.length).forEach((unit, index) => {
    const offset = (Math.floor(index / 2) * axisWidth(style) + 4) * ratio;
    const isLeft = index % 2 === 0;
    ctx.textAlign = isLeft ? 'right' : 'left';
    const x = isLeft ? bbox.left - offset : bbox.left + bbox.width + offset;
    if (unit !== 'value') ctx.fillText(unit, x, bbox.top - 7 * ratio);
  });
  ctx.restore();
}

/** Limits as dashed lines with their word; a limit far outside what is seen is left out. */
export function drawThresholds({ plot, model, style, ratio }: Pen): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.font = `${style.fontPx * ratio}px ${style.font}`;
  ctx.lineWidth = ratio;
  ctx.strokeStyle = style.warning;
  ctx.setLineDash([6 * ratio, 4 * ratio]);
  for (const { metric, value, label } of model.thresholds) {
    const series = model.series.find((one) => one.metric === metric);
    if (!series) continue;
    const y = plot.valToPos(value, series.info.unit || 'value', true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    haloText(ctx, style, ratio, label, bbox.left + 6 * ratio, y - 3 * ratio, style.text, 'left');
  }
  ctx.restore();
}

/** The name of each line at its end, pushed apart where lines meet. */
export function drawLabels({ plot, model, style, ratio }: Pen): void {
  if (model.series.length < 2) return;
  const { ctx, bbox } = plot;
  const lineHeight = style.fontPx * LINE_HEIGHT * ratio;
  const top = bbox.top + lineHeight;
  const bottom = bbox.top + bbox.height - 3 * ratio;
  const labels = model.series.flatMap(({ info, columns }, index) => {
    const value = lastValue(columns.mean);
    if (value === undefined) return [];
    const y = plot.valToPos(value, info.unit || 'value', true) - 5 * ratio;
    return [
      { text: info.label, y: Math.max(top, Math.min(bottom, y)), color: style.series[index] ?? style.text },
    ];
  });
  labels.sort((a, b) => a.y - b.y);
  for (let index = 1; index < labels.length; index += 1) {
    const [above, below] = [labels[index - 1], labels[index]];
    if (above && below) below.y = Math.max(below.y, above.y + lineHeight);
  }
  const overflow = (labels.at(-1)?.y ?? 0) - bottom;
  ctx.save();
  ctx.font = `600 ${style.fontPx * ratio}px ${style.font}`;
  for (const { text, y, color } of labels) {
    const x = bbox.left + bbox.width - 6 * ratio;
    haloText(ctx, style, ratio, text, x, y - Math.max(0, overflow), color, 'right');
  }
  ctx.restore();
}

function haloText(
  ctx: CanvasRenderingContext2D,
  style: ChartStyle,
  ratio: number,
  text: string,
  x: number,
  y: number,
  color: string,
  align: CanvasTextAlign,
): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.textAlign = align;
  ctx.textBaseline = 'bottom';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * ratio;
  ctx.strokeStyle = style.surface;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
  ctx.restore();
}

function lastValue(column: Column): number | undefined {
  for (let index = column.length - 1; index >= 0; index -= 1) {
    const value = column[index];
    if (value !== null && value !== undefined) return value;
  }
  return undefined;
}
