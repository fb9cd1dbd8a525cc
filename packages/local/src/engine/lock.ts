import { AsyncLocalStorage } from 'node:async_hooks';

/** Runs one piece of work at a time, in the order of the calls. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * One holder at a time. Taking the lock again from inside the work would wait for itself for ever, so that is an error.
 *
 * @example const lock = createLock(); await lock(() => write()); // a second call waits for the first
 */
export function createLock(): Lock {
  const held = new AsyncLocalStorage<{ released: boolean }>();
  let last: Promise<unknown> = Promise.resolve();

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (held.getStore()?.released === false) {
      throw new Error(
        'The database is used inside its own transaction: use the session that the transaction gives',
      );
    }
    const before = last;
    const holder = { released: false };
    const result = before.then(() =>
      held.run(holder, async () => {
        try {
          return await work();
        } finally {
          // Work that was only started inside (a timer, a stream) keeps this context; by then the lock is free again.
          holder.released = true;
        }
      }),
    );
    last = result.catch(() => undefined);
    return result;
  };
}
