import type { Answer } from '../../requests.ts';
import { uploadFailure, waitMs } from './upload-failure.ts';

/** What sending needs from whoever asks for it. */
export interface SendingParts {
  /** Goes on where the server is. */
  attempt: () => Promise<void>;
  /** Bytes that have gone out so far. */
  sentBytes: () => number;
  /** Told when the server has forgotten the upload, so that the next attempt begins anew. */
  forgotten: () => void;
  signal: AbortSignal;
}

/** So many attempts without any progress between them. With their waits that is a quarter of a minute. */
const MAX_FAILURES = 6;

/** Tries again until the file is in its place, the caller gives up, or trying again would change nothing. */
export async function sendUntilPlaced(parts: SendingParts): Promise<Answer> {
  const { attempt, sentBytes, forgotten, signal } = parts;
  for (let failures = 1; ; failures += 1) {
    const before = sentBytes();
    try {
      await attempt();
      return { data: true, error: null, status: 204 };
    } catch (raw) {
      const failure = uploadFailure(raw);
      const { error, status, verdict } = failure;
      if (verdict === 'placed') return { data: true, error: null, status };
      if (sentBytes() > before) failures = 1;
      if (verdict === 'anew') forgotten();
      const wait = verdict === 'final' || failures >= MAX_FAILURES ? null : waitMs(failure, failures);
      if (signal.aborted || wait === null) return { data: null, error, status };
      await pause(wait, signal);
    }
  }
}

/** Resolves after so many ms, or as soon as the caller gives up. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
