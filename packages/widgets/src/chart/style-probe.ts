import type { ChartStyle } from './chart-model.ts';

/**
 * Reads colours for the canvas from probe elements, whose `color` follows the tokens. The probes carry a transition of
 * a moment: whatever changes a token (theme, brand, a rule of the host) is heard as its end.
 */
export function readStyle(root: ParentNode): ChartStyle {
  const color = (name: string): string => {
    const probe = root.querySelector(`[data-probe="${name}"]`);
    return probe ? getComputedStyle(probe).color : 'rgb(0, 0, 0)';
  };
  const plot = root.querySelector('.plot');
  return {
    text: color('text'),
    quiet: color('text-quiet'),
    grid: color('border'),
    surface: color('surface'),
    warning: color('warning-text'),
    series: [1, 2, 3, 4].map((n) => color(`series-${n}`)),
    font: plot ? getComputedStyle(plot).fontFamily : 'sans-serif',
    fontPx: plot ? Number.parseFloat(getComputedStyle(plot).fontSize) : 12,
  };
}

/** Roles that the canvas draws with. */
export const PROBES: readonly string[] = [
  'text',
  'text-quiet',
  'border',
  'surface',
  'warning-text',
  ...[1, 2, 3, 4].map((n) => `series-${n}`),
];
