import { ACCOUNTS, type Actor, type InResale, TENANT_C, TENANT_D, TENANT_F, TENANT_R } from './actors.ts';
import type { World } from './world.ts';

const MEMBERS: readonly [actor: InResale, tenant: string, role: string][] = [
  ['adminR', TENANT_R, 'master_admin'],
  ['salesR', TENANT_R, 'sales'],
  ['adminF', TENANT_F, 'master_admin'],
  ['adminC', TENANT_C, 'master_admin'],
  ['salesC', TENANT_C, 'sales'],
  ['adminD', TENANT_D, 'master_admin'],
];

/** Adds two resellers with a child each. The seed has none, so that its numbers stay what other tests count on. */
export async function withResellers(world: World): Promise<void> {
  await world.owner(
    `insert into public.tenants (id, name, slug, plan_tier, is_reseller) values
       ('${TENANT_R}', 'Resale R', 'resale-r', 'Enterprise', true), ('${TENANT_F}', 'Foreign F', 'foreign-f', 'Enterprise', true)`,
  );
  await world.owner(
    `insert into public.tenants (id, name, slug, plan_tier, parent_id) values
       ('${TENANT_C}', 'Child C', 'child-c', 'Pro', '${TENANT_R}'), ('${TENANT_D}', 'Child D', 'child-d', 'Pro', '${TENANT_F}')`,
  );
  for (const [actor, tenant, role] of MEMBERS) {
    await addAccount(world, actor, `${actor.toLowerCase()}@resale.example.com`);
    await world.owner('insert into public.user_profiles (id, tenant_id, role) values ($1, $2, $3)', [
      ACCOUNTS[actor],
      tenant,
      role,
    ]);
  }
  await world.owner(
    `insert into public.machines (tenant_id, name) values ('${TENANT_C}', 'Press of C'), ('${TENANT_D}', 'Press of D')`,
  );
}

/** An account that signed up; its address is confirmed unless told otherwise. Changes the one that is there. */
export async function addAccount(world: World, actor: Actor, email: string, confirmed = true): Promise<void> {
  await world.owner(
    `insert into auth.users (id, aud, role, email, email_confirmed_at)
     values ($1, 'authenticated', 'authenticated', $2, case when $3::boolean then now() end)
     on conflict (id) do update set email = excluded.email, email_confirmed_at = excluded.email_confirmed_at`,
    [ACCOUNTS[actor], email, confirmed],
  );
}
