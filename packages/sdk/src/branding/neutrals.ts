import { oklch, toHex } from './color.ts';

/**
 * Lightness and chroma of each neutral. Dark is designed, not inverted: raised surfaces step up in lightness, and hold
 * less chroma, because a dark surface shows its hue sooner and turns to mud beside a host page's own neutral.
 */
const STEPS = {
  light: {
    '--nexus-color-canvas': [0.975, 0.004],
    '--nexus-color-surface': [0.995, 0.0015],
    '--nexus-color-surface-sunken': [0.955, 0.006],
    '--nexus-color-surface-raised': [1, 0],
    '--nexus-color-border': [0.895, 0.008],
    '--nexus-color-border-strong': [0.62, 0.01],
    '--nexus-color-text': [0.235, 0.016],
    '--nexus-color-text-quiet': [0.47, 0.016],
  },
  dark: {
    '--nexus-color-canvas': [0.175, 0.002],
    '--nexus-color-surface': [0.215, 0.0025],
    '--nexus-color-surface-sunken': [0.185, 0.002],
    '--nexus-color-surface-raised': [0.265, 0.003],
    '--nexus-color-border': [0.33, 0.004],
    '--nexus-color-border-strong': [0.6, 0.006],
    '--nexus-color-text': [0.94, 0.003],
    '--nexus-color-text-quiet': [0.745, 0.005],
  },
} as const;

/** Greys with a trace of the brand's hue, so that brand and surfaces look like one family. */
export function deriveNeutrals(scheme: 'light' | 'dark', hue: number): Record<string, string> {
  const tokens: Record<string, string> = {};
  for (const [token, [l, c]] of Object.entries(STEPS[scheme])) tokens[token] = toHex(oklch(l, c, hue));
  return tokens;
}
