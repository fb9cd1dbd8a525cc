import type uPlot from 'uplot';
import type { ChartStyle, Pen } from './chart-model.ts';
import { scaleOf } from './scale-of.ts';

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
    const y = plot.valToPos(value, scaleOf(series.info.unit), true);
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
