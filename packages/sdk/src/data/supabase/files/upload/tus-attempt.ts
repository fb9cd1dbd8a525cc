import type { FileReader } from 'tus-js-client';
import type { UploadSource } from '../../../../types/index.ts';
import { timeLimit } from '../../../../util/time-limit.ts';
import { readBytes } from './read-bytes.ts';

/** What one attempt at an upload needs. */
export interface AttemptParts {
  /** Ends the sentence "Could not …". */
  doing: string;
  endpoint: string;
  file: UploadSource;
  /** `Upload-Metadata`, in Storage's words. */
  metadata: Record<string, string>;
  /** Where the server has it; null to begin anew. */
  url: string | null;
  headers: () => Promise<Record<string, string>>;
  /** The server keeps it there. */
  onUrl: (url: string) => void;
  /** Bytes that have gone out. */
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

/** Hosted Storage asks for parts of exactly this size. */
const PART_BYTES = 6 * 1024 * 1024;
/** A line on which nothing has moved for so long is dead, whatever the operating system still hopes for. */
const STALL_MS = 30_000;
/** How long somebody who gives up waits for the address of what is being made just now. */
const ADDRESS_MS = 3_000;

/**
 * Sends a file until it is there, or until something goes wrong.
 *
 * The beginning and the bytes are two requests. One would save a round trip for a small file, but what is given up in the
 * middle of it has no address yet at which it could be taken back.
 */
export async function attemptUpload(parts: AttemptParts): Promise<void> {
  const { DefaultHttpStack, Upload } = await import('tus-js-client');
  const { doing, endpoint, file, metadata, url, headers, signal } = parts;
  const isNode = new DefaultHttpStack({}).getName() === 'NodeHttpStack';

  return new Promise<void>((resolve, reject) => {
    let isOver = false;
    let stopWatch = (): void => {};
    const watch = (ms: number, reason?: unknown): void => {
      stopWatch();
      const limit = timeLimit(ms);
      stopWatch = limit.stop;
      limit.signal.addEventListener('abort', () => end(() => reject(reason ?? limit.signal.reason)));
    };
    const end = (settle: () => void): void => {
      isOver = true;
      stopWatch();
      signal.removeEventListener('abort', onAbort);
      void upload.abort();
      settle();
    };
    const giveUp = (): void => end(() => reject(signal.reason));
    const onAbort = (): void => {
      // What is being made just now can only be taken back at the address that the answer says.
      if (url || upload.url) giveUp();
      else watch(ADDRESS_MS, signal.reason);
    };

    const upload = new Upload(file as unknown as Blob, {
      // With an endpoint as well, tus would begin anew after any refusal, also of a server that is out of breath.
      ...(url ? { uploadUrl: url } : { endpoint }),
      metadata,
      chunkSize: PART_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      fingerprint: async () => '',
      fileReader: readerOf(doing, file, isNode),
      onBeforeRequest: async (request) => {
        watch(STALL_MS);
        for (const [name, value] of Object.entries(await headers())) request.setHeader(name, value);
        // The library sends what was given up before it was sent.
        if (isOver || signal.aborted) throw signal.reason;
      },
      onAfterResponse: () => watch(STALL_MS),
      onProgress: (bytes) => {
        watch(STALL_MS);
        parts.onSent(bytes);
      },
      onUploadUrlAvailable: () => {
        parts.onUrl(upload.url ?? '');
        if (signal.aborted) giveUp();
      },
      onSuccess: () => end(resolve),
      onError: (error) => end(() => reject(error)),
    });
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) giveUp();
    else upload.start();
  });
}

/** How tus reads the file: its requests take a Blob in browsers, and bytes in Node and Deno. */
function readerOf(doing: string, file: UploadSource, isNode: boolean): FileReader {
  const slice = async (start: number, wanted: number): Promise<{ value: unknown; done: boolean }> => {
    const end = Math.min(wanted, file.size);
    const done = end >= file.size;
    if (isNode) {
      const bytes = await readBytes(doing, file, start, end);
      return { value: Object.assign(bytes, { size: bytes.length }), done };
    }
    // A file that is gone would look like a network that is gone.
    await readBytes(doing, file, start, start + 1);
    return { value: file.slice(start, end), done };
  };
  return { openFile: async () => ({ size: file.size, slice, close: () => {} }) };
}
