import { hueDistance, type Oklch } from './color.ts';

/**
 * Colours of machine state. They are the same for every tenant: a brand never touches them, so that amber and red
 * mean the same thing in every plant (IEC 60073). `-text` reaches 4.5:1 and the plain one 3:1 on each surface.
 */
export const STATE_COLORS = {
  light: {
    '--nexus-color-ok': '#4d7a5c',
    '--nexus-color-ok-text': '#3c6249',
    '--nexus-color-warning': '#c27803',
    '--nexus-color-warning-text': '#864e00',
    '--nexus-color-warning-surface': '#fff4db',
    '--nexus-color-critical': '#d0242b',
    '--nexus-color-critical-text': '#b01820',
    '--nexus-color-critical-surface': '#ffeceb',
    '--nexus-color-on-critical': '#ffffff',
    '--nexus-color-offline': '#74787f',
  },
  dark: {
    '--nexus-color-ok': '#6f9e7e',
    '--nexus-color-ok-text': '#9cc4a8',
    '--nexus-color-warning': '#dba13a',
    '--nexus-color-warning-text': '#f0c473',
    '--nexus-color-warning-surface': '#2f2512',
    '--nexus-color-critical': '#ef5a55',
    '--nexus-color-critical-text': '#ff9c94',
    '--nexus-color-critical-surface': '#3d1819',
    '--nexus-color-on-critical': '#1a0505',
    '--nexus-color-offline': '#8d9299',
  },
} as const;

/** Hues of critical red and warning amber in OKLCH. */
const ALARM_HUES = [25, 70] as const;
/** A colour nearer than this to one of them is taken for it. */
const ALARM_DEGREES = 35;
/** Below this chroma a hue is not seen as one. */
const MUTED_CHROMA = 0.05;

/** Whether an outline in this colour would read as a warning or an alarm. */
export function looksLikeAlarm({ c, h }: Oklch): boolean {
  return c >= MUTED_CHROMA && ALARM_HUES.some((hue) => hueDistance(h ?? 0, hue) < ALARM_DEGREES);
}
