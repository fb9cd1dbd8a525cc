import { type Context, Hono } from 'hono';
import type { Database } from '../engine/database.ts';
import type { Forward } from '../http/forward.ts';
import { AuthError, answerError, invalid, linkExpired, userBanned } from './auth-error.ts';
import type { Keys } from './keys.ts';
import { agreeOnce, findLink, forgetAgreement, isLinkType, type LinkInUse, putLast } from './links-in-use.ts';
import { hashOf } from './one-time-token.ts';
import { readJson, textOf } from './read-json.ts';
import type { Redirects } from './redirects.ts';

/** What verification works with. */
export interface VerifyOptions {
  readonly forward: Forward;
  readonly database: Database;
  readonly keys: Keys;
  readonly redirects: Redirects;
  /** How long a link or code works, in seconds. */
  readonly otpSeconds: number;
  /** Whether the old address and the new one have to agree to a change. */
  readonly doubleConfirmChanges: boolean;
}

const ONE_AGREED = 'Confirmation link accepted. Please proceed to confirm link sent to the other email';

/**
 * `/auth/v1/verify`, where @supabase/lite 0.10 is not as hosted: it knows neither `invite` nor `email`, lets banned accounts
 * in, and takes the word of one address for a change that needs two. What makes the session stays its own.
 */
export function verifyRoutes(options: VerifyOptions): Hono {
  const { redirects } = options;
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof AuthError) return answerError(context, error);
    throw error;
  });

  app.post('/auth/v1/verify', async (context) => {
    const fields = await readJson(context);
    const [type, token, tokenHash, email] = ['type', 'token', 'token_hash', 'email'].map((name) =>
      textOf(fields, name),
    );
    if (type === undefined) throw invalid('Verify requires a verification type');
    if ((token === undefined) === (tokenHash === undefined)) {
      throw invalid('Verify requires either a token or a token hash');
    }
    if (tokenHash !== undefined && email !== undefined) {
      throw invalid('Only the token_hash and type should be provided');
    }
    if (tokenHash !== undefined) return verify(options, context, type, tokenHash);
    if (email === undefined) {
      throw invalid('Only an email address or phone number should be provided on verify');
    }
    return verify(options, context, type, hashOf(email, token ?? ''));
  });

  app.get('/auth/v1/verify', async (context) => {
    const [type = '', token = ''] = [context.req.query('type'), context.req.query('token')];
    if (type === '') throw invalid('Verify requires a verification type');
    if (token === '') throw invalid('Verify requires a token or a token hash');
    const target = redirects.choose(context.req.query('redirect_to'), context.req.header('referer'));
    const answer = await verify(options, context, type, token).catch((error: unknown) => {
      if (error instanceof AuthError) return answerError(context, error);
      throw error;
    });
    const told = (await answer.json()) as Record<string, unknown>;
    // As GoTrue marks what is its own.
    const fragment = `${new URLSearchParams(fragmentOf(answer, told, type))}&sb=`;
    return context.redirect(`${target.split('#')[0]}#${fragment}`, 303);
  });

  return app;
}

function fragmentOf(
  answer: Response,
  told: Readonly<Record<string, unknown>>,
  type: string,
): Record<string, string> {
  const text = (name: string): string => String(told[name] ?? '');
  if (!answer.ok) {
    return {
      error: answer.status === 400 ? 'invalid_request' : 'access_denied',
      error_code: text('error_code') || text('code'),
      error_description: text('msg') || text('message'),
    };
  }
  if (typeof told.access_token !== 'string') return { message: text('msg') };
  return {
    access_token: text('access_token'),
    expires_at: text('expires_at'),
    expires_in: text('expires_in'),
    refresh_token: text('refresh_token'),
    token_type: text('token_type'),
    type,
  };
}

/** @throws AuthError */
async function verify(
  options: VerifyOptions,
  context: Context,
  type: string,
  hash: string,
): Promise<Response> {
  const { forward, database, keys, otpSeconds } = options;
  if (!isLinkType(type)) throw invalid('Invalid email verification type');
  const link = await findLink(database, { type, hash, seconds: otpSeconds });
  if (!link) throw linkExpired();
  if (link.is_banned) throw userBanned(403);
  if (link.is_expired) throw linkExpired();
  const isChange = type === 'email_change';
  if (isChange && needsTwo(options, link)) {
    if (link.change_status === 0) {
      if (!(await agreeOnce(database, link, hash))) throw linkExpired();
      return Response.json({ msg: ONE_AGREED, code: '200' });
    }
    await putLast(database, link, hash);
  }
  const headers = { 'content-type': 'application/json', apikey: keys.publishableKey };
  const body = JSON.stringify({ type: typeForLite(type, link), token_hash: hash });
  const answer = await forward(
    new Request(new URL('/auth/v1/verify', context.req.url), { method: 'POST', headers, body }),
  );
  if (isChange && answer.ok) await forgetAgreement(database, link.id);
  return answer;
}

function needsTwo({ doubleConfirmChanges }: VerifyOptions, link: LinkInUse): boolean {
  return doubleConfirmChanges && link.has_email;
}

function typeForLite(type: string, { column }: LinkInUse): string {
  if (type === 'invite') return 'signup';
  if (type === 'email') return column === 'confirmation_token' ? 'signup' : 'magiclink';
  return type;
}
