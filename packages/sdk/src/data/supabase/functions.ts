import { failureOf } from '../../errors/failure.ts';
import type { NexusError } from '../../errors/nexus-error.ts';
import { problemError } from '../../errors/problem-error.ts';
import { abortError, throwIfAborted } from '../../util/abort.ts';
import type { CallOptions } from '../call-options.ts';
import type { ServiceParts } from './service-parts.ts';

/** Time until a function begins to answer. The answer itself may take as long as it takes. */
const BEGIN_MS = 30_000;

/** Calls of edge functions as the signed-in person. */
export class Functions {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  /** The answer's JSON. @throws NexusError with the function's own code */
  async call<Answer>(doing: string, name: string, body: object, options: CallOptions): Promise<Answer> {
    const response = await this.open(doing, name, body, options);
    try {
      return (await response.json()) as Answer;
    } catch (cause) {
      throw await this.#failure(doing, cause, options);
    }
  }

  /**
   * An answer that has begun, to be read piece by piece; `options.signal` also ends the reading.
   *
   * @throws NexusError with the function's own code
   */
  async open(doing: string, name: string, body: object, options: CallOptions): Promise<Response> {
    const { url, publishableKey, token } = this.#parts;
    throwIfAborted(doing, options.signal);
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(new DOMException('No answer', 'TimeoutError')), BEGIN_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, limit.signal]) : limit.signal;
    try {
      const response = await fetch(`${url}/functions/v1/${name}`, {
        method: 'POST',
        headers: {
          apikey: publishableKey,
          authorization: `Bearer ${await token(doing)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        signal,
      });
      if (response.ok) return response;
      throw problemError(doing, response, await response.json().catch(() => null));
    } catch (cause) {
      if (limit.signal.aborted) throw abortError(doing, limit.signal);
      throw await this.#failure(doing, cause, options);
    } finally {
      clearTimeout(timer);
    }
  }

  async #failure(doing: string, cause: unknown, { signal }: CallOptions): Promise<NexusError> {
    return failureOf(cause, { doing, signal, status: 0 });
  }
}
