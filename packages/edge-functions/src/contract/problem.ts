/** Body of every error that a function answers with; media type `application/problem+json`. */
export interface Problem {
  /** Stable, lower snake case, for programs. */
  code: string;
  /** One sentence: what failed, which thing. */
  message: string;
  /** What to do about it. */
  hint?: string;
  /** Same as the response's `x-request-id`; also in the log line of the request. */
  requestId: string;
}
