import type uPlot from 'uplot';
import type { ChartModel, ChartStyle } from './chart-model.ts';

/** What the drawing functions need; coordinates are device pixels. */
export interface Pen {
  plot: uPlot;
  model: ChartModel;
  style: ChartStyle;
  ratio: number;
}

/** Width of a value axis, in sizes of the text. */
const AXIS_WIDTH = 3.85;

/** Width of a value axis in px. */
export function axisWidth(style: ChartStyle): number {
  return Math.round(style.fontPx * AXIS_WIDTH);
}

/** How far above the plot the unit stands, in px: half a line stays for a label at the very top of the axis. */
function unitLift(style: ChartStyle): number {
  return style.fontPx / 2 + 5;
}

/** Height that the units take above the plot, in px. */
export function unitHeight(style: ChartStyle): number {
  return unitLift(style) + style.fontPx * 1.2;
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
    if (unit !== 'value') ctx.fillText(unit, x, bbox.top - unitLift(style) * ratio);
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
    haloText(plot, style, ratio, label, bbox.left + 6 * ratio, y - 3 * ratio);
  }
  ctx.restore();
}

/** Text with a rim of the ground's colour, so that it can be read on a line. */
function haloText(
  { ctx }: uPlot,
  { text: ink, surface }: ChartStyle,
  ratio: number,
  text: string,
  x: number,
  y: number,
): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * ratio;
  ctx.strokeStyle = surface;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
  ctx.restore();
}
