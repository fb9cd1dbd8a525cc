import { hueDistance, type Oklch, oklch, reachContrast, toHex } from './color.ts';

/** Hues for chart series that are nobody's alarm: blue, teal, violet, magenta, olive. */
const CANDIDATE_HUES = [250, 195, 300, 340, 115] as const;
/** Hues nearer than this are hard to tell apart on a thin line. */
const DISTINCT_DEGREES = 35;
/** Below this chroma a colour has no hue that an eye could use. */
const GREY_CHROMA = 0.03;

/**
 * Four colours for chart lines. The first is the brand, the second the accent when the two are far enough apart in
 * hue; the rest are the candidates farthest from those already taken. Each reaches 3:1 on the surface, and each second
 * one is lighter or darker than its neighbour so that they differ in grey too.
 */
export function deriveSeries(
  brand: Oklch,
  accent: Oklch | undefined,
  surface: string,
  darker: boolean,
): Record<string, string> {
  const chosen: Oklch[] = [brand];
  const isDistinct = (hue: number): boolean =>
    chosen.every((color) => color.c < GREY_CHROMA || hueDistance(color.h ?? 0, hue) >= DISTINCT_DEGREES);
  if (accent !== undefined && accent.c >= GREY_CHROMA && isDistinct(accent.h ?? 0)) chosen.push(accent);
  const nearest = (hue: number): number =>
    Math.min(...chosen.map((color) => (color.c < GREY_CHROMA ? 90 : hueDistance(color.h ?? 0, hue))));
  while (chosen.length < 4) {
    const hue = [...CANDIDATE_HUES].sort((a, b) => nearest(b) - nearest(a))[0] ?? 250;
    chosen.push(oklch(chosen.length % 2 === 1 ? 0.66 : 0.5, 0.12, hue));
  }
  return Object.fromEntries(
    chosen.map((color, index) => {
      const tuned = darker ? color : { ...color, l: Math.max(color.l, 0.7), c: color.c * 0.9 };
      return [`--nexus-color-series-${index + 1}`, toHex(reachContrast(tuned, [surface], 3, darker))];
    }),
  );
}
