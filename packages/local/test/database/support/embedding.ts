import { type Actor, TENANT_A } from './actors.ts';
import { call } from './calls.ts';
import type { World } from './world.ts';

/** What is told once of an embed secret. */
export interface Made {
  readonly id: string;
  readonly secret: string;
  readonly hint: string;
}
/** What a good secret stands for. */
export interface Grant {
  readonly tenant_id: string;
  readonly tenant_slug: string;
  readonly secret_id: string;
  readonly role_map: Record<string, string>;
  readonly default_role: string | null;
}

/** A secret that maps `boss` to c_level and `fitter` to maintenance; `more` is further arguments, as SQL. */
export const makeSecret = (world: World, actor: Actor = 'adminA', more = ''): Promise<Made> =>
  call(world, actor, `public.create_embed_secret('Portal', $1${more})`, [
    { boss: 'c_level', fitter: 'maintenance' },
  ]);

/** Asks with a secret as the function does for a host's server. */
export const check = (
  world: World,
  secret: string,
  origin: string | null = null,
  address: string | null = null,
): Promise<Grant> =>
  call(world, 'service_role', 'public.check_embed_secret($1, $2, $3)', [secret, origin, address]);

export const CHECK = 'select public.check_embed_secret($1, $2, $3)';
export const KEEP = 'select public.keep_embed_member($1, $2, $3, $4, $5, $6) as a';

/** The account that the function makes for a host's user; `n` tells them apart. */
export const hostAccount = (n: number): string => `e9000000-0000-4000-8000-00000000010${n}`;

/** Makes it, for a tenant's hosts. */
export async function makeHostAccount(world: World, n = 1, tenant: string = TENANT_A): Promise<string> {
  await world.owner(
    `insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data)
     values ($1, 'authenticated', 'authenticated', $2, now(), $3)`,
    [hostAccount(n), `${n}@embed.nexus.invalid`, { nexus_embed: tenant }],
  );
  return hostAccount(n);
}

/** Lets the host's user `n` in, as the function does. */
export const keep = (
  world: World,
  secretId: string,
  n = 1,
  role = 'c_level',
  name: string | null = 'Host User',
): Promise<{ user_id: string; role: string }> =>
  call(world, 'service_role', KEEP.slice(7, -5), [
    secretId,
    `host-${n}`,
    hostAccount(n),
    role,
    name,
    `${n}@portal.example`,
  ]);

/** Whether the account has rights in a tenant now. */
export async function tenantOf(world: World, userId: string): Promise<unknown> {
  await world.owner(`select set_config('request.jwt.claim.sub', $1, true)`, [userId]);
  const [row] = await world.owner('select private.my_tenant() as tenant');
  await world.owner(`select set_config('request.jwt.claim.sub', '', true)`);
  return row?.tenant;
}

/** Opens a session of an account, as the auth service keeps it. */
export async function openSession(world: World, userId: string): Promise<void> {
  await world.owner(
    `with opened as (insert into auth.sessions (id, user_id) values (gen_random_uuid(), $1) returning id)
     insert into auth.refresh_tokens (id, token, user_id, session_id) select id::text, id::text, $1, id from opened`,
    [userId],
  );
}

/** How many sessions and renewals an account has. */
export async function sessionsOf(world: World, userId: string): Promise<number[]> {
  const [row] = await world.owner<{ sessions: number; renewals: number }>(
    `select (select count(*)::int from auth.sessions where user_id = $1) as sessions,
       (select count(*)::int from auth.refresh_tokens where user_id::text = $1::text) as renewals`,
    [userId],
  );
  return [row?.sessions ?? -1, row?.renewals ?? -1];
}
