import type { Observable } from '../../src/observable/observable.ts';

// Runs in Node and in a browser.

/** Resolves with the first value that `accepts` takes, the present one included; fails after `timeoutMs`. */
export function until<T>(
  observable: Observable<T>,
  accepts: (value: T) => boolean,
  timeoutMs: number = 5_000,
): Promise<T> {
  if (accepts(observable.value)) return Promise.resolve(observable.value);
  return new Promise((resolve, reject) => {
    const stop = observable.subscribe((value) => {
      if (!accepts(value)) return;
      stop();
      clearTimeout(timer);
      resolve(value);
    });
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Waited ${timeoutMs} ms in vain; the value is ${JSON.stringify(observable.value)}`));
    }, timeoutMs);
  });
}
