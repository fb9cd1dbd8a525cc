import { drawnAncestors } from './sight.ts';

/** Red, green, blue from 0 to 255, and how opaque, from 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const known = new Map<string, Rgba>();

/** A computed colour, whatever it is written in. */
export function rgba(color: string): Rgba {
  const before = known.get(color);
  if (before) return before;
  if (!context) throw new Error('There is no canvas to read colours with.');
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = '#000';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const found: Rgba = [red, green, blue, alpha / 255];
  known.set(color, found);
  return found;
}

/** `over` painted on an opaque ground. */
export function painted([red, green, blue, alpha]: Rgba, ground: Rgba): Rgba {
  const mix = (above: number, below: number): number => above * alpha + below * (1 - alpha);
  return [mix(red, ground[0]), mix(green, ground[1]), mix(blue, ground[2]), 1];
}

/** The colour behind what stands in an element. */
export function groundOf(element: Element, page: Rgba): Rgba {
  const layers: Rgba[] = [];
  for (const one of drawnAncestors(element)) {
    const layer = rgba(getComputedStyle(one).backgroundColor);
    if (layer[3] > 0) layers.push(layer);
    if (layer[3] === 1) break;
  }
  return layers.reduceRight<Rgba>((ground, layer) => painted(layer, ground), page);
}

/** WCAG contrast of two opaque colours, from 1 to 21. */
export function contrast(one: Rgba, other: Rgba): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance([red, green, blue]: Rgba): number {
  const linear = (part: number): number =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
