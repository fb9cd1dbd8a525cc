import type { Problem } from '../contract/index.ts';
import type { Context } from './deps.ts';

/** A JSON answer that carries the request id. */
export function json(context: Context, status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'x-request-id': context.requestId } });
}

/** A problem: the one shape of every error. */
export function problem(
  context: Context,
  status: number,
  { code, message, hint, details }: Omit<Problem, 'requestId'>,
  headers: Record<string, string> = {},
): Response {
  const body: Problem = {
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
    requestId: context.requestId,
  };
  return Response.json(body, {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'x-request-id': context.requestId },
  });
}
