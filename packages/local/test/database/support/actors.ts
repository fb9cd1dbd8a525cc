/** Ids that supabase/seed.sql gives, and the people who act in these tests. */

export const TENANT_A: string = 'a1000000-0000-4000-8000-000000000001';
export const TENANT_B: string = 'b2000000-0000-4000-8000-000000000001';

/** Mill 01 of each tenant. */
export const MACHINE_A: string = 'a1000000-0000-4000-8000-000000020001';
export const MACHINE_B: string = 'b2000000-0000-4000-8000-000000020001';
export const MACHINES_OF_A: number = 28;
export const MACHINES_OF_B: number = 24;

export type MemberOfA = 'adminA' | 'maintenanceA' | 'salesA' | 'ceoA';
export type MemberOfB = 'adminB' | 'maintenanceB' | 'salesB' | 'ceoB';
/** Signed in, and in no tenant. */
export type Outsider = 'stranger' | 'platformAdmin';
/** Everybody who may come to the API. */
export type Actor = 'anon' | 'service_role' | Outsider | MemberOfA | MemberOfB;

/** The account of each; null has none. */
export const ACCOUNTS: Readonly<Record<Actor, string | null>> = {
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
};

export const MEMBERS_A: readonly MemberOfA[] = ['adminA', 'maintenanceA', 'salesA', 'ceoA'];
export const MEMBERS_B: readonly MemberOfB[] = ['adminB', 'maintenanceB', 'salesB', 'ceoB'];
export const WRITERS_A: readonly MemberOfA[] = ['adminA', 'maintenanceA'];
export const READERS_OF_TELEMETRY_A: readonly MemberOfA[] = ['adminA', 'maintenanceA', 'ceoA'];
export const OUTSIDERS: readonly Outsider[] = ['stranger', 'platformAdmin'];
