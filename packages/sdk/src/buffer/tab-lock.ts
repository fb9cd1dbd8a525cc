import type { NexusErrorJson } from '../errors/nexus-error.ts';

/** The part of the Web Locks API that is used here. Spelled out, so that the SDK needs no DOM types. */
interface LockManager {
  request<T>(name: string, options: { signal?: AbortSignal }, work: () => Promise<T>): Promise<T>;
}

/**
 * Runs `work` while no other tab of the browser (or, outside a browser, nobody else in this process) holds the lock of
 * this name. The lock of a tab that dies is free at once.
 *
 * @param isShared false for what no other tab can see; then there is nobody to wait for
 */
export async function withTabLock<T>(
  name: string,
  isShared: boolean,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
  if (!isShared || !locks) return work();
  let isHeld = false;
  const hold = (): Promise<T> => {
    isHeld = true;
    return work();
  };
  try {
    return await locks.request(name, signal ? { signal } : {}, hold);
  } catch (error) {
    if (isHeld || signal?.aborted) throw error;
    // A page that may not lock (a frame without an origin) does as one does where there are no locks.
    return work();
  }
}

const MARKS: WeakMap<object, number> = new WeakMap();
let marks = 0;

/**
 * Tells stores apart whose entries nobody else sees. Tabs of a browser share theirs; in one process each store has its own,
 * and two gateways of one account must not wait for each other.
 */
export function storeMark(store: object): string {
  if ('document' in globalThis) return '';
  const mark = MARKS.get(store) ?? ++marks;
  MARKS.set(store, mark);
  return `:${mark}`;
}

/**
 * What tabs tell each other: `changed` look at the store again; `flush` somebody wants it sent now; `flushed` how that went,
 * for the one who asked; `released` the person has signed out.
 */
export type TabMessage =
  | { type: 'changed' }
  | { type: 'released' }
  | { type: 'flush'; wish: string }
  | { type: 'flushed'; wish: string; failure: NexusErrorJson | null };

/** The way to the other tabs. */
export interface TabChannel {
  tell(message: TabMessage): void;
  close(): void;
}

/** A channel to the other tabs of the browser; outside of one there are none. */
export function openTabChannel(
  name: string,
  isShared: boolean,
  heard: (message: TabMessage) => void,
): TabChannel {
  const isBrowser = 'document' in globalThis;
  if (!isShared || !isBrowser || !('BroadcastChannel' in globalThis))
    return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: { data: TabMessage }) => heard(data);
  return { tell: (message) => channel.postMessage(message), close: () => channel.close() };
}
