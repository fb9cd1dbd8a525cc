import { readFile } from 'node:fs/promises';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import { actionLink } from '../action-link.ts';
import type { Account } from '../admin/account.ts';
import { DEFAULT_MAILS } from './default-mails.ts';
import { htmlToText } from './html-to-text.ts';
import { parseTemplate, type Template } from './template.ts';

/** The mails of Auth with a link in them, by the names that config.toml has for their templates. */
export const MAIL_KINDS = ['invite', 'confirmation', 'recovery', 'magic_link', 'email_change'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** A mail that config.toml gives a form of its own. */
export interface MailTemplate {
  readonly subject?: string;
  /** The file, as an absolute path. */
  readonly path?: string;
}

/** What one mail is about. */
interface AuthMail {
  readonly account: Account;
  /** The code is empty where nobody knows it any more. */
  readonly token: { readonly code: string; readonly hash: string };
  readonly redirectTo: string;
  /** Where it goes; the account's address when not told. */
  readonly to?: string;
}

/** Puts the mails of Auth into the mailbox. */
export interface AuthMailer {
  send(kind: MailKind, mail: AuthMail): void;
}

const LINK_TYPES: Readonly<Record<MailKind, string>> = {
  invite: 'invite',
  confirmation: 'signup',
  recovery: 'recovery',
  magic_link: 'magiclink',
  email_change: 'email_change',
};

/**
 * Reads the templates, so that one that cannot be used is an error at the start and not in somebody's inbox.
 *
 * @throws TemplateError, or the file system's error for a file that is not there
 */
export async function createAuthMailer(options: {
  readonly templates: Readonly<Partial<Record<MailKind, MailTemplate>>>;
  readonly mailbox: Mailbox;
  readonly siteUrl: string;
  readonly apiUrl: string;
}): Promise<AuthMailer> {
  const { templates, mailbox, siteUrl, apiUrl } = options;
  const forms = new Map<MailKind, { subject: Template; body: Template }>();
  for (const kind of MAIL_KINDS) {
    const { subject = DEFAULT_MAILS[kind].subject, path } = templates[kind] ?? {};
    const body = path === undefined ? DEFAULT_MAILS[kind].body : await readFile(path, 'utf8');
    forms.set(kind, {
      subject: parseTemplate(subject, `the subject of ${kind}`, 'plain'),
      body: parseTemplate(body, path ?? kind),
    });
  }

  return {
    send: (kind, { account, token, redirectTo, to = account.email ?? '' }) => {
      const variables = {
        SiteURL: siteUrl,
        ConfirmationURL: actionLink(apiUrl, { hash: token.hash, type: LINK_TYPES[kind], redirectTo }),
        RedirectTo: redirectTo,
        Email: account.email ?? '',
        NewEmail: account.email_change ?? '',
        Token: token.code,
        TokenHash: token.hash,
        Data: account.raw_user_meta_data ?? {},
      };
      const form = forms.get(kind);
      if (!form) return;
      const html = form.body.render(variables);
      mailbox.put({ to, subject: form.subject.render(variables), html, text: htmlToText(html) });
    },
  };
}
