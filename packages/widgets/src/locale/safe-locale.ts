/**
 * A locale that Intl accepts. Some systems make browsers report a tag such as `en-US@posix`, at which every Intl
 * constructor throws.
 */
export function safeLocale(wanted?: string): string {
  const candidates = [wanted, globalThis.navigator?.language];
  for (const candidate of candidates) {
    const tag = candidate?.split(/[@.]/)[0]?.replace('_', '-');
    if (!tag) continue;
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? 'en';
    } catch {
      // Not a language tag: the next candidate may be one.
    }
  }
  return 'en';
}
