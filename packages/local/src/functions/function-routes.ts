import { Hono } from 'hono';
import { TokenError, verifyToken } from '../auth/access-token.ts';
import type { Keys } from '../auth/keys.ts';
import type { FunctionHost } from './function-host.ts';

/** Headers that belong to one hop. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host', 'content-length', 'expect'];

/** `/functions/v1/<name>/…` goes to Deno as `/<name>/…`, as hosted; bodies stream both ways. */
export function functionRoutes(
  host: FunctionHost | null,
  verifyJwt: (name: string) => boolean,
  keys: Keys,
): Hono {
  const app = new Hono();

  app.all('/*', async (context) => {
    const request = context.req.raw;
    const name = /^\/functions\/v1\/([\w-]+)/.exec(context.req.path)?.[1] ?? '';
    const refusal = verifyJwt(name) ? refuse(request, keys) : null;
    if (refusal !== null) return context.json({ code: 401, message: refusal }, 401);
    const address = (await host?.address()) ?? null;
    if (address === null)
      return context.json({ code: 'BOOT_ERROR', message: 'Functions did not start' }, 503);
    const url = new URL(request.url);
    const headers = new Headers(request.headers);
    for (const name of HOP) headers.delete(name);
    headers.set('x-forwarded-host', url.host);
    headers.set('x-forwarded-proto', url.protocol.slice(0, -1));
    try {
      const response = await fetch(`${address}${url.pathname.replace(/^\/functions\/v1/, '')}${url.search}`, {
        method: request.method,
        headers,
        body: request.body,
        redirect: 'manual',
        signal: request.signal,
        // Node streams a request body only when asked to; the types of the DOM do not know this field.
        ...(request.body && { duplex: 'half' }),
      });
      const answered = new Headers(response.headers);
      // fetch has already decoded the body.
      for (const name of [...HOP, 'content-encoding']) answered.delete(name);
      return new Response(response.body, { status: response.status, headers: answered });
    } catch (error) {
      if (request.signal.aborted) return new Response(null, { status: 499 });
      return context.json(
        { code: 'WORKER_ERROR', message: `The function did not answer: ${String(error)}` },
        502,
      );
    }
  });

  return app;
}

function refuse(request: Request, keys: Keys): string | null {
  const token = request.headers.get('authorization')?.replace(/^Bearer\s+/i, '');
  if (!token) return 'Missing authorization header';
  // The project keys are no tokens: hosted Supabase refuses them here too.
  if (token === keys.publishableKey || token === keys.secretKey) return 'Invalid JWT';
  try {
    verifyToken(token, keys);
    return null;
  } catch (error) {
    if (error instanceof TokenError) return 'Invalid JWT';
    throw error;
  }
}
