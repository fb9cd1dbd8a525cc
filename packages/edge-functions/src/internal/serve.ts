import type { Deps, Handler } from './deps.ts';
import { problem } from './respond.ts';

const REQUEST_ID = /^[\w-]{8,64}$/;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info, x-request-id',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-expose-headers': 'x-request-id',
};

/**
 * Wraps a handler with what every function does: request id, CORS, one log line without bodies or secrets, and a
 * generic 500 for what nobody foresaw: the cause goes to the log, never to the caller.
 */
export function serve(name: string, handler: Handler, deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS });
    const given = request.headers.get('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : deps.requestId();
    const context = { ...deps, requestId };
    const began = deps.now();
    let response: Response;
    let cause: string | undefined;
    try {
      response = await handler(request, context);
    } catch (error) {
      cause = error instanceof Error ? `${error.name}: ${error.message}` : 'thrown value';
      response = problem(context, 500, {
        code: 'server_error',
        message: `The function ${name} failed.`,
        hint: `Try again; if it stays, report request id ${requestId}.`,
      });
    }
    for (const [header, value] of Object.entries(CORS)) response.headers.set(header, value);
    deps.log({
      requestId,
      function: name,
      method: request.method,
      status: response.status,
      durationMs: Math.round(deps.now() - began),
      ...(cause === undefined ? {} : { cause }),
    });
    return response;
  };
}
