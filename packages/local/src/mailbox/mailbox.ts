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
  put(message: { to: string; subject: string; text?: string; html?: string }): void;
  list(): readonly Mail[];
  find(id: string): Mail | undefined;
}

/** Enough for a day of trying things out; the oldest go first. */
const KEPT = 200;

export function createMailbox(): Mailbox {
  const mails: Mail[] = [];
  return {
    put: ({ to, subject, text = '', html = '' }) => {
      mails.unshift({ id: randomUUID(), to, subject, text, html, sentAt: new Date().toISOString() });
      mails.splice(KEPT);
    },
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
  };
}
