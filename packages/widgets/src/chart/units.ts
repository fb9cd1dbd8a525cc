import type { ChartStyle, Pen } from './chart-model.ts';

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
