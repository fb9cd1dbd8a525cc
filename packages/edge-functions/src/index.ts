// Serves every function from one process, by name, as the embedded stack does. Hosted Supabase deploys each shim in
// supabase/functions/ on its own; both run the same handlers.
import { health } from './health/handler.ts';
import { denoDeps } from './internal/deno-deps.ts';
import type { Handler } from './internal/deps.ts';
import { problem } from './internal/respond.ts';
import { serve } from './internal/serve.ts';

const HANDLERS: Record<string, Handler> = { health };

const deps = denoDeps();
const notFound: Handler = async (request, context) =>
  problem(context, 404, {
    code: 'not_found',
    message: `There is no function at ${new URL(request.url).pathname}.`,
    hint: `There are: ${Object.keys(HANDLERS).join(', ')}.`,
  });

const served = new Map(Object.entries(HANDLERS).map(([name, handler]) => [name, serve(name, handler, deps)]));
const serveNotFound = serve('not-found', notFound, deps);

const server: { fetch(request: Request): Promise<Response> } = {
  fetch(request) {
    const name = /^(?:\/functions\/v1)?\/([\w-]+)/.exec(new URL(request.url).pathname)?.[1] ?? '';
    return (served.get(name) ?? serveNotFound)(request);
  },
};
export default server;
