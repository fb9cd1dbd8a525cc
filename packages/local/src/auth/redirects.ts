/** Decides where a link of Auth may lead back to. */
export interface Redirects {
  readonly siteUrl: string;
  /** The first of the wishes that is allowed, else the site. */
  choose(...wishes: readonly (string | null | undefined)[]): string;
}

/**
 * Redirects as GoTrue allows them: to the site itself, to loopback addresses, and to what the patterns name. An open one
 * would hand a session to whoever writes the link.
 *
 * @param patterns `additional_redirect_urls` of config.toml: `*` is anything but `.` and `/`, `**` anything, `?` one character
 */
export function createRedirects(siteUrl: string, patterns: readonly string[]): Redirects {
  const site = new URL(siteUrl);
  const allowed = patterns.map(toRegExp);
  const isAllowed = (wish: string): boolean => {
    const url = URL.parse(wish);
    if (url === null) return false;
    const isLoopback = /^(?:127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    if (isWeb && url.protocol === site.protocol && url.hostname === site.hostname) {
      if (url.port === site.port || isLoopback || url.hostname === 'localhost') return true;
    }
    // Other addresses without a name are hardly ever meant. The URL parser has already written numbers such as
    // 2130706433 out as addresses.
    if (isLoopback) return isWeb;
    if (/^[\d.]+$|^\[/.test(url.hostname)) return false;
    const [withoutFragment = ''] = wish.split('#');
    return allowed.some((pattern) => pattern.test(withoutFragment));
  };
  return {
    siteUrl,
    choose: (...wishes) => wishes.find((wish) => wish && isAllowed(wish)) ?? siteUrl,
  };
}

const TOKENS = /\*\*|\*|\?|[^*?]+/g;

function toRegExp(pattern: string): RegExp {
  const parts = pattern.match(TOKENS) ?? [];
  const source = parts.map((part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^./]*';
    if (part === '?') return '[^./]';
    return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}
