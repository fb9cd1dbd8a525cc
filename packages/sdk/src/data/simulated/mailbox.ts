import { hashText, mix } from '../../plant/index.ts';
import type { SimulatedDatabase } from './database.ts';
import { normalised } from './database.ts';
import type { Account } from './state.ts';

/** What a mail is for. */
export type MailPurpose = 'sign_in' | 'password_reset' | 'invitation';

/** A mail that a real server would have sent. Nothing leaves the simulated world. */
export interface SimulatedMail {
  /** Names the mail. */
  id: string;
  /** Address that it went to. */
  to: string;
  /** What it is for. */
  purpose: MailPurpose;
  /** Six digits, good once and for an hour: `signIns.withCode({ email: to, code, purpose })`. */
  code: string;
  /** Signs in when given to `signIns.fromUrl`, once and for an hour. */
  link: string;
  /** ISO 8601. */
  sentAt: string;
  /** False once it was used, or a newer mail for the same purpose took its place. */
  isOpen: boolean;
}

/** The parameter of a link by which the simulated world knows who comes. */
const LINK_PARAMETER = 'nexus_simulated';

const GOOD_FOR_MS = 3_600_000;
const KEPT_MAILS = 100;
const DEFAULT_PAGE = 'https://simulated.example/';

/** Puts a mail into the world's mailbox; a former one for the same purpose is void then. */
export function sendMail(
  database: SimulatedDatabase,
  account: Account,
  purpose: MailPurpose,
  redirectTo: string | undefined,
): SimulatedMail {
  const id = database.nextId('mail');
  const code = String(mix(hashText(id), 1) % 1_000_000).padStart(6, '0');
  const mail: SimulatedMail = {
    id,
    to: account.email,
    purpose,
    code,
    link: linkTo(redirectTo, id),
    sentAt: database.time(),
    isOpen: true,
  };
  const others = database.mails.map((one) =>
    one.to === mail.to && one.purpose === purpose ? { ...one, isOpen: false } : one,
  );
  database.mails = [mail, ...others].slice(0, KEPT_MAILS);
  return mail;
}

/** A page's address with the token that says who comes. */
export function linkTo(redirectTo: string | undefined, token: string): string {
  const url = new URL(redirectTo ?? DEFAULT_PAGE);
  url.hash = new URLSearchParams({ [LINK_PARAMETER]: token }).toString();
  return url.href;
}

/** The token in an address, or null. */
export function tokenIn(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hash } = new URL(url);
  return new URLSearchParams(hash.replace(/^#/, '')).get(LINK_PARAMETER);
}

/** The open mail with this code, which is used up by it; null when there is none or it is too old. */
export function takeByCode(
  database: SimulatedDatabase,
  email: string,
  code: string,
  purpose: MailPurpose,
): SimulatedMail | null {
  const to = normalised(email);
  return take(database, (mail) => mail.to === to && mail.code === code.trim() && mail.purpose === purpose);
}

/** The open mail with this link's token, which is used up by it. */
export function takeByToken(database: SimulatedDatabase, token: string): SimulatedMail | null {
  return take(database, (mail) => mail.id === token);
}

function take(database: SimulatedDatabase, is: (mail: SimulatedMail) => boolean): SimulatedMail | null {
  const oldest = database.now() - GOOD_FOR_MS;
  const found = database.mails.find((mail) => is(mail) && mail.isOpen);
  if (found === undefined || Date.parse(found.sentAt) < oldest) return null;
  database.mails = database.mails.map((mail) => (mail === found ? { ...mail, isOpen: false } : mail));
  return found;
}
