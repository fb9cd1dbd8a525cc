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
  /** Keeps the runtime alive for work that goes on when the answer is over or its reader has gone. */
  outlive?(work: Promise<unknown>): void;
}

/** A function: a web request in, a web response out. Throws a `Refusal` for what it will not do. */
export type Handler = (request: Request, context: Context) => Promise<Response>;

/** What a handler tells of its request beside what every log line has. Never a body, never a secret. */
export interface LogFields {
  tenantId?: string;
  userId?: string;
  /** What came of it, where the status does not say it. */
  outcome?: string;
  /** Of an accident behind an answer that had begun already. */
  cause?: string;
  inputTokens?: number;
  outputTokens?: number;
}

/** One request's view of {@link Deps}. */
export interface Context extends Omit<Deps, 'requestId'> {
  /** Given by the caller's `x-request-id` when that is well-formed, made here otherwise. */
  requestId: string;
  /** Adds to the request's log line. */
  note(fields: LogFields): void;
}
