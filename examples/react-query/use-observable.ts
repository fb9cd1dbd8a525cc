import type { Observable } from '@nexus-mfg/sdk';
import { useCallback, useSyncExternalStore } from 'react';

/** The present value of an observable of the SDK; draws anew when it changes. */
export function useObservable<T>(observable: Observable<T>): T {
  const subscribe = useCallback((listener: () => void) => observable.subscribe(listener), [observable]);
  const read = (): T => observable.value;
  return useSyncExternalStore(subscribe, read, read);
}
