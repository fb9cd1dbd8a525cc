import { timeLimit } from '../../../../util/time-limit.ts';

const LIMIT_MS = 5_000;
const TRIES = 3;
const PAUSE_MS = 300;

/**
 * Removes from the server what it has of an upload. Never rejects: what this does not reach, the server forgets by itself
 * within a day.
 */
export async function takeBack(url: string, headers: () => Promise<Record<string, string>>): Promise<void> {
  const limit = timeLimit(LIMIT_MS);
  const late = new Promise<void>((resolve) => limit.signal.addEventListener('abort', () => resolve()));
  await Promise.race([remove(url, headers, limit.signal), late]);
  limit.stop();
}

async function remove(
  url: string,
  headers: () => Promise<Record<string, string>>,
  signal: AbortSignal,
): Promise<void> {
  for (let count = 1; count <= TRIES && !signal.aborted; count += 1) {
    try {
      const init = { method: 'DELETE', headers: { 'tus-resumable': '1.0.0', ...(await headers()) }, signal };
      const { status } = await globalThis.fetch(url, init);
      if (status < 400 || status === 404 || status === 410) return;
    } catch {
      // Tried again below.
    }
    // The request that was just cut off may hold the upload for a moment.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
