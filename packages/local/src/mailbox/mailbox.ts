import { randomUUID } from 'node:crypto';

/** One mail that Auth sent. Nothing leaves the machine. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** ISO 8601. */
  readonly sentAt: string;
}

/** The mails of this run, newest first. */
export interface Mailbox {
  /** What @supabase/lite calls to send a mail. */
  send(message: { to: string; subject: string; text?: string; html?: string }): Promise<void>;
  list(): readonly Mail[];
  find(id: string): Mail | undefined;
}

/** Enough for a day of trying things out; the oldest go first. */
const KEPT = 200;

/**
 * @param rewrite turns links to the verification endpoint into ones that this stack answers: @supabase/lite puts the
 *   portal's address before them, hosted Supabase the API's
 */
export function createMailbox(rewrite: (text: string) => string): Mailbox {
  const mails: Mail[] = [];
  return {
    send: async ({ to, subject, text = '', html = '' }) => {
      const sentAt = new Date().toISOString();
      mails.unshift({ id: randomUUID(), to, subject, text: rewrite(text), html: rewrite(html), sentAt });
      mails.splice(KEPT);
    },
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
  };
}
