import { timeLimit } from '../../util/time-limit.ts';

/** Requests that take longer than this have failed. Recording 5,000 readings takes well under a tenth of it. */
const REQUEST_TIMEOUT_MS = 20_000;

/** What the answer's headers said, for the error that may be made from it. */
export interface ResponseNotes {
  requestId?: string;
  retryAfterMs?: number;
}

/** How requests went, told as it happens. */
export interface RequestListener {
  answered(): void;
  failed(): void;
}

/**
 * `fetch` with a time limit that tells how each request went. Notes and tokens are kept by the signal that the request
 * is made with, which is how they find their way past libraries that hide headers.
 */
export class GuardedFetch {
  readonly #listener: RequestListener;
  readonly #notes: WeakMap<AbortSignal, ResponseNotes> = new WeakMap();
  readonly #tokens: WeakMap<AbortSignal, string> = new WeakMap();

  constructor(listener: RequestListener) {
    this.#listener = listener;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const given = init?.signal;
    const limit = timeLimit(REQUEST_TIMEOUT_MS);
    const signal = given ? AbortSignal.any([given, limit.signal]) : limit.signal;
    try {
      // The limit goes on while the body is read, which nobody here sees the end of.
      const response = await globalThis.fetch(input, { ...init, signal });
      this.#listener.answered();
      if (given) this.#notes.set(given, readNotes(response.headers));
      return response;
    } catch (error) {
      limit.stop();
      if (!given?.aborted) this.#listener.failed();
      throw error;
    }
  };

  /** `fetch` as the person whose token was given for the request's signal with `authorize`. */
  readonly fetchAsPerson: typeof fetch = (input, init) => {
    const token = init?.signal && this.#tokens.get(init.signal);
    if (!token) return this.fetch(input, init);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return this.fetch(input, { ...init, headers });
  };

  /** The request that will be made with `signal` is made with this token. */
  authorize(signal: AbortSignal, token: string): void {
    this.#tokens.set(signal, token);
  }

  /** What the answer to the request made with `signal` said. */
  notes(signal: AbortSignal): ResponseNotes {
    return this.#notes.get(signal) ?? {};
  }
}

function readNotes(headers: Headers): ResponseNotes {
  const notes: ResponseNotes = {};
  const requestId = headers.get('sb-request-id') ?? headers.get('x-request-id');
  if (requestId) notes.requestId = requestId;
  const retryAfter = headers.get('retry-after');
  if (retryAfter) {
    const seconds = Number(retryAfter);
    const waitMs = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1_000;
    if (waitMs >= 0) notes.retryAfterMs = waitMs;
  }
  return notes;
}
