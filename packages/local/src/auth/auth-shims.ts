import { Hono } from 'hono';
import { createLock } from '../engine/lock.ts';
import type { Forward } from '../http/forward.ts';

/**
 * Where @supabase/lite 0.10's Auth is not as hosted: with sign-up closed, `/otp` still makes an account for whoever
 * asks for a mail, where hosted Auth mails only those who have one; `/verify` does not know the type `email`, which is
 * what hosted Auth calls the code of a sign-in mail; and two tabs that renew their session in the same moment both meet a
 * token that is revoked and not replaced yet, which ends the session. Renewals take turns here, as hosted Auth's do on
 * the row of the token.
 */
export function authShims(forward: Forward, signUpIsOpen: boolean): Hono {
  const app = new Hono();
  app.post('/auth/v1/otp', async (context) => {
    if (signUpIsOpen) return forward(context.req.raw);
    return forward(await withBody(context.req.raw, () => ({ create_user: false })));
  });
  app.post('/auth/v1/verify', async (context) =>
    forward(await withBody(context.req.raw, ({ type }) => (type === 'email' ? { type: 'magiclink' } : {}))),
  );
  const turns = createLock();
  app.post('/auth/v1/token', async (context) => {
    if (context.req.query('grant_type') !== 'refresh_token') return forward(context.req.raw);
    // Taken in first: who sends slowly must not hold the others up.
    const request = await withBody(context.req.raw, () => ({}));
    return turns(() => forward(request));
  });
  return app;
}

/** The request with some fields of its JSON body replaced. */
async function withBody(
  request: Request,
  change: (given: Record<string, unknown>) => object,
): Promise<Request> {
  const given = ((await request.json().catch(() => null)) ?? {}) as Record<string, unknown>;
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  const body = JSON.stringify({ ...given, ...change(given) });
  return new Request(request.url, { method: 'POST', headers, body });
}
