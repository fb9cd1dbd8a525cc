import { tellAll } from '../internal/tell-all.ts';

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/**
 * Language of the place where an element stands: the nearest `lang` around it, through shadow roots, else the
 * browser's.
 */
export function languageAround(element: Element): string {
  for (
    let node: Node | null = element;
    node;
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)
  ) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang) return lang;
  }
  return globalThis.navigator?.language ?? 'en';
}

/** Calls `listener` when the page's own language changes. Returns how to stop it. */
export function onPageLanguage(listener: () => void): () => void {
  listeners.add(listener);
  observer ??= new MutationObserver(() => tellAll(listeners));
  if (listeners.size === 1) observer.observe(document.documentElement, { attributeFilter: ['lang'] });
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) observer?.disconnect();
  };
}
