import {
  clampChroma,
  converter,
  formatHex,
  modeHsl,
  modeLrgb,
  modeOklch,
  modeRgb,
  type Oklch,
  parseHex,
  useMode,
  wcagContrast,
} from 'culori/fn';

// culori/fn registers nothing by itself: only the four modes in use are bundled.
useMode(modeRgb);
useMode(modeLrgb);
useMode(modeHsl);
useMode(modeOklch);
const toOklch = converter('oklch');

/** Lightness 0..1, chroma 0..about 0.37, hue in degrees (absent for greys). */
export type { Oklch };

/** WCAG 2 contrast ratio of two hex colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  return wcagContrast(a, b);
}

/** `#rgb` or `#rrggbb` as OKLCH, undefined for anything else: a brand colour is opaque and written as hex. */
export function parseColor(text: unknown): Oklch | undefined {
  if (typeof text !== 'string' || !/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(text.trim())) return undefined;
  const rgb = parseHex(text.trim());
  return rgb === undefined ? undefined : toOklch(rgb);
}

/** Hex of an OKLCH colour; chroma is taken back until the colour exists in sRGB, hue and lightness stay. */
export function toHex(color: Oklch): string {
  return formatHex(clampChroma(color, 'oklch', 'rgb')) ?? '#000000';
}

/** Builds an OKLCH colour. */
export function oklch(l: number, c: number, h: number): Oklch {
  return { mode: 'oklch', l, c, h };
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
