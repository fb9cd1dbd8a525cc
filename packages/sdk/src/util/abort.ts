import { NexusError } from '../errors/nexus-error.ts';

/** The error that a caller gets who gave the call up. `doing` ends the sentence "Gave up to …". */
export function abortError(doing: string, signal: AbortSignal): NexusError {
  const isTimeout = (signal.reason as { name?: unknown } | undefined)?.name === 'TimeoutError';
  return new NexusError(
    isTimeout ? 'timeout' : 'aborted',
    isTimeout ? `Ran out of time: could not ${doing}.` : `Given up by the caller: ${doing}.`,
    { cause: signal.reason },
  );
}

/** Throws when the caller has given up already. */
export function throwIfAborted(doing: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(doing, signal);
}

/**
 * Rejects as soon as `signal` aborts, whatever `promise` does afterwards. For work that several callers share or
 * that cannot be stopped itself.
 */
export function raceAbort<T>(
  promise: Promise<T>,
  doing: string,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return promise;
  if (signal.aborted) {
    promise.catch(() => {});
    return Promise.reject(abortError(doing, signal));
  }
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(abortError(doing, signal));
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
