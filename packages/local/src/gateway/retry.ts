import { isNexusError } from '@nexus-mfg/sdk';

/** Failures that go away by waiting. Everything else is told at once. */
const PASSING: ReadonlySet<string> = new Set([
  'network_unreachable',
  'timeout',
  'server_error',
  'rate_limited',
]);

/** True when the same call may succeed later. */
export function isPassing(error: unknown): boolean {
  return isNexusError(error) && PASSING.has(error.code);
}

/** Pause before the `attempt`-th repetition (from 0): 0.25 s doubling up to 10 s, with a quarter of jitter. */
export function pauseMs(attempt: number): number {
  return Math.min(10_000, 250 * 2 ** attempt) * (0.875 + 0.25 * Math.random());
}

/** Waits, or rejects with the signal's reason as soon as it is given up. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    function giveUp(): void {
      clearTimeout(timer);
      reject(signal.reason);
    }
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

/**
 * Repeats `call` with growing pauses while it fails for a passing reason.
 *
 * @param patienceMs after this long the last failure is thrown; Infinity = until `signal` gives it up
 */
export async function persist<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
  patienceMs: number,
  onFailure?: (error: unknown) => void,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!isPassing(error) || Date.now() > deadline) throw error;
      onFailure?.(error);
      await pause(pauseMs(attempt), signal);
    }
  }
}
