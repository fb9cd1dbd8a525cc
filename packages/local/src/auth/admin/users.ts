import { createHash, randomBytes } from 'node:crypto';
import type { Session } from '../../engine/database.ts';
import { invalid } from '../auth-error.ts';
import { checkEmail, checkLength, checkPassword, readBan } from '../check-input.ts';
import { type Fields, objectOf, textOf } from '../read-json.ts';
import { type Account, findByEmail, readAccount, readAccounts } from './account.ts';
import {
  confirm,
  emailExists,
  endSessions,
  insertAccount,
  insertIdentity,
  mergeMetadata,
  noteInLog,
  setColumns,
  setPassword,
} from './write-account.ts';

export const UUID: RegExp = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One page of accounts, newest first, and how many there are. */
export async function listAccounts(
  session: Session,
  { page, perPage, filter }: { readonly page: number; readonly perPage: number; readonly filter: string },
): Promise<{ readonly accounts: Account[]; readonly total: number }> {
  const where = `where account.aud = 'authenticated'
    and ($1 = '' or strpos(lower(account.email), lower($1)) > 0 or strpos(lower(account.raw_user_meta_data ->> 'full_name'), lower($1)) > 0)`;
  const [counted] = await session.query<{ total: number }>(
    `select count(*)::int as total from auth.users as account ${where}`,
    [filter],
  );
  const accounts = await readAccounts(
    session,
    `${where} order by account.created_at desc, account.id limit $2 offset $3`,
    [filter, perPage, (page - 1) * perPage],
  );
  return { accounts, total: counted?.total ?? 0 };
}

/** Makes an account; nothing is mailed. @throws AuthError as GoTrue */
export async function createUser(session: Session, fields: Fields): Promise<Account> {
  if (textOf(fields, 'phone') !== undefined) throw invalid('Accounts with a phone number are not kept here');
  const given = textOf(fields, 'email');
  if (given === undefined) throw invalid('Cannot create a user without either an email or phone');
  const email = checkEmail(given);
  const { id, password, passwordHash, role } = readNew(fields);
  if (await findByEmail(session, email)) throw emailExists();
  const [userMetadata, appMetadata] = [objectOf(fields, 'user_metadata'), objectOf(fields, 'app_metadata')];
  const made = await insertAccount(session, {
    email,
    ...(id !== undefined && { id }),
    ...(role !== undefined && { role }),
    ...(passwordHash === undefined ? { password } : { passwordHash }),
    ...(userMetadata !== undefined && { userMetadata }),
    ...(appMetadata !== undefined && { appMetadata }),
  });
  if (fields.email_confirm === true) await confirm(session, made);
  await ban(session, made, fields);
  const account = await readAccount(session, made);
  await noteInLog(session, 'user_signedup', account);
  return account;
}

function readNew(fields: Fields): {
  readonly id: string | undefined;
  readonly role: string | undefined;
  readonly password: string;
  readonly passwordHash: string | undefined;
} {
  const [id, given, passwordHash] = [
    textOf(fields, 'id'),
    textOf(fields, 'password'),
    textOf(fields, 'password_hash'),
  ];
  if (id !== undefined && !UUID.test(id)) throw invalid('ID must conform to the uuid v4 format');
  if (given !== undefined && passwordHash !== undefined) {
    throw invalid('Only a password or a password hash should be provided');
  }
  if (passwordHash !== undefined && !/^\$2[aby]?\$\d\d\$[./A-Za-z0-9]{53}$/.test(passwordHash)) {
    throw invalid('The password hash is a bcrypt hash');
  }
  // Nobody signs in with a password that nobody knows; a recovery replaces it.
  const password = given ?? randomBytes(24).toString('base64url');
  return { id, role: textOf(fields, 'role'), password: checkLength(password), passwordHash };
}

/** Changes what the fields name. @throws AuthError as GoTrue */
export async function updateUser(
  session: Session,
  id: string,
  fields: Fields,
  leastPassword: number,
): Promise<Account> {
  const account = await readAccount(session, id);
  const [given, role, password] = [
    textOf(fields, 'email'),
    textOf(fields, 'role'),
    textOf(fields, 'password'),
  ];
  const email = given === undefined ? undefined : checkEmail(given);
  if (textOf(fields, 'phone') !== undefined) throw invalid('Accounts with a phone number are not kept here');
  if (password !== undefined) checkPassword(password, leastPassword);
  if (role !== undefined) await setColumns(session, id, { role });
  if (fields.email_confirm === true) await confirm(session, id);
  if (password !== undefined) await setPassword(session, id, password);
  if (email !== undefined) await changeEmail(session, account, email, fields.email_confirm === true);
  await mergeMetadata(session, await readAccount(session, id), {
    user: objectOf(fields, 'user_metadata'),
    app: objectOf(fields, 'app_metadata'),
  });
  await ban(session, id, fields);
  const changed = await readAccount(session, id);
  await noteInLog(session, 'user_modified', changed);
  return changed;
}

async function changeEmail(
  session: Session,
  { id }: Account,
  email: string,
  isVerified: boolean,
): Promise<void> {
  await setColumns(session, id, { email });
  const changed = await session.query(
    `update auth.identities set updated_at = now(),
       identity_data = identity_data || jsonb_build_object('email', $2::text, 'email_verified', $3::boolean)
     where user_id = $1 and provider = 'email' returning id`,
    [id, email, isVerified],
  );
  if (changed.length === 0) await insertIdentity(session, id, email, isVerified);
}

async function ban(session: Session, id: string, fields: Fields): Promise<void> {
  const text = textOf(fields, 'ban_duration');
  if (text === undefined) return;
  const duration = readBan(text);
  // Postgres and JavaScript both end far beyond this; nobody is banned for longer.
  const until = Math.min(Date.now() + duration, Date.UTC(9999, 0));
  await setColumns(session, id, { banned_until: duration === 0 ? null : new Date(until).toISOString() });
}

/** Deletes an account, or keeps its row without anything that tells who it was. */
export async function deleteUser(session: Session, id: string, isSoft: boolean): Promise<void> {
  const account = await readAccount(session, id);
  await noteInLog(session, 'user_deleted', account);
  if (!isSoft) {
    await endSessions(session, id);
    await session.query('delete from auth.users where id = $1', [id]);
    return;
  }
  if (account.deleted_at !== null) return;
  await session.query(
    `update auth.users set email = $2, phone = null, email_change = null, phone_change = null,
       encrypted_password = null, confirmation_token = null, recovery_token = null, phone_change_token = null,
       email_change_token_current = null, email_change_token_new = null, reauthentication_token = null,
       raw_user_meta_data = '{}', raw_app_meta_data = '{}', deleted_at = now(), updated_at = now()
     where id = $1`,
    [id, obscure(id, account.email ?? '')],
  );
  await session.query(
    `update auth.identities set identity_data = '{}', updated_at = now(), provider_id = $2 where user_id = $1`,
    [id, obscure(id, 'email')],
  );
  await endSessions(session, id);
}

/** The same for the same, and nothing that can be read back. */
function obscure(id: string, text: string): string {
  return createHash('sha256')
    .update(id + text)
    .digest('base64url');
}
