import type { Session } from '../../engine/database.ts';
import { AuthError } from '../auth-error.ts';

/** A row of `auth.users` as JSON, without what nobody reads: password and tokens. */
export interface Account {
  readonly id: string;
  readonly email: string | null;
  readonly email_confirmed_at: string | null;
  readonly banned_until: string | null;
  readonly deleted_at: string | null;
  readonly raw_user_meta_data: Readonly<Record<string, unknown>> | null;
  readonly raw_app_meta_data: Readonly<Record<string, unknown>> | null;
  readonly email_change: string | null;
  readonly has_password: boolean;
  readonly identities: readonly Readonly<Record<string, unknown>>[];
  readonly [column: string]: unknown;
}

/** Reads accounts; `where` may use `account`. */
export async function readAccounts(
  session: Session,
  where: string,
  params: readonly unknown[],
): Promise<Account[]> {
  const rows = await session.query<{ account: Account }>(
    `select to_jsonb(account) - array['encrypted_password', 'confirmation_token', 'recovery_token',
         'email_change_token_new', 'email_change_token_current', 'phone_change_token', 'reauthentication_token']
       || jsonb_build_object(
         'has_password', coalesce(account.encrypted_password, '') <> '',
         'identities', coalesce((
           select jsonb_agg(to_jsonb(identity) order by identity.created_at)
           from auth.identities as identity where identity.user_id = account.id), '[]')) as account
     from auth.users as account ${where}`,
    params,
  );
  return rows.map(({ account }) => account);
}

/** @throws AuthError 404 `user_not_found` */
export async function readAccount(session: Session, id: string): Promise<Account> {
  const [account] = await readAccounts(session, 'where account.id = $1', [id]);
  if (!account) throw new AuthError(404, 'user_not_found', 'User not found');
  return account;
}

export async function findByEmail(session: Session, email: string): Promise<Account | undefined> {
  const [account] = await readAccounts(session, 'where account.email = $1 and not account.is_sso_user', [
    email,
  ]);
  return account;
}

export function isBanned({ banned_until: until }: Pick<Account, 'banned_until'>): boolean {
  return until !== null && Date.parse(until) > Date.now();
}

const OPTIONAL = [
  'email_confirmed_at',
  'invited_at',
  'phone_confirmed_at',
  'confirmation_sent_at',
  'confirmed_at',
  'recovery_sent_at',
  'email_change_sent_at',
  'reauthentication_sent_at',
  'last_sign_in_at',
  'banned_until',
  'deleted_at',
] as const;

/** A user as GoTrue tells of one. */
export function toUser(account: Account): Record<string, unknown> {
  const user: Record<string, unknown> = {
    id: account.id,
    aud: account.aud ?? 'authenticated',
    role: account.role ?? '',
    email: account.email ?? '',
    phone: account.phone ?? '',
  };
  for (const name of OPTIONAL) {
    const value = account[name];
    if (typeof value === 'string') user[name] = toUtc(value);
  }
  if (account.email_change) user.new_email = account.email_change;
  return {
    ...user,
    app_metadata: account.raw_app_meta_data ?? {},
    user_metadata: account.raw_user_meta_data ?? {},
    identities: account.identities.map(toIdentity),
    created_at: toUtc(account.created_at),
    updated_at: toUtc(account.updated_at),
    is_anonymous: account.is_anonymous ?? false,
  };
}

function toIdentity(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    identity_id: row.id,
    id: row.provider_id,
    user_id: row.user_id,
    identity_data: row.identity_data ?? {},
    provider: row.provider,
    last_sign_in_at: toUtc(row.last_sign_in_at),
    created_at: toUtc(row.created_at),
    updated_at: toUtc(row.updated_at),
    ...(typeof row.email === 'string' && { email: row.email }),
  };
}

/** The sessions of the stack are in UTC, which Postgres writes as an offset. */
function toUtc(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\+00:00$/, 'Z') : value;
}
