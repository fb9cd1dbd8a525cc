import type { Problem } from '../contract/index.ts';

/** Thrown by a handler that will not do it; becomes the answer with exactly this status, code and words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly problem: Omit<Problem, 'requestId'>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, problem: Omit<Problem, 'requestId'>, headers: Record<string, string> = {}) {
    super(problem.message);
    this.status = status;
    this.problem = problem;
    this.headers = headers;
  }
}
