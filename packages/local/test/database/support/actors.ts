/** Ids that supabase/seed.sql gives, and the people who act in these tests. */

export const TENANT_A = 'a1000000-0000-4000-8000-000000000001';
export const TENANT_B = 'b2000000-0000-4000-8000-000000000001';

/** Mill 01 of each tenant. */
export const MACHINE_A = 'a1000000-0000-4000-8000-000000020001';
export const MACHINE_B = 'b2000000-0000-4000-8000-000000020001';
export const MACHINES_OF_A = 28;
export const MACHINES_OF_B = 24;

/** Everybody who may come to the API; null has no account. */
export const ACCOUNTS = {
  anon: null,
  service_role: null,
  /** Signed up, belongs to no tenant. */
  stranger: 'd4000000-0000-4000-8000-000000000001',
  platformAdmin: 'c3000000-0000-4000-8000-000000000001',
  adminA: 'a1000000-0000-4000-8000-000000000101',
  maintenanceA: 'a1000000-0000-4000-8000-000000000102',
  salesA: 'a1000000-0000-4000-8000-000000000103',
  ceoA: 'a1000000-0000-4000-8000-000000000104',
  adminB: 'b2000000-0000-4000-8000-000000000101',
  maintenanceB: 'b2000000-0000-4000-8000-000000000102',
  salesB: 'b2000000-0000-4000-8000-000000000103',
  ceoB: 'b2000000-0000-4000-8000-000000000104',
} as const satisfies Record<string, string | null>;

export type Actor = keyof typeof ACCOUNTS;

/** Members of A and of B by what they may do. */
export const MEMBERS_A = ['adminA', 'maintenanceA', 'salesA', 'ceoA'] as const satisfies readonly Actor[];
export const MEMBERS_B = ['adminB', 'maintenanceB', 'salesB', 'ceoB'] as const satisfies readonly Actor[];
export const WRITERS_A = ['adminA', 'maintenanceA'] as const satisfies readonly Actor[];
export const READERS_OF_TELEMETRY_A = ['adminA', 'maintenanceA', 'ceoA'] as const satisfies readonly Actor[];
/** Signed in, and in no tenant. */
export const OUTSIDERS = ['stranger', 'platformAdmin'] as const satisfies readonly Actor[];
