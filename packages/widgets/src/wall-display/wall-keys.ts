/** What a key does to the display. */
export type WallAct = 'next' | 'previous' | 'pause' | 'full' | 'details';

const KEYS: Readonly<Record<string, WallAct>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  ' ': 'pause',
  k: 'pause',
  f: 'full',
  h: 'details',
};

/**
 * What a key means; undefined when it is not for the display. Single letters do something only while the focus is on
 * the display itself (WCAG 2.1.4), or anywhere when the page says that it is nothing else; never in a view, whose own
 * keys they may be.
 */
export function keyAct(event: KeyboardEvent, host: HTMLElement, isPageWide: boolean): WallAct | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  // Browsers that fill in a form tell of a key that has no name.
  const name = event.key ?? '';
  const act = KEYS[name.length === 1 ? name.toLowerCase() : name];
  if (act === undefined) return undefined;
  const path = event.composedPath();
  const [target] = path;
  const isOnPage = target === document.body || target === document.documentElement;
  const inside = path.slice(0, Math.max(0, path.indexOf(host)));
  if (!path.includes(host)) return isPageWide && isOnPage ? turned(act, event, host) : undefined;
  if (inside.some((node) => node instanceof Element && node.classList.contains('stage'))) return undefined;
  if (name === ' ' && target instanceof HTMLButtonElement) return undefined;
  return turned(act, event, host);
}

/** Arrows point the other way where people read from the right. */
function turned(act: WallAct, { key }: KeyboardEvent, host: HTMLElement): WallAct {
  if (!key.startsWith('Arrow') || getComputedStyle(host).direction !== 'rtl') return act;
  return act === 'next' ? 'previous' : 'next';
}
