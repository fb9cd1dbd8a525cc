import type { Database } from '../engine/database.ts';

/** One sign-in of the demo data. */
export interface DemoAccount {
  readonly email: string;
  readonly password: string;
  /** `platform_admin` for the operator, who belongs to no tenant. */
  readonly role: string;
  /** The tenant's name. */
  readonly tenant: string | null;
}

/** Of every account in supabase/seed.sql. */
const DEMO_PASSWORD = 'nexus-demo-2026';

/** The sign-ins that the seed made: those with an address that no real person can have. */
export async function readDemoAccounts(database: Database): Promise<DemoAccount[]> {
  const rows = await database.query<Omit<DemoAccount, 'password'>>(
    `select account.email, coalesce(profile.role, 'platform_admin') as role, tenant.name as tenant
     from auth.users as account
     left join public.user_profiles as profile on profile.id = account.id
     left join public.tenants as tenant on tenant.id = profile.tenant_id
     where account.email like '%.example'
     order by tenant.name nulls last, account.id`,
  );
  return rows.map(({ email, role, tenant }) => ({ email, password: DEMO_PASSWORD, role, tenant }));
}

/** Whether an account is a machine's, not a person's. */
export function isGateway(account: DemoAccount): boolean {
  return account.email.startsWith('gateway@');
}
