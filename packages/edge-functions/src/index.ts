// Serves every function from one process, by name, as the embedded stack does. Hosted Supabase deploys each shim in
// supabase/functions/ on its own; both run the same handlers.
import { FUNCTIONS } from './functions.ts';
import { denoDeps } from './internal/deno-deps.ts';
import { Refusal } from './internal/refusal.ts';
import { serve } from './internal/serve.ts';

const deps = denoDeps();
const served = new Map(FUNCTIONS.map((each) => [each.name, serve(each, deps)]));
const serveNotFound = serve(
  {
    name: 'not-found',
    method: 'POST',
    handler: async (request) => {
      throw new Refusal(404, {
        code: 'not_found',
        message: `There is no function at ${new URL(request.url).pathname}.`,
        hint: `There are: ${FUNCTIONS.map(({ name }) => name).join(', ')}.`,
      });
    },
  },
  deps,
);

const server: { fetch(request: Request): Promise<Response> } = {
  fetch(request) {
    const name = /^(?:\/functions\/v1)?\/([\w-]+)/.exec(new URL(request.url).pathname)?.[1] ?? '';
    return (served.get(name) ?? serveNotFound)(request);
  },
};
export default server;
