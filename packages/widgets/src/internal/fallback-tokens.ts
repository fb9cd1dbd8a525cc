/**
 * What an element outside any provider looks like: the palette of a tenant without a brand, [role, light, dark].
 * Equal to `deriveTheme()` without a brand, which a test checks; written out so that an element that only draws
 * carries no colour arithmetic.
 */
export const FALLBACK_COLORS: readonly (readonly [role: string, light: string, dark: string])[] = [
  ['canvas', '#f5f7f9', '#101111'],
  ['surface', '#fdfdfe', '#19191b'],
  ['surface-sunken', '#edf0f4', '#121314'],
  ['surface-raised', '#ffffff', '#242527'],
  ['border', '#d9dde2', '#343537'],
  ['border-strong', '#82878c', '#7e8084'],
  ['text', '#191f26', '#eaebed'],
  ['text-quiet', '#555b64', '#aaacaf'],
  ['ok', '#4d7a5c', '#6f9e7e'],
  ['ok-text', '#3c6249', '#9cc4a8'],
  ['warning', '#c27803', '#dba13a'],
  ['warning-text', '#864e00', '#f0c473'],
  ['warning-surface', '#fff4db', '#2f2512'],
  ['critical', '#d0242b', '#ef5a55'],
  ['critical-text', '#b01820', '#ff9c94'],
  ['critical-surface', '#ffeceb', '#3d1819'],
  ['on-critical', '#ffffff', '#1a0505'],
  ['offline', '#74787f', '#8d9299'],
  ['brand', '#3d5a80', '#557093'],
  ['brand-surface', '#e7f1ff', '#1b2b40'],
  ['brand-text', '#3d5a80', '#7693b8'],
  ['on-brand', '#ffffff', '#ffffff'],
  ['focus', '#3d5a80', '#7693b8'],
  ['series-1', '#3d5a80', '#87a1c2'],
  ['series-2', '#879130', '#9ca654'],
  ['series-3', '#8f4478', '#cb83b4'],
  ['series-4', '#009a9b', '#31b3b3'],
];
