export type { Theme, ThemeRepair, ThemeTokens } from './derive-theme.ts';
export { DEFAULT_PRIMARY, deriveTheme } from './derive-theme.ts';
