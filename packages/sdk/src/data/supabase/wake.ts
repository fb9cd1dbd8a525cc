/** A page hidden for longer than this may have slept: its socket is not trusted any more. */
const TRUSTED_HIDDEN_MS = 20_000;

/** What the surroundings tell. Nothing where there is no window: Node and Deno have no such events. */
export interface WakeListener {
  /** The browser says that there is no network. A hint. */
  offline(): void;
  /** Network is said to be back, or the page was asleep: whatever is open may be dead. */
  wake(): void;
  /** The page is looked at again after a short while. */
  visible(): void;
}

/** The part of a page that is listened to. Spelled out, so that the SDK needs no DOM types. */
export interface Page {
  window: PageTarget;
  document: PageTarget & { readonly visibilityState: string };
}

/** What is read of an event: `persisted` of page events, `key` of storage events. */
export interface PageEvent {
  persisted?: boolean;
  key?: string | null;
}

interface PageTarget {
  addEventListener(type: string, listener: (event: PageEvent) => void): void;
  removeEventListener(type: string, listener: (event: PageEvent) => void): void;
}

/** The page that this code runs in, or null in Node, Deno and workers. */
export function currentPage(): Page | null {
  const { window, document } = globalThis as Partial<Page>;
  return window && document ? { window, document } : null;
}

/** Listens to the page's life. Returns the function that stops it. */
export function listenForWake(
  listener: WakeListener,
  page: Page | null = currentPage(),
  now: () => number = Date.now,
): () => void {
  if (!page) return () => {};
  const { window, document } = page;
  let hiddenAt: number | null = document.visibilityState === 'hidden' ? now() : null;
  const onOffline = (): void => listener.offline();
  const onOnline = (): void => listener.wake();
  const onVisibility = (): void => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = now();
      return;
    }
    const slept = hiddenAt !== null && now() - hiddenAt > TRUSTED_HIDDEN_MS;
    hiddenAt = null;
    if (slept) listener.wake();
    else listener.visible();
  };
  // Back from the page cache: sockets were closed without a word.
  const onPageShow = (event: PageEvent): void => {
    if (event.persisted) listener.wake();
  };
  window.addEventListener('offline', onOffline);
  window.addEventListener('online', onOnline);
  window.addEventListener('pageshow', onPageShow);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('offline', onOffline);
    window.removeEventListener('online', onOnline);
    window.removeEventListener('pageshow', onPageShow);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
