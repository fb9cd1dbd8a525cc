import { isTransient, retryDelayMs } from '../cache/retry.ts';
import type { ReadSeries } from './series-pieces.ts';

/** Waits grow from a third of a second to ten: a network that is gone for longer ends the export. */
const MAX_RETRIES = 6;

/** Reads again after a failure that passes, so that one lost answer does not cost an export of an hour. */
export function patientRead(read: ReadSeries): ReadSeries {
  return async (params, options) => {
    for (let failures = 0; ; failures += 1) {
      try {
        return await read(params, options);
      } catch (error) {
        if (failures === MAX_RETRIES || options.signal.aborted || !isTransient(error)) throw error;
        await pause(retryDelayMs(failures, error), options.signal);
      }
    }
  };
}

/** Ends early when the signal aborts; the next read then says so. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
