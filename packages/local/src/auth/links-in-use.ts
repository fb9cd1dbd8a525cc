import type { Session } from '../engine/database.ts';

/** Whose link a token is, and what that account is waiting for. */
export interface LinkInUse {
  readonly id: string;
  readonly column: TokenColumn;
  readonly is_banned: boolean;
  readonly is_expired: boolean;
  /** How many of the two addresses have agreed to a change. */
  readonly change_status: number;
  /** Whether there is an old address that has to agree too. */
  readonly has_email: boolean;
}

const TOKEN_COLUMNS = [
  'confirmation_token',
  'recovery_token',
  'email_change_token_current',
  'email_change_token_new',
] as const;
type TokenColumn = (typeof TOKEN_COLUMNS)[number];

const SENT_AT: Readonly<Record<TokenColumn, string>> = {
  confirmation_token: 'confirmation_sent_at',
  recovery_token: 'recovery_sent_at',
  email_change_token_current: 'email_change_sent_at',
  email_change_token_new: 'email_change_sent_at',
};

/** Which tokens a type of verification takes, as GoTrue does. */
const TAKEN: Readonly<Record<string, readonly TokenColumn[]>> = {
  signup: ['confirmation_token'],
  invite: ['confirmation_token'],
  magiclink: ['recovery_token'],
  recovery: ['recovery_token'],
  email: ['confirmation_token', 'recovery_token'],
  email_change: ['email_change_token_current', 'email_change_token_new'],
};

/** Whether links of this type are answered here. */
export function isLinkType(type: string): boolean {
  return Object.hasOwn(TAKEN, type);
}

/** The account that a token belongs to, as long as the token is for this type; undefined for one that nobody has. */
export async function findLink(
  session: Session,
  { type, hash, seconds }: { readonly type: string; readonly hash: string; readonly seconds: number },
): Promise<LinkInUse | undefined> {
  const looks = (TAKEN[type] ?? []).map(
    (column) =>
      `select id, '${column}' as column, coalesce(banned_until > now(), false) as is_banned,
         coalesce(${SENT_AT[column]} < now() - make_interval(secs => $2), true) as is_expired,
         coalesce(email_change_confirm_status, 0)::int as change_status, coalesce(email, '') <> '' as has_email
       from auth.users where ${column} = $1 and deleted_at is null`,
  );
  const [link] = await session.query<LinkInUse>(looks.join(' union all '), [hash, seconds]);
  return link;
}

/** Notes that the first of two addresses has agreed. @returns false when somebody else was faster */
export async function agreeOnce(session: Session, { id, column }: LinkInUse, hash: string): Promise<boolean> {
  const agreed = await session.query(
    `update auth.users set email_change_confirm_status = 1, ${column} = null, updated_at = now()
     where id = $1 and ${column} = $2 returning id`,
    [id, hash],
  );
  return agreed.length > 0;
}

/** @supabase/lite takes only the old address's token for the last word on a change: the new one's goes in its place. */
export async function putLast(session: Session, { id, column }: LinkInUse, hash: string): Promise<void> {
  if (column !== 'email_change_token_new') return;
  await session.query(
    `update auth.users set email_change_token_current = email_change_token_new, email_change_token_new = null
     where id = $1 and email_change_token_new = $2`,
    [id, hash],
  );
}

/** A change of address that begins, or is done, has nobody's word. */
export async function forgetAgreement(session: Session, id: string): Promise<void> {
  await session.query('update auth.users set email_change_confirm_status = 0 where id = $1', [id]);
}
