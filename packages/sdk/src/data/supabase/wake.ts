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

/** Listens to the page's life. Returns the function that stops it. */
export function listenForWake(listener: WakeListener, now: () => number = Date.now): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => {};
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
  const onPageShow = (event: PageTransitionEvent): void => {
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
