import { corsHeaders } from './cors.ts';
import type { Context, Deps, Handler, LogFields } from './deps.ts';
import { Refusal } from './refusal.ts';
import { problem } from './respond.ts';
import { whenEnded } from './when-ended.ts';

const REQUEST_ID = /^[\w-]{8,64}$/;

/** How a function is called. */
export interface ServeOptions {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly handler: Handler;
}

/**
 * Wraps a handler with what every function does: request id, CORS, the allowed method, one log line without bodies or
 * secrets, refusals as problems, and a generic 500 for what nobody foresaw: the cause goes to the log, never to the caller.
 */
export function serve(options: ServeOptions, deps: Deps): (request: Request) => Promise<Response> {
  const { name } = options;
  return async (request) => {
    const given = request.headers.get('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : deps.requestId();
    const fields: LogFields = {};
    const context: Context = { ...deps, requestId, note: (more) => void Object.assign(fields, more) };
    const began = deps.now();
    const cors = corsHeaders(request, deps.env);
    if (request.method === 'OPTIONS' && cors) return new Response(null, { status: 204, headers: cors });
    let cause: string | undefined;
    const response = await answer(options, request, context, cors !== null).catch((error: unknown) => {
      if (!(error instanceof Refusal))
        cause = error instanceof Error ? `${error.name}: ${error.message}` : 'thrown value';
      return refusalOf(error, name, context);
    });
    for (const [header, value] of Object.entries(cors ?? {})) response.headers.set(header, value);
    response.headers.set('x-request-id', requestId);
    const { method } = request;
    const { status } = response;
    // A stream's line is written at its end: only then it is known what came of it.
    return whenEnded(response, (how) =>
      deps.log({
        requestId,
        function: name,
        method,
        status,
        durationMs: Math.round(deps.now() - began),
        ...(how === 'whole' ? {} : { outcome: how }),
        ...fields,
        ...(cause === undefined ? {} : { cause }),
      }),
    );
  };
}

async function answer(
  { name, method, handler }: ServeOptions,
  request: Request,
  context: Context,
  isOriginAllowed: boolean,
): Promise<Response> {
  if (!isOriginAllowed) {
    throw new Refusal(403, {
      code: 'origin_refused',
      message: 'This page may not call the function.',
      hint: 'The operator names the pages that may in NEXUS_ALLOWED_ORIGINS.',
    });
  }
  if (request.method !== method) {
    throw new Refusal(
      405,
      { code: 'method_not_allowed', message: `${name} answers ${method}, not ${request.method}.` },
      { allow: `${method}, OPTIONS` },
    );
  }
  return handler(request, context);
}

function refusalOf(error: unknown, name: string, context: Context): Response {
  if (error instanceof Refusal) return problem(context, error.status, error.problem, error.headers);
  return problem(context, 500, {
    code: 'server_error',
    message: `The function ${name} failed.`,
    hint: `Try again; if it stays, report request id ${context.requestId}.`,
  });
}
