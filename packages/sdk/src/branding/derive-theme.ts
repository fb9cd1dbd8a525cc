import type { Brand } from '../types/tenant.ts';
import { contrast, type Oklch, oklch, parseColor, reachContrast, toHex } from './color.ts';
import { deriveNeutrals } from './neutrals.ts';
import { deriveSeries } from './series-colors.ts';
import { looksLikeAlarm, STATE_COLORS } from './state-colors.ts';

/** Design tokens of one colour scheme: CSS custom property name to value. */
export type ThemeTokens = Record<string, string>;

/** Something of the brand that could not be taken as it was, and what was taken instead. */
export interface ThemeRepair {
  /** The brand's field (`primaryColor`) when it was rejected, or the design token whose contrast was repaired. */
  token: string;
  /** Colour as it was given. */
  from: string;
  /** Colour as it is used. */
  to: string;
  /** One sentence for the person who edits the brand. */
  reason: string;
}

/** Full palettes of a brand, and what was repaired on the way. */
export interface Theme {
  /** For light surfaces. */
  light: ThemeTokens;
  /** For dark surfaces. */
  dark: ThemeTokens;
  /** What had to be changed for the contrast. */
  repairs: readonly ThemeRepair[];
}

/** A calm slate blue: what a tenant without a brand looks like. */
export const DEFAULT_PRIMARY = '#3d5a80';
/** Not `system-ui`: where a system has none set, browsers answer it with a serif face. */
const SYSTEM_FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif';
/** WCAG 2.2 AA: text 1.4.3, parts of controls 1.4.11. */
const TEXT_RATIO = 4.5;
const PART_RATIO = 3;

/**
 * Derives light and dark design tokens from a tenant's brand, in OKLCH, with contrast repaired to WCAG AA.
 * Pure: the same brand gives the same theme. Nothing of the brand reaches the colours of machine state.
 *
 * @example
 * const { light, repairs } = deriveTheme({ primaryColor: '#fff3b0', radius: 4 });
 * light['--nexus-color-brand-text']; // a yellow dark enough to read
 * repairs[0]?.reason;                // why it is darker than asked
 */
export function deriveTheme(brand: Brand = {}): Theme {
  const repairs: ThemeRepair[] = [];
  const asked = acceptColor(brand.primaryColor, 'primaryColor', repairs);
  const primary = asked ?? parsed(DEFAULT_PRIMARY);
  // Nobody asked for the default colour, so nobody is told how it was tuned.
  const told: ThemeRepair[] = asked === undefined ? [] : repairs;
  const accent = acceptColor(brand.accentColor, 'accentColor', repairs);
  const shared: ThemeTokens = {
    '--nexus-radius': `${acceptRadius(brand.radius, repairs)}px`,
    '--nexus-font-family': acceptFont(brand.fontFamily, repairs),
  };
  return {
    light: { ...shared, ...deriveScheme('light', primary, accent, told) },
    dark: { ...shared, ...deriveScheme('dark', primary, accent, told) },
    repairs,
  };
}

function deriveScheme(
  scheme: 'light' | 'dark',
  primary: Oklch,
  accent: Oklch | undefined,
  repairs: ThemeRepair[],
): ThemeTokens {
  const darker = scheme === 'light';
  const hue = primary.h ?? 250;
  const tokens: ThemeTokens = { ...deriveNeutrals(scheme, hue), ...STATE_COLORS[scheme] };
  const surfaces = ['canvas', 'surface', 'surface-sunken', 'surface-raised'].map(
    (name) => tokens[`--nexus-color-${name}`] ?? '#ffffff',
  );
  // On dark surfaces a colour of full chroma glows; a tenth less sits in the page.
  const base = darker ? primary : { ...primary, c: primary.c * 0.9 };
  const repaired = (token: string, ratio: number, backgrounds: readonly string[]): Oklch => {
    const result = reachContrast(base, backgrounds, ratio, darker);
    const [from, to] = [toHex(primary), toHex(result)];
    if (result.l !== base.l) repairs.push(contrastRepair(scheme, token, from, to, ratio));
    tokens[token] = to;
    return result;
  };
  const fill = repaired('--nexus-color-brand', PART_RATIO, surfaces);
  // A selected thing is a tint of the brand under ordinary text, so the tint belongs to the surfaces.
  const tint = toHex(oklch(darker ? 0.955 : 0.285, Math.min(primary.c, darker ? 0.028 : 0.045), hue));
  tokens['--nexus-color-brand-surface'] = tint;
  repaired('--nexus-color-brand-text', TEXT_RATIO, [...surfaces, tint]);
  tokens['--nexus-color-on-brand'] = textOn(toHex(fill), hue);
  // Rings round what is focused or selected: of a brand in an alarm's hue they would be an alarm.
  tokens['--nexus-color-focus'] =
    tokens[looksLikeAlarm(primary) ? '--nexus-color-text' : '--nexus-color-brand-text'] ?? toHex(fill);
  return {
    ...tokens,
    ...deriveSeries(fill, accent, tokens['--nexus-color-surface-sunken'] ?? '#fff', darker),
  };
}

function contrastRepair(scheme: string, token: string, from: string, to: string, ratio: number): ThemeRepair {
  const direction = scheme === 'light' ? 'darkened' : 'lightened';
  const reason = `${direction} in the ${scheme} scheme to reach a contrast of ${ratio}:1 on every surface`;
  return { token, from, to, reason };
}

/** White where it can be read, else an ink of the brand's hue, else black: one of black and white always reaches 4.58. */
function textOn(fill: string, hue: number): string {
  const ink = toHex(oklch(0.17, 0.02, hue));
  return ['#ffffff', ink].find((text) => contrast(text, fill) >= TEXT_RATIO) ?? '#000000';
}

function parsed(hex: string): Oklch {
  return parseColor(hex) ?? oklch(0.45, 0.08, 250);
}

function acceptColor(
  value: unknown,
  field: 'primaryColor' | 'accentColor',
  repairs: ThemeRepair[],
): Oklch | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const color = parseColor(value);
  if (color === undefined) {
    const to = field === 'primaryColor' ? DEFAULT_PRIMARY : 'none';
    repairs.push({ token: field, from: String(value), to, reason: 'not a hex colour such as #1b5e3f' });
  }
  return color;
}

function acceptRadius(value: unknown, repairs: ThemeRepair[]): number {
  if (value === undefined || value === null) return 8;
  if (value === 0 || value === 4 || value === 8 || value === 12) return value;
  repairs.push({ token: 'radius', from: String(value), to: '8', reason: 'not one of 0, 4, 8 or 12 px' });
  return 8;
}

/** The brand's own fonts; what stands for "any sans-serif" is said better by the system list that follows. */
function namedFonts(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  return names.filter((name) => name !== '' && name !== 'system-ui' && name !== 'sans-serif');
}

/** Letters, digits, spaces, quotes, commas and hyphens: nothing that could end the declaration or load a file. */
function acceptFont(value: unknown, repairs: ThemeRepair[]): string {
  if (value === undefined || value === null || value === '') return SYSTEM_FONT;
  if (typeof value === 'string' && value.length <= 200 && /^[\p{L}\p{N} ,'"-]+$/u.test(value)) {
    const quotes = [...value].filter((character) => character === '"' || character === "'").length;
    if (quotes % 2 === 0) return [...namedFonts(value), SYSTEM_FONT].join(', ');
  }
  repairs.push({
    token: 'fontFamily',
    from: String(value),
    to: 'the system font',
    reason: 'not a list of font names',
  });
  return SYSTEM_FONT;
}
