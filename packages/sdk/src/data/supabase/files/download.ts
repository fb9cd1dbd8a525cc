import { timeLimit } from '../../../util/time-limit.ts';
import type { Answer } from '../requests.ts';
import type { ServiceParts } from '../service-parts.ts';
import { storageFailure } from './storage-failure.ts';
import { signedHeaders } from './storage-request.ts';

/** A large file may take minutes on a slow line; a line from which nothing comes for so long is dead. */
const STALL_MS = 20_000;

/** Reads an object into memory. Answers as the database's client does, with a Blob as data. */
export async function downloadObject(
  parts: ServiceParts,
  doing: string,
  path: string,
  given: AbortSignal,
): Promise<Answer> {
  const headers = await signedHeaders(parts, doing);
  const stalled = new AbortController();
  const signal = AbortSignal.any([given, stalled.signal]);
  const inTime = async <T>(step: Promise<T>): Promise<T> => {
    const limit = timeLimit(STALL_MS);
    limit.signal.addEventListener('abort', () => stalled.abort(limit.signal.reason));
    return step.finally(limit.stop);
  };
  try {
    const response = await inTime(
      globalThis.fetch(`${parts.url}/storage/v1/object/${path}`, { headers, signal }),
    );
    if (!response.ok) {
      return { data: null, ...storageFailure(response.status, await inTime(response.text())) };
    }
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const reader = response.body?.getReader();
    for (;;) {
      const piece = await inTime(reader?.read() ?? Promise.resolve(null));
      if (!piece || piece.done) break;
      pieces.push(piece.value);
    }
    const type = response.headers.get('content-type') ?? '';
    return { data: new Blob(pieces, { type }), error: null, status: response.status };
  } catch (error) {
    return { data: null, error, status: 0 };
  }
}
