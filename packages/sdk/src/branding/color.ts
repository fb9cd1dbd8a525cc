import {
  convert,
  gamutMapOKLCH,
  hexToRGB,
  MapToL,
  OKLCH,
  RGBToHex,
  sRGB,
  sRGBGamut,
  sRGBLinear,
} from '@texel/color';

/** Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees; greys have none. */
export interface Oklch {
  l: number;
  c: number;
  h?: number;
}

/** Below this chroma a colour is a grey, whose hue is what rounding left. */
const GREY_CHROMA = 1e-4;

/** WCAG 2 contrast ratio of two hex colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = convert(hexToRGB(hex), sRGB, sRGBLinear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** `#rgb` or `#rrggbb` as OKLCH, undefined for anything else: a brand colour is opaque and written as hex. */
export function parseColor(text: unknown): Oklch | undefined {
  if (typeof text !== 'string' || !/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text.trim())) return undefined;
  const [l = 0, c = 0, h = 0] = convert(hexToRGB(text.trim()), sRGB, OKLCH);
  return c < GREY_CHROMA ? { l, c: 0 } : { l, c, h };
}

/** Hex of an OKLCH colour; chroma is taken back until the colour exists in sRGB, hue and lightness stay. */
export function toHex({ l, c, h = 0 }: Oklch): string {
  return RGBToHex(gamutMapOKLCH([l, c, h], sRGBGamut, sRGB, undefined, MapToL));
}

/** Builds an OKLCH colour. */
export function oklch(l: number, c: number, h: number): Oklch {
  return { l, c, h };
}

/** Smallest distance of two hues, 0 to 180 degrees. */
export function hueDistance(a: number, b: number): number {
  const distance = Math.abs((((a - b) % 360) + 360) % 360);
  return Math.min(distance, 360 - distance);
}

/**
 * The colour nearest to `color` in lightness that reaches `ratio` against every background; hue stays, chroma only
 * shrinks where sRGB ends. `darker` says in which direction to look.
 *
 * Contrast against a fixed background grows steadily with the distance in lightness, so halving the interval finds
 * the edge; 12 halvings are finer than one step of an 8-bit channel.
 */
export function reachContrast(
  color: Oklch,
  backgrounds: readonly string[],
  ratio: number,
  darker: boolean,
): Oklch {
  const enough = (l: number): boolean => {
    const hex = toHex({ ...color, l });
    return backgrounds.every((background) => contrast(hex, background) >= ratio);
  };
  if (enough(color.l)) return color;
  let reached = darker ? 0 : 1;
  let missed = color.l;
  for (let step = 0; step < 12; step += 1) {
    const middle = (reached + missed) / 2;
    if (enough(middle)) reached = middle;
    else missed = middle;
  }
  return { ...color, l: reached };
}
