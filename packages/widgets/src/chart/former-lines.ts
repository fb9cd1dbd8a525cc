import { FORMER_DASH, type Pen } from './chart-model.ts';
import { scaleOf } from './scale-of.ts';

/** Lines of the former period, under those of today: lighter, and of another pattern. */
export function drawFormer({ plot, model, style, ratio }: Pen): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 1.75 * ratio;
  ctx.globalAlpha = 0.85;
  ctx.setLineDash(FORMER_DASH.map((length) => length * ratio));
  model.series.forEach(({ former, info }, index) => {
    if (former === undefined) return;
    ctx.strokeStyle = style.series[index] ?? style.text;
    ctx.beginPath();
    let isDown = false;
    former.columns.mean.forEach((value, point) => {
      if (value === null) {
        isDown = false;
        return;
      }
      const x = plot.valToPos(former.times[point] ?? 0, 'x', true);
      const y = plot.valToPos(value, scaleOf(info.unit), true);
      if (isDown) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
      isDown = true;
    });
    ctx.stroke();
  });
  ctx.restore();
}
