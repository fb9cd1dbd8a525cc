import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { isLocalHost } from '../http/local-host.ts';
import type { Mailbox } from './mailbox.ts';
import { mailboxPage } from './mailbox-page.ts';

/**
 * `/mailbox`, its JSON `/mailbox/api/messages`, and each mail's own document. Mails hold sign-in links, so there is no
 * CORS here, and a page on a foreign name that resolves to this machine is refused.
 */
export function mailboxRoutes(mailbox: Mailbox): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    if (!isLocalHost(context.req.header('host')))
      return context.text('The mailbox is for this machine only', 403);
    await next();
    context.header('cache-control', 'no-store');
    context.header('referrer-policy', 'no-referrer');
    context.header('x-content-type-options', 'nosniff');
  });

  app.get('/', (context) => {
    const nonce = randomBytes(16).toString('base64');
    const id = context.req.query('id');
    context.header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    return context.html(mailboxPage(mailbox.list(), id === undefined ? undefined : mailbox.find(id), nonce));
  });

  app.get('/api/messages', (context) => context.json(mailbox.list()));

  app.get('/messages/:id', (context) => {
    const mail = mailbox.find(context.req.param('id'));
    if (!mail) return context.notFound();
    context.header(
      'content-security-policy',
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    );
    return context.html(`<!doctype html><meta charset="utf-8"><base target="_blank">${mail.html}`);
  });

  return app;
}
