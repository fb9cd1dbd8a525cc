/** What a handler may touch of the outside world. Injected, so that handlers run anywhere and tests are exact. */
export interface Deps {
  fetch: typeof fetch;
  /** Monotonic clock in ms. */
  now(): number;
  requestId(): string;
  env(name: string): string | undefined;
  /** For people: what runs the handler. */
  runtime: string;
  /** Writes one structured line. */
  log(line: Record<string, unknown>): void;
}

/** A function: a web request in, a web response out. */
export type Handler = (request: Request, context: Context) => Promise<Response>;

/** One request's view of {@link Deps}. */
export interface Context extends Omit<Deps, 'requestId'> {
  /** Given by the caller's `x-request-id` when that is well-formed, made here otherwise. */
  requestId: string;
}
