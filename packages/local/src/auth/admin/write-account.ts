import { randomUUID } from 'node:crypto';
import type { Session } from '../../engine/database.ts';
import { AuthError } from '../auth-error.ts';
import type { Fields } from '../read-json.ts';
import type { Account } from './account.ts';

/** As expensive as @supabase/lite makes its own. */
const BCRYPT_COST = 10;

/** What a new account starts with. */
export interface NewAccount {
  readonly id?: string;
  readonly email: string;
  readonly role?: string;
  readonly password?: string;
  /** A bcrypt hash instead. */
  readonly passwordHash?: string;
  readonly userMetadata?: Fields;
  readonly appMetadata?: Fields;
}

/**
 * Makes an account with its e-mail identity, unconfirmed.
 *
 * @returns its id
 * @throws AuthError 422 `email_exists`
 */
export async function insertAccount(session: Session, account: NewAccount): Promise<string> {
  const { id = randomUUID(), email, role = 'authenticated', password, passwordHash = null } = account;
  const appMetadata = merge({ provider: 'email', providers: ['email'] }, account.appMetadata);
  const made = await session.query(
    `insert into auth.users (id, aud, role, email, encrypted_password, raw_app_meta_data, raw_user_meta_data)
     values ($1, 'authenticated', $2, $3,
       case when $4::text is null then $5::text else extensions.crypt($4, extensions.gen_salt('bf', ${BCRYPT_COST})) end,
       $6::jsonb, $7::jsonb)
     on conflict do nothing returning id`,
    [
      id,
      role,
      email,
      password ?? null,
      passwordHash,
      JSON.stringify(appMetadata),
      JSON.stringify(account.userMetadata ?? {}),
    ],
  );
  if (made.length === 0) throw emailExists();
  await insertIdentity(session, id, email, false);
  return id;
}

export async function insertIdentity(
  session: Session,
  userId: string,
  email: string,
  isVerified: boolean,
): Promise<void> {
  const data = { sub: userId, email, email_verified: isVerified, phone_verified: false };
  await session.query(
    `insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at)
     values (gen_random_uuid(), 'email', $1::uuid::text, $1::uuid, $2::jsonb, now())`,
    [userId, JSON.stringify(data)],
  );
}

/** Columns that this stack sets. Their names go into SQL, so they are these and no others. */
type Column =
  | 'role'
  | 'email'
  | 'email_confirmed_at'
  | 'banned_until'
  | 'confirmation_token'
  | 'confirmation_sent_at'
  | 'invited_at'
  | 'recovery_token'
  | 'recovery_sent_at'
  | 'email_change'
  | 'email_change_token_current'
  | 'email_change_token_new'
  | 'email_change_sent_at'
  | 'email_change_confirm_status';

/** Sets columns of an account. @throws AuthError 422 `email_exists` */
export async function setColumns(
  session: Session,
  id: string,
  values: Readonly<Partial<Record<Column, string | number | null>>>,
): Promise<void> {
  const names = Object.keys(values);
  const assignments = names.map((name, index) => `${name} = $${index + 2}`);
  try {
    await session.query(
      `update auth.users set ${[...assignments, 'updated_at = now()'].join(', ')} where id = $1`,
      [id, ...Object.values(values)],
    );
  } catch (error) {
    if ((error as { code?: unknown }).code === '23505' && 'email' in values) throw emailExists();
    throw error;
  }
}

/** Changes metadata key by key; null takes a key away. */
export async function mergeMetadata(
  session: Session,
  account: Account,
  changes: { readonly user?: Fields | undefined; readonly app?: Fields | undefined },
): Promise<void> {
  await session.query(
    'update auth.users set raw_user_meta_data = $2::jsonb, raw_app_meta_data = $3::jsonb, updated_at = now() where id = $1',
    [
      account.id,
      JSON.stringify(merge(account.raw_user_meta_data ?? {}, changes.user)),
      JSON.stringify(merge(account.raw_app_meta_data ?? {}, changes.app)),
    ],
  );
}

/** Sets the password. Sessions and links that were given under the old one end. */
export async function setPassword(session: Session, id: string, password: string): Promise<void> {
  await session.query(
    `update auth.users set
       encrypted_password = extensions.crypt($2, extensions.gen_salt('bf', ${BCRYPT_COST})),
       confirmation_token = null, confirmation_sent_at = null, recovery_token = null, recovery_sent_at = null,
       email_change_token_current = null, email_change_token_new = null, email_change_sent_at = null,
       reauthentication_token = null, reauthentication_sent_at = null, updated_at = now()
     where id = $1`,
    [id, password],
  );
  await endSessions(session, id);
}

/** The address is taken as the person's own. */
export async function confirm(session: Session, id: string): Promise<void> {
  await session.query(
    `update auth.users set email_confirmed_at = coalesce(email_confirmed_at, now()), confirmation_token = null,
       raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"email_verified": true}', updated_at = now()
     where id = $1`,
    [id],
  );
}

/** Refresh tokens first: they outlive a session that was made without one. */
export async function endSessions(session: Session, userId: string): Promise<void> {
  await session.query('delete from auth.refresh_tokens where user_id::text = $1', [userId]);
  await session.query('delete from auth.sessions where user_id = $1', [userId]);
}

/** One line in Auth's own log, where hosted Auth writes it too. */
export async function noteInLog(
  session: Session,
  action: string,
  account: { id: string; email: string | null },
): Promise<void> {
  const payload = {
    action,
    actor_id: '00000000-0000-0000-0000-000000000000',
    actor_username: 'service_role',
    actor_via_sso: false,
    log_type: action === 'user_invited' || action === 'user_deleted' ? 'team' : 'user',
    traits: { user_id: account.id, user_email: account.email ?? '' },
  };
  await session.query(
    'insert into auth.audit_log_entries (id, payload) values (gen_random_uuid(), $1::json)',
    [JSON.stringify(payload)],
  );
}

export function emailExists(): AuthError {
  return new AuthError(422, 'email_exists', 'A user with this email address has already been registered');
}

function merge(given: Fields, changes: Fields = {}): Fields {
  const merged = Object.entries({ ...given, ...changes });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
}
