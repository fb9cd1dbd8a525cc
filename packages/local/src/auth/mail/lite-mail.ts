import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../../engine/database.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { readAccounts } from '../admin/account.ts';
import { type AuthMailer, MAIL_KINDS, type MailKind } from './auth-mailer.ts';

/** What @supabase/lite hands over to be sent. */
interface LiteMail {
  readonly to: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
}

/** The mail driver of @supabase/lite. */
export interface LiteMails {
  /** What @supabase/lite calls to send a mail. */
  send(mail: LiteMail): Promise<void>;
  /** Runs a request, and then sends what it wanted sent, with links that lead to `redirectTo`. */
  collect<T>(redirectTo: string, work: () => Promise<T>): Promise<T>;
}

const MARK = 'nexus-mail';

/**
 * Subjects for @supabase/lite that are no subjects: they carry what our own templates need, which its templates cannot do
 * (no user data, no escaping, and always the site as the place that links lead back to).
 */
export const LITE_TEMPLATES: Readonly<Record<string, { readonly subject: string }>> = Object.fromEntries(
  MAIL_KINDS.map((kind) => [kind, { subject: `${MARK} ${kind} {{ .TokenHash }} {{ .Token }}` }]),
);

/**
 * Mails that @supabase/lite starts, sent in our form. They wait for the end of the request: it holds the engine's lock,
 * and to read the account takes another turn of it.
 */
export function createLiteMails(database: Database, mailer: AuthMailer, mailbox: Mailbox): LiteMails {
  const waiting = new AsyncLocalStorage<LiteMail[]>();

  const deliver = async (mail: LiteMail, redirectTo: string): Promise<void> => {
    const [, kind, hash, code] = /^nexus-mail (\w+) ([0-9a-f]+) (\d*)$/.exec(mail.subject) ?? [];
    const known = MAIL_KINDS.find((each) => each === kind);
    if (known === undefined || hash === undefined || code === undefined) {
      mailbox.put(mail);
      return;
    }
    await deliverOurs(known, { hash, code }, mail.to, redirectTo);
  };

  const deliverOurs = async (
    kind: MailKind,
    token: { hash: string; code: string },
    to: string,
    redirectTo: string,
  ): Promise<void> => {
    const [account] = await readAccounts(
      database,
      `where $1 in (account.confirmation_token, account.recovery_token, account.email_change_token_current,
         account.email_change_token_new)`,
      [token.hash],
    );
    // Asked for again meanwhile: the link of the later mail is the one that works.
    if (!account) return;
    mailer.send(kind, { account, token, redirectTo, to });
    if (kind !== 'email_change' || to !== account.email || !account.email_change) return;
    // Both addresses have to agree. @supabase/lite writes only to the old one.
    const [row] = await database.query<{ hash: string | null }>(
      'select email_change_token_new as hash from auth.users where id = $1',
      [account.id],
    );
    if (!row?.hash) return;
    mailer.send(kind, { account, token: { hash: row.hash, code: '' }, redirectTo, to: account.email_change });
  };

  return {
    send: async (mail) => {
      const collected = waiting.getStore();
      if (collected) collected.push(mail);
      else mailbox.put(mail);
    },
    collect: async (redirectTo, work) => {
      const collected: LiteMail[] = [];
      const result = await waiting.run(collected, work);
      for (const mail of collected) await deliver(mail, redirectTo);
      return result;
    },
  };
}
