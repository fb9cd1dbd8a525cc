import { randomBytes } from 'node:crypto';
import type { Session } from '../../engine/database.ts';
import { AuthError, invalid } from '../auth-error.ts';
import { checkEmail, checkPassword } from '../check-input.ts';
import { makeToken, type OneTimeToken } from '../one-time-token.ts';
import { type Fields, objectOf, textOf } from '../read-json.ts';
import { type Account, findByEmail, readAccount } from './account.ts';
import { emailExists, insertAccount, mergeMetadata, noteInLog, setColumns } from './write-account.ts';

/** What decides how links are made. */
export interface LinkRules {
  readonly otpLength: number;
  readonly leastPassword: number;
  readonly doubleConfirmChanges: boolean;
}

/** A link that was made, before it is told or mailed. */
export interface MadeLink {
  readonly account: Account;
  readonly token: OneTimeToken;
  /** As `verification_type` says it. */
  readonly type: LinkType;
}

const LINK_TYPES = [
  'signup',
  'invite',
  'magiclink',
  'recovery',
  'email_change_current',
  'email_change_new',
] as const;

/** What a link of Auth may be for. */
type LinkType = (typeof LINK_TYPES)[number];

/** Makes the account of an invitation, where there is none, and a link for it. Whoever was confirmed before is refused. */
export async function inviteAccount(session: Session, fields: Fields, rules: LinkRules): Promise<MadeLink> {
  const email = checkEmail(textOf(fields, 'email'));
  const known = await findByEmail(session, email);
  if (known?.email_confirmed_at) throw emailExists();
  const userMetadata = objectOf(fields, 'data');
  const id =
    known?.id ??
    (await insertAccount(session, { email, ...(userMetadata !== undefined && { userMetadata }) }));
  const token = makeToken(email, rules.otpLength);
  const now = new Date().toISOString();
  await setColumns(session, id, {
    confirmation_token: token.hash,
    confirmation_sent_at: now,
    invited_at: now,
  });
  await noteInLog(session, 'user_invited', { id, email });
  return { account: await readAccount(session, id), token, type: 'invite' };
}

/** Makes a link without mailing it. @throws AuthError as GoTrue's `admin/generate_link` */
export async function generateLink(session: Session, fields: Fields, rules: LinkRules): Promise<MadeLink> {
  const given = textOf(fields, 'type');
  const type = LINK_TYPES.find((each) => each === given);
  if (type === undefined) throw invalid(`Invalid email action link type requested: ${given ?? ''}`);
  const email = checkEmail(textOf(fields, 'email'));
  if (type === 'invite') return inviteAccount(session, fields, rules);
  const known = await findByEmail(session, email);
  if (type === 'signup' || (type === 'magiclink' && !known)) {
    const password = type === 'signup' ? textOf(fields, 'password') : randomBytes(24).toString('base64url');
    return signUpLink(session, { fields, email, known, password }, rules);
  }
  if (!known) throw new AuthError(404, 'user_not_found', 'User with this email not found');
  if (type === 'magiclink' || type === 'recovery') return recoveryLink(session, known, type, rules);
  return emailChangeLink(session, { fields, known, type }, rules);
}

interface SignUp {
  readonly fields: Fields;
  readonly email: string;
  readonly known: Account | undefined;
  readonly password: string | undefined;
}

async function signUpLink(session: Session, signUp: SignUp, rules: LinkRules): Promise<MadeLink> {
  const { fields, email, known, password } = signUp;
  const userMetadata = objectOf(fields, 'data');
  let id = known?.id;
  if (known) {
    if (known.email_confirmed_at) throw emailExists();
    await mergeMetadata(session, known, { user: userMetadata });
  } else {
    if (password === undefined) throw invalid('Signup requires a valid password');
    checkPassword(password, rules.leastPassword);
    id = await insertAccount(session, {
      email,
      password,
      ...(userMetadata !== undefined && { userMetadata }),
    });
  }
  const account = await readAccount(session, id ?? '');
  const token = makeToken(email, rules.otpLength);
  await setColumns(session, account.id, {
    confirmation_token: token.hash,
    confirmation_sent_at: new Date().toISOString(),
  });
  return { account: await readAccount(session, account.id), token, type: 'signup' };
}

async function recoveryLink(
  session: Session,
  known: Account,
  type: 'magiclink' | 'recovery',
  rules: LinkRules,
): Promise<MadeLink> {
  const token = makeToken(known.email ?? '', rules.otpLength);
  await setColumns(session, known.id, {
    recovery_token: token.hash,
    recovery_sent_at: new Date().toISOString(),
  });
  await noteInLog(session, 'user_recovery_requested', known);
  return { account: await readAccount(session, known.id), token, type };
}

interface EmailChange {
  readonly fields: Fields;
  readonly known: Account;
  readonly type: 'email_change_current' | 'email_change_new';
}

async function emailChangeLink(
  session: Session,
  { fields, known, type }: EmailChange,
  rules: LinkRules,
): Promise<MadeLink> {
  const isCurrent = type === 'email_change_current';
  if (isCurrent && !rules.doubleConfirmChanges) {
    throw invalid('Enable secure email change to generate link for current email');
  }
  const newEmail = checkEmail(textOf(fields, 'new_email'));
  const holder = await findByEmail(session, newEmail);
  if (holder && holder.id !== known.id) throw emailExists();
  const token = makeToken(isCurrent ? (known.email ?? '') : newEmail, rules.otpLength);
  await setColumns(session, known.id, {
    email_change: newEmail,
    email_change_sent_at: new Date().toISOString(),
    email_change_confirm_status: 0,
    [isCurrent ? 'email_change_token_current' : 'email_change_token_new']: token.hash,
  });
  return { account: await readAccount(session, known.id), token, type };
}
