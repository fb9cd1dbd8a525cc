import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { TokenError, verifyToken } from '../auth/access-token.ts';
import type { Keys } from '../auth/keys.ts';
import type { FunctionHost } from './function-host.ts';

/** Headers that belong to one hop. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host', 'content-length', 'expect'];

/** Where a proxy writes whom it speaks for. Nobody stands before this stack, so a client's own word is a claim. */
const CLAIMS = [
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'x-forwarded-port',
  'x-envoy-external-address',
  'true-client-ip',
  'fly-client-ip',
];
const CLAIM = /^(?:cf|x-forwarded)-/;

/** `/functions/v1/<name>/…` goes to Deno as `/<name>/…`, as hosted; bodies stream both ways. */
export function functionRoutes(
  host: FunctionHost | null,
  verifyJwt: (name: string) => boolean,
  keys: Keys,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.all('/*', async (context) => {
    const name = /^\/functions\/v1\/([\w-]+)/.exec(context.req.path)?.[1] ?? '';
    const refusal = verifyJwt(name) ? refuse(context.req.raw, keys) : null;
    if (refusal !== null) return context.json({ code: 401, message: refusal }, 401);
    const lease = (await host?.lease()) ?? null;
    if (lease === null) {
      return context.json({ code: 'BOOT_ERROR', message: 'Functions did not start' }, 503);
    }
    const { outgoing } = context.env;
    const left = new AbortController();
    let isAnswered = false;
    const ended = (): void => {
      lease.release();
      // Once the answer streams, whoever writes it cancels it.
      if (!isAnswered) left.abort();
    };
    if (outgoing.destroyed) ended();
    else outgoing.once('close', ended);
    const answer = await pass(context, lease.address, left.signal);
    isAnswered = true;
    return answer;
  });

  return app;
}

async function pass(
  context: Context<{ Bindings: HttpBindings }>,
  address: string,
  signal: AbortSignal,
): Promise<Response> {
  const request = context.req.raw;
  const url = new URL(request.url);
  try {
    const response = await fetch(`${address}${url.pathname.replace(/^\/functions\/v1/, '')}${url.search}`, {
      method: request.method,
      headers: headersFor(request, url, context.env.incoming.socket.remoteAddress),
      body: request.body,
      redirect: 'manual',
      signal,
      // Node streams a request body only when asked to; the types of the DOM do not know this field.
      ...(request.body && { duplex: 'half' }),
    });
    const answered = new Headers(response.headers);
    // fetch has already decoded the body.
    for (const name of [...HOP, 'content-encoding']) answered.delete(name);
    return new Response(response.body, { status: response.status, headers: answered });
  } catch (error) {
    if (signal.aborted) return new Response(null, { status: 499 });
    return context.json(
      { code: 'WORKER_ERROR', message: `The function did not answer: ${String(error)}` },
      502,
    );
  }
}

function headersFor(request: Request, url: URL, address: string | undefined): Headers {
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) {
    if (HOP.includes(name) || CLAIMS.includes(name) || CLAIM.test(name)) headers.delete(name);
  }
  headers.set('x-forwarded-host', url.host);
  headers.set('x-forwarded-proto', url.protocol.slice(0, -1));
  // The only address that is known: the one that the connection comes from.
  if (address !== undefined) headers.set('x-forwarded-for', address.replace(/^::ffff:/, ''));
  // Nothing is won by packing on the way through one machine, and parts of a stream would wait to be packed.
  headers.set('accept-encoding', 'identity');
  return headers;
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
