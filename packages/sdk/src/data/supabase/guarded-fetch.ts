/** Requests that take longer than this have failed. Recording 5,000 readings takes well under a tenth of it. */
const REQUEST_TIMEOUT_MS = 20_000;

/** Reading a good session takes a few ms; anything slower is waiting for the refresh that is known to fail. */
const REFRESH_PATIENCE_MS = 100;

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
  readonly #refreshWaiters: Set<(error: unknown) => void> = new Set();
  #refreshError: unknown = null;
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
      if (isRefresh(input)) this.#refreshError = null;
      if (init?.signal) this.#notes.set(init.signal, readNotes(response.headers));
      return response;
    } catch (error) {
      const wasGivenUp = signals.some((signal) => signal !== timeout && signal.aborted);
      if (!wasGivenUp) this.#listener.failed();
      if (isRefresh(input)) this.#tellRefreshFailed(error);
      throw error;
    }
  };

  /**
   * `session`, or a rejection as soon as a token refresh finds no network: the auth library goes on trying for half
   * a minute, and nobody who waits for an answer should have to wait with it.
   */
  untilRefreshFails<T>(session: Promise<T>): Promise<T> {
    let waiter: (error: unknown) => void = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const failed = new Promise<never>((_, reject) => {
      waiter = reject;
      this.#refreshWaiters.add(waiter);
      // Already failing: a session that needs no refresh still gets through first.
      if (this.#refreshError) timer = setTimeout(() => reject(this.#refreshError), REFRESH_PATIENCE_MS);
    });
    return Promise.race([session, failed]).finally(() => {
      clearTimeout(timer);
      this.#refreshWaiters.delete(waiter);
    });
  }

  #tellRefreshFailed(error: unknown): void {
    this.#refreshError = error;
    for (const waiter of [...this.#refreshWaiters]) waiter(error);
  }

  /** What the answer to the request made with `signal` said. */
  notes(signal: AbortSignal): ResponseNotes {
    return this.#notes.get(signal) ?? {};
  }
}

function isSignIn(input: RequestInfo | URL): boolean {
  return addressOf(input).includes('/auth/v1/token?grant_type=password');
}

function isRefresh(input: RequestInfo | URL): boolean {
  return addressOf(input).includes('/auth/v1/token?grant_type=refresh_token');
}

function addressOf(input: RequestInfo | URL): string {
  return typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
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
