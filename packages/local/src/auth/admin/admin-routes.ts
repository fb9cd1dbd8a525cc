import { type Context, Hono } from 'hono';
import type { Database } from '../../engine/database.ts';
import { actionLink } from '../action-link.ts';
import { AuthError, answerError, invalid } from '../auth-error.ts';
import type { Keys } from '../keys.ts';
import type { AuthMailer } from '../mail/auth-mailer.ts';
import { readJson, textOf } from '../read-json.ts';
import type { Redirects } from '../redirects.ts';
import { readAccount, toUser } from './account.ts';
import { generateLink, inviteAccount, type LinkRules } from './links.ts';
import { requireAdmin } from './require-admin.ts';
import { createUser, deleteUser, listAccounts, UUID, updateUser } from './users.ts';

/** What the administrative calls of Auth work with. */
export interface AdminOptions {
  readonly database: Database;
  readonly keys: Keys;
  readonly redirects: Redirects;
  readonly rules: LinkRules;
  readonly mailer: AuthMailer;
  /** Where the links of mails lead to. */
  readonly apiUrl: string;
}

/** How many accounts a page holds when nobody says, and at most. */
const PAGE = 50;
const LARGEST_PAGE = 1000;

/** What @supabase/lite 0.10's Auth does not have: the calls of `auth.admin` in supabase-js, as GoTrue answers them. */
export function adminRoutes({ database, keys, redirects, rules, mailer, apiUrl }: AdminOptions): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof AuthError) return answerError(context, error);
    throw error;
  });
  app.use('/auth/v1/admin/*', async (context, next) => {
    requireAdmin(context, keys);
    await next();
  });
  const redirectOf = (context: Context, wish?: string): string =>
    redirects.choose(wish, context.req.query('redirect_to'), context.req.header('referer'));

  app.post('/auth/v1/invite', async (context) => {
    requireAdmin(context, keys);
    const fields = await readJson(context);
    const { account, token } = await database.transaction((session) => inviteAccount(session, fields, rules));
    mailer.send('invite', { account, token, redirectTo: redirectOf(context) });
    return context.json(toUser(account));
  });

  app.post('/auth/v1/admin/generate_link', async (context) => {
    const fields = await readJson(context);
    const { account, token, type } = await database.transaction((session) =>
      generateLink(session, fields, rules),
    );
    const redirectTo = redirectOf(context, textOf(fields, 'redirect_to'));
    return context.json({
      ...toUser(account),
      action_link: actionLink(apiUrl, { hash: token.hash, type, redirectTo }),
      email_otp: token.code,
      hashed_token: token.hash,
      verification_type: type,
      redirect_to: redirectTo,
    });
  });

  app.get('/auth/v1/admin/users', async (context) => {
    const [page, perPage] = [readCount(context, 'page', 1), readCount(context, 'per_page', PAGE)];
    const filter = context.req.query('filter') ?? '';
    const { accounts, total } = await listAccounts(database, { page, perPage, filter });
    return context.json({ users: accounts.map(toUser), aud: 'authenticated' }, 200, {
      'x-total-count': String(total),
      link: pageLinks(context.req.url, page, Math.ceil(total / perPage)),
    });
  });

  app.post('/auth/v1/admin/users', async (context) => {
    const fields = await readJson(context);
    const account = await database.transaction((session) => createUser(session, fields));
    return context.json(toUser(account));
  });

  app.get('/auth/v1/admin/users/:id', async (context) =>
    context.json(toUser(await readAccount(database, idOf(context)))),
  );

  app.put('/auth/v1/admin/users/:id', async (context) => {
    const [id, fields] = [idOf(context), await readJson(context)];
    const account = await database.transaction((session) =>
      updateUser(session, id, fields, rules.leastPassword),
    );
    return context.json(toUser(account));
  });

  app.delete('/auth/v1/admin/users/:id', async (context) => {
    const [id, fields] = [idOf(context), await readJson(context, 'empty')];
    const isSoft = fields.should_soft_delete === true;
    await database.transaction((session) => deleteUser(session, id, isSoft)).catch(toldByDatabase);
    return context.json({});
  });

  return app;
}

/** A rule of the database's own, such as that a tenant keeps an admin, is no fault of Auth. */
function toldByDatabase(error: unknown): never {
  if (error instanceof AuthError || !/^(?:23|NX)/.test(String((error as { code?: unknown }).code)))
    throw error;
  throw new AuthError(500, 'unexpected_failure', 'Database error deleting user');
}

function idOf(context: Context): string {
  const id = context.req.param('id') ?? '';
  if (!UUID.test(id)) throw invalid('user_id must be an UUID', 404);
  return id.toLowerCase();
}

function readCount(context: Context, name: 'page' | 'per_page', standard: number): number {
  const text = context.req.query(name) ?? '';
  if (text === '') return standard;
  const count = Number(text);
  if (!/^\d{1,9}$/.test(text) || count < 1) {
    throw invalid(`Bad Pagination Parameters: ${name} is a whole number above 0`);
  }
  return name === 'per_page' ? Math.min(count, LARGEST_PAGE) : count;
}

/** The pages that there are, as GoTrue writes them: a path without a host. */
function pageLinks(requestUrl: string, page: number, pages: number): string {
  const url = new URL(requestUrl);
  const to = (number: number, relation: string): string => {
    url.searchParams.set('page', String(number));
    url.searchParams.sort();
    return `<${url.pathname}${url.search}>; rel="${relation}"`;
  };
  return [...(pages > page ? [to(page + 1, 'next')] : []), to(pages, 'last')].join(', ');
}
