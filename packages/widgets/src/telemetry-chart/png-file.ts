import { type ChartModel, type ChartStyle, DASHES } from '../chart/chart-model.ts';
import { loadUplot } from '../chart/load-uplot.ts';
import { readStyle } from '../chart/style-probe.ts';
import { UplotAdapter } from '../chart/uplot-adapter.ts';
import { formatValue } from '../internal/metrics.ts';
import { lastIndex } from './readout.ts';

/** How many times larger than on the screen: for paper, and for slides. */
const SCALE = 2;
const PADDING = 16 * SCALE;
const SAMPLE = 22 * SCALE;

/** The chart as it looks, with its name and its legend, on the colour of its surface. */
export async function pngFile(
  root: ParentNode,
  plot: HTMLElement,
  model: ChartModel,
  title: string,
): Promise<Blob> {
  const uplot = await loadUplot();
  const screen = readStyle(root);
  const style: ChartStyle = { ...screen, fontPx: screen.fontPx * SCALE };
  const [width, height] = [plot.clientWidth * SCALE, plot.clientHeight * SCALE];
  const adapter = new UplotAdapter(uplot, {
    target: document.createElement('div'),
    width,
    height,
    model,
    style,
    scale: SCALE,
  });
  try {
    // uPlot draws in a microtask that was asked for before this one.
    await Promise.resolve();
    const canvas = document.createElement('canvas');
    const head = style.fontPx * 4.2;
    canvas.width = width + 2 * PADDING;
    canvas.height = height + head + 2 * PADDING;
    const ctx = canvas.getContext('2d');
    if (ctx === null) throw new Error('There is no canvas to draw the picture on.');
    ctx.fillStyle = style.surface;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.textBaseline = 'top';
    ctx.fillStyle = style.text;
    ctx.font = `600 ${style.fontPx * 1.2}px ${style.font}`;
    ctx.fillText(title, PADDING, PADDING, width);
    drawLegend(ctx, model, style, PADDING + style.fontPx * 2.2, canvas.width - PADDING);
    ctx.drawImage(adapter.canvas, PADDING, PADDING + head, width, height);
    return await blobOf(canvas);
  } finally {
    adapter.destroy();
  }
}

function drawLegend(
  ctx: CanvasRenderingContext2D,
  model: ChartModel,
  style: ChartStyle,
  top: number,
  right: number,
): void {
  ctx.font = `${style.fontPx}px ${style.font}`;
  const at = lastIndex(model);
  let left = PADDING;
  model.series.forEach(({ info, columns }, index) => {
    const value = at === undefined ? null : columns.mean[at];
    const text = `${info.label} ${formatValue(model.words, value, info)} ${info.unit}`;
    const width = SAMPLE + 6 * SCALE + ctx.measureText(text).width;
    if (left + width > right) return;
    ctx.strokeStyle = style.series[index] ?? style.text;
    ctx.lineWidth = 2 * SCALE;
    ctx.setLineDash((DASHES[index] ?? []).map((length) => length * SCALE));
    ctx.beginPath();
    ctx.moveTo(left, top + style.fontPx * 0.5);
    ctx.lineTo(left + SAMPLE, top + style.fontPx * 0.5);
    ctx.stroke();
    ctx.fillStyle = style.text;
    ctx.fillText(text, left + SAMPLE + 6 * SCALE, top);
    left += width + 16 * SCALE;
  });
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The browser made no picture.'));
      else resolve(blob);
    }, 'image/png');
  });
}
