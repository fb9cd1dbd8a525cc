import type { ThemeTokens } from '@nexus-mfg/sdk/branding';

export const THEMES = ['auto', 'light', 'dark'] as const;
/** `auto` follows the `color-scheme` of the page around the provider. */
export type ThemeName = (typeof THEMES)[number];

export const DENSITIES = ['comfortable', 'compact', 'wall'] as const;
export type Density = (typeof DENSITIES)[number];

const DENSITY_FACTORS: Record<Density, number> = { comfortable: 1, compact: 0.86, wall: 1.5 };

/**
 * Writes tokens as rules for the provider's own host. Both schemes go in as `light-dark()`, so that `auto` follows
 * the page by the browser's own means, and switching costs no script.
 */
export function themeRules(
  tokens: { light: ThemeTokens; dark: ThemeTokens },
  theme: ThemeName,
  density: Density,
): string {
  const lines = [`--nexus-density: ${DENSITY_FACTORS[density] ?? 1};`];
  if (theme === 'light' || theme === 'dark') lines.push(`color-scheme: ${theme};`);
  for (const [name, light] of Object.entries(tokens.light)) {
    const dark = tokens.dark[name] ?? light;
    lines.push(`${name}: ${light === dark ? light : `light-dark(${light}, ${dark})`};`);
  }
  // Paper is light, whatever the screen is.
  return `:host { display: contents; ${lines.join(' ')} } :host([hidden]) { display: none; }
@media print { :host { color-scheme: light; } }`;
}
