import { type Context, Hono } from 'hono';
import type { Database, Session } from '../engine/database.ts';
import { createLock } from '../engine/lock.ts';
import type { Forward } from '../http/forward.ts';
import { TokenError, verifyToken } from './access-token.ts';
import { isBanned, readAccounts } from './admin/account.ts';
import { answerError, userBanned } from './auth-error.ts';
import type { Keys } from './keys.ts';
import { forgetAgreement } from './links-in-use.ts';
import type { LiteMails } from './mail/lite-mail.ts';
import type { Redirects } from './redirects.ts';

/** What the shims stand between. */
export interface ShimOptions {
  readonly forward: Forward;
  readonly database: Database;
  readonly keys: Keys;
  readonly redirects: Redirects;
  readonly mails: LiteMails;
  readonly signUpIsOpen: boolean;
}

/**
 * Where @supabase/lite 0.10's Auth is not as hosted: with sign-up closed, `/otp` still makes an account for whoever
 * asks for a mail, where hosted Auth mails only those who have one; two tabs that renew their session in the same moment
 * both meet a token that is revoked and not replaced yet, which ends the session; a ban keeps nobody out; and links in mails
 * lead to the site whatever the caller asked for. Renewals take turns here, as hosted Auth's do on the row of the token.
 */
export function authShims({ forward, database, keys, redirects, mails, signUpIsOpen }: ShimOptions): Hono {
  const app = new Hono();
  const passOn = (context: Context, request: Request): Promise<Response> => {
    const target = redirects.choose(context.req.query('redirect_to'), context.req.header('referer'));
    return mails.collect(target, () => forward(request));
  };

  app.post('/auth/v1/otp', async (context) => {
    if (signUpIsOpen) return passOn(context, context.req.raw);
    return passOn(context, (await withBody(context.req.raw, () => ({ create_user: false }))).request);
  });

  const turns = createLock();
  app.post('/auth/v1/token', async (context) => {
    const grant = context.req.query('grant_type');
    // Taken in first: who sends slowly must not hold the others up.
    const { request, given } = await withBody(context.req.raw, () => ({}));
    if (grant === 'password' && (await hasBan(database, 'account.email = lower($1)', given.email))) {
      return answerError(context, userBanned(400));
    }
    if (grant !== 'refresh_token') return forward(request);
    if (await hasBan(database, HOLDS_TOKEN, given.refresh_token))
      return answerError(context, userBanned(400));
    return turns(() => forward(request));
  });

  app.on(['GET', 'PUT'], '/auth/v1/user', async (context) => {
    const userId = holderOf(context, keys);
    if (await hasBan(database, 'account.id::text = $1', userId)) return answerError(context, userBanned(403));
    if (context.req.method === 'GET') return forward(context.req.raw);
    const { request, given } = await withBody(context.req.raw, () => ({}));
    const answer = await passOn(context, request);
    if (answer.ok && given.email !== undefined && userId !== undefined) {
      await forgetAgreement(database, userId);
    }
    return answer;
  });

  app.post('/auth/v1/:call{signup|magiclink|recover|resend}', (context) => passOn(context, context.req.raw));
  return app;
}

const HOLDS_TOKEN =
  'account.id = (select held.user_id from auth.refresh_tokens as held where held.token = $1 limit 1)';

async function hasBan(session: Session, where: string, value: unknown): Promise<boolean> {
  if (typeof value !== 'string' || value === '') return false;
  return (await readAccounts(session, `where ${where}`, [value])).some(isBanned);
}

/** Whose token the request carries, when it is one. What is wrong with it is told by Auth itself. */
function holderOf(context: Context, keys: Keys): string | undefined {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(context.req.header('authorization') ?? '')?.[1];
  if (bearer === undefined) return undefined;
  try {
    return verifyToken(bearer, keys).sub;
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}

/** The request with some fields of its JSON body replaced, and what the body held. */
async function withBody(
  request: Request,
  change: (given: Record<string, unknown>) => object,
): Promise<{ readonly request: Request; readonly given: Record<string, unknown> }> {
  const given = ((await request.json().catch(() => null)) ?? {}) as Record<string, unknown>;
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  const body = JSON.stringify({ ...given, ...change(given) });
  return { request: new Request(request.url, { method: request.method, headers, body }), given };
}
