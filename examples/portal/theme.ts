import { byId } from './dom.ts';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** The portal's own switch; the provider is told the same, so that page and elements agree. */
export function startThemeSwitch(provider: HTMLElementTagNameMap['nexus-provider']): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const stored = localStorage.getItem('portal-theme');
  let theme: Theme = THEMES.find((name) => name === stored) ?? 'auto';
  const button = byId('theme', HTMLButtonElement);

  const apply = (): void => {
    const dark = theme === 'dark' || (theme === 'auto' && system.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    provider.theme = dark ? 'dark' : 'light';
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    localStorage.setItem('portal-theme', theme);
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
