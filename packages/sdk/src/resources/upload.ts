import type { UploadOptions } from '../data/services/file-service.ts';
import { ObservableValue } from '../observable/observable.ts';
import type { Upload, UploadProgress } from '../types/index.ts';

/**
 * Begins an upload at once and keeps watch over it.
 *
 * Each attempt has a promise of its own: one that has failed stays failed, so that whoever awaits it hears of it, and
 * `done` is that of the newest attempt. Nobody has to await any of them: `progress` tells the outcome as well.
 *
 * @param run makes one attempt, from where the last one was cut off
 * @param totalBytes size of the file
 * @param given cancels it, whichever attempt is under way
 */
export function startUpload<T>(
  run: (options: UploadOptions) => Promise<T>,
  totalBytes: number,
  given?: AbortSignal,
): Upload<T> {
  const progress = new ObservableValue<UploadProgress>({ state: 'waiting', sentBytes: 0, totalBytes });
  let cancel = (): void => {};
  const tell = (change: Partial<UploadProgress>): void => progress.set({ ...progress.value, ...change });

  const attempt = async (signal: AbortSignal): Promise<T> => {
    const onProgress = (sentBytes: number): void => {
      if (!signal.aborted) tell({ state: 'uploading', sentBytes });
    };
    try {
      const stored = await run({ signal, onProgress });
      tell({ state: 'done', sentBytes: totalBytes });
      return stored;
    } catch (error) {
      if (!signal.aborted) tell({ state: 'failed' });
      throw error;
    }
  };
  const begin = (after: Promise<unknown>): Promise<T> => {
    const controller = new AbortController();
    cancel = () => {
      const { state } = progress.value;
      if (state !== 'waiting' && state !== 'uploading') return;
      tell({ state: 'cancelled', sentBytes: 0 });
      controller.abort(given?.reason);
    };
    const onAbort = cancel;
    given?.addEventListener('abort', onAbort);
    if (given?.aborted) onAbort();
    const next = (): Promise<T> => attempt(controller.signal);
    // What was cancelled may still be on its way off the server; the next attempt must not meet it.
    const newest = after.then(next, next);
    newest.catch(() => {}).finally(() => given?.removeEventListener('abort', onAbort));
    return newest;
  };

  let done = begin(Promise.resolve());
  return {
    progress,
    get done() {
      return done;
    },
    cancel: () => cancel(),
    retry: () => {
      const { state } = progress.value;
      if (state === 'failed' || state === 'cancelled') {
        tell({ state: 'waiting' });
        done = begin(done);
      }
      return done;
    },
  };
}
