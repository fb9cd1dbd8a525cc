import type { NumberedAnnotation, Pen } from './chart-model.ts';

/** Height of a flag in sizes of the text. */
const FLAG_HEIGHT = 1.35;
/** Free space between a flag's text and the next flag, in px. */
const TEXT_GAP = 8;
/** A text that is cut to fewer letters than this says nothing. */
const FEWEST_LETTERS = 4;

/** Numbered flags above the plot, with as much of their text as there is room for, and what they mark in the plot. */
export function drawFlags(pen: Pen): void {
  const { plot, model, style, ratio } = pen;
  const { ctx, bbox } = plot;
  const seen = model.annotations.filter(({ at, until }) => (until ?? at) >= model.from && at <= model.to);
  if (seen.length === 0) return;
  const right = bbox.left + bbox.width;
  const xOf = (time: number): number => Math.min(right, Math.max(bbox.left, plot.valToPos(time, 'x', true)));
  ctx.save();
  ctx.font = `600 ${style.fontPx * ratio}px ${style.font}`;
  ctx.textBaseline = 'middle';
  ctx.lineWidth = ratio;
  ctx.strokeStyle = style.quiet;
  for (const annotation of seen) markSpan(pen, annotation, xOf);
  // From the right, so that each knows where the next one begins.
  let end = right;
  for (const annotation of [...seen].sort((a, b) => b.at - a.at)) {
    const left = xOf(annotation.at);
    drawFlag(pen, annotation, left, end);
    end = left - TEXT_GAP * ratio;
  }
  ctx.restore();
}

function markSpan(
  { plot, style, ratio }: Pen,
  annotation: NumberedAnnotation,
  xOf: (t: number) => number,
): void {
  const { ctx, bbox } = plot;
  const left = xOf(annotation.at);
  if (annotation.until !== undefined) {
    ctx.save();
    ctx.globalAlpha = 0.1;
    ctx.fillStyle = style.quiet;
    ctx.fillRect(left, bbox.top, Math.max(ratio, xOf(annotation.until) - left), bbox.height);
    ctx.restore();
  }
  ctx.setLineDash([2 * ratio, 2 * ratio]);
  ctx.beginPath();
  ctx.moveTo(left, bbox.top);
  ctx.lineTo(left, bbox.top + bbox.height);
  ctx.stroke();
}

function drawFlag(
  { plot, style, ratio }: Pen,
  { number, text }: NumberedAnnotation,
  left: number,
  end: number,
): void {
  const { ctx, bbox } = plot;
  const height = style.fontPx * FLAG_HEIGHT * ratio;
  const label = String(number);
  const width = Math.max(height, ctx.measureText(label).width + 8 * ratio);
  const top = bbox.top - height - 2 * ratio;
  ctx.fillStyle = style.text;
  ctx.fillRect(left, top, width, height);
  ctx.fillStyle = style.surface;
  ctx.textAlign = 'center';
  ctx.fillText(label, left + width / 2, top + height / 2 + ratio / 2);
  const start = left + width + 4 * ratio;
  const fitting = cutToWidth(text, end - start, (part) => ctx.measureText(part).width);
  if (fitting === '') return;
  ctx.fillStyle = style.quiet;
  ctx.textAlign = 'left';
  ctx.fillText(fitting, start, top + height / 2 + ratio / 2);
}

/** As much of a text as fits, with an ellipsis where it goes on; nothing where that would say nothing. */
export function cutToWidth(text: string, width: number, widthOf: (part: string) => number): string {
  if (widthOf(text) <= width) return text;
  const letters = [...text];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (widthOf(`${letters.slice(0, middle).join('')}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low < FEWEST_LETTERS ? '' : `${letters.slice(0, low).join('').trimEnd()}…`;
}
