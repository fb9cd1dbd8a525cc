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
 * `fetch` with a time limit that tells how each request went. Notes are kept by the signal that the request was
 * made with, which is how they find their way past libraries that hide headers.
 */
export class GuardedFetch {
  readonly #listener: RequestListener;
  readonly #notes: WeakMap<AbortSignal, ResponseNotes> = new WeakMap();
  /** Applied to sign-in requests: the auth library takes no signal. */
  signInSignal: AbortSignal | undefined;

  constructor(listener: RequestListener) {
    this.#listener = listener;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const signals = [timeout];
    if (init?.signal) signals.push(init.signal);
    if (this.signInSignal && isSignIn(input)) signals.push(this.signInSignal);
    try {
      const response = await globalThis.fetch(input, { ...init, signal: AbortSignal.any(signals) });
      this.#listener.answered();
      if (init?.signal) this.#notes.set(init.signal, readNotes(response.headers));
      return response;
    } catch (error) {
      const wasGivenUp = signals.some((signal) => signal !== timeout && signal.aborted);
      if (!wasGivenUp) this.#listener.failed();
      throw error;
    }
  };

  /** What the answer to the request made with `signal` said. */
  notes(signal: AbortSignal): ResponseNotes {
    return this.#notes.get(signal) ?? {};
  }
}

function isSignIn(input: RequestInfo | URL): boolean {
  const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
  return url.includes('/auth/v1/token?grant_type=password');
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
