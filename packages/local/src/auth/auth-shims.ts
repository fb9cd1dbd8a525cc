import { Hono } from 'hono';
import type { Forward } from '../http/forward.ts';

/**
 * Where @supabase/lite 0.10's Auth is more open than hosted: with sign-up closed, `/otp` still makes an account for
 * whoever asks for a mail. Hosted Auth then mails only those who have an account.
 */
export function authShims(forward: Forward, signUpIsOpen: boolean): Hono {
  const app = new Hono();
  app.post('/auth/v1/otp', async (context) => {
    if (signUpIsOpen) return forward(context.req.raw);
    const given: unknown = await context.req.json().catch(() => null);
    const body = JSON.stringify({ ...(given as object | null), create_user: false });
    const headers = new Headers(context.req.raw.headers);
    headers.delete('content-length');
    headers.set('content-type', 'application/json');
    return forward(new Request(context.req.url, { method: 'POST', headers, body }));
  });
  return app;
}
