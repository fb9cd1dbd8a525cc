import { failureOf } from '../../errors/failure.ts';
import { NexusError } from '../../errors/nexus-error.ts';
import { raceAbort, throwIfAborted } from '../../util/abort.ts';
import type { CallOptions, OwnedCallOptions } from '../call-options.ts';
import type { ResponseNotes } from './guarded-fetch.ts';
import { readClaims } from './token-claims.ts';

/** What a request to the database resolves to. */
export interface Answer {
  data: unknown;
  /** As PostgREST tells it (`code`, `message`, `details`, `hint`), or what `fetch` rejected with; null where it went well. */
  error: unknown;
  /** HTTP status; 0 when there was no answer. */
  status: number;
}

/** What requests need from the engine. */
export interface RequestParts {
  requireOpen(doing: string): void;
  /** A token that is good for now. */
  token(doing: string): Promise<string>;
  /** Asks for a new token in place of a refused one; false when nobody is signed in any more. */
  renew(refused: string): Promise<boolean>;
  /** Sends the request made with `signal` under this very token. */
  authorize(signal: AbortSignal, token: string): void;
  notes(signal: AbortSignal): ResponseNotes;
}

/** Requests as the signed-in person: the one place where they are given up, renewed and their failures mapped. */
export class Requests {
  readonly #parts: RequestParts;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  /** One request that needs nobody to be signed in. */
  async callPublic<T>(
    doing: string,
    { signal: given }: CallOptions,
    request: (signal: AbortSignal) => PromiseLike<Answer>,
    parse: (data: unknown) => T,
  ): Promise<T> {
    this.#parts.requireOpen(doing);
    throwIfAborted(doing, given);
    const signal = AbortSignal.any(given ? [given] : []);
    const { data, error, status } = await request(signal);
    if (!error) return parse(data);
    throw await failureOf(error, { doing, status, signal: given, ...this.#parts.notes(signal) });
  }

  /**
   * One request as the signed-in person. A token that only the server finds expired is renewed once.
   *
   * @param doing ends the sentence "Could not …"
   * @param request is handed the signal to send with
   * @param parse makes of the answer what the caller wants
   */
  async call<T>(
    doing: string,
    { signal: given, asUserId }: OwnedCallOptions,
    request: (signal: AbortSignal) => PromiseLike<Answer>,
    parse: (data: unknown) => T,
  ): Promise<T> {
    let owner = asUserId;
    for (let isRetry = false; ; isRetry = true) {
      this.#parts.requireOpen(doing);
      throwIfAborted(doing, given);
      const token = await raceAbort(this.#parts.token(doing), doing, given);
      const userId = readClaims(token)?.userId;
      // Also of the second try: what one person asked for is not done as another.
      if (owner !== undefined && userId !== owner) throw sessionChanged(doing);
      owner = userId;
      const signal = AbortSignal.any(given ? [given] : []);
      this.#parts.authorize(signal, token);
      const { data, error, status } = await request(signal);
      if (!error) return parse(data);
      const failure = await failureOf(error, { doing, status, signal: given, ...this.#parts.notes(signal) });
      if (isRetry || failure.code !== 'session_expired') throw failure;
      if (!(await raceAbort(this.#parts.renew(token), doing, given))) throw failure;
    }
  }
}

function sessionChanged(doing: string): NexusError {
  return new NexusError('session_changed', `Could not ${doing}: somebody else is signed in by now.`, {
    hint: 'It waits until the same person signs in again.',
  });
}
