type Provider = HTMLElementTagNameMap['nexus-provider'];

/** The page follows the theme that people choose in the user menu, so that page and elements agree. */
export function startTheme(provider: Provider): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const stored = localStorage.getItem('portal-theme');
  if (stored === 'light' || stored === 'dark') provider.theme = stored;

  const apply = (): void => {
    const isDark = provider.theme === 'dark' || (provider.theme === 'auto' && system.matches);
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
    localStorage.setItem('portal-theme', provider.theme);
  };
  new MutationObserver(apply).observe(provider, { attributeFilter: ['theme'] });
  system.addEventListener('change', apply);
  apply();
}
