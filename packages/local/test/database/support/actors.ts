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
/** Members of the tenants that `withResellers` adds: R and F resell, C is R's child, D is F's. */
export type InResale = 'adminR' | 'salesR' | 'adminF' | 'adminC' | 'salesC' | 'adminD';
/** Everybody who may come to the API. */
export type Actor = 'anon' | 'service_role' | Outsider | MemberOfA | MemberOfB | InResale;

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
  adminR: 'e5000000-0000-4000-8000-000000000101',
  salesR: 'e5000000-0000-4000-8000-000000000103',
  adminF: 'e6000000-0000-4000-8000-000000000101',
  adminC: 'e7000000-0000-4000-8000-000000000101',
  salesC: 'e7000000-0000-4000-8000-000000000103',
  adminD: 'e8000000-0000-4000-8000-000000000101',
};

/** A reseller, another one, and a child of each. Only in a world that `withResellers` prepared. */
export const TENANT_R: string = 'e5000000-0000-4000-8000-000000000001';
export const TENANT_F: string = 'e6000000-0000-4000-8000-000000000001';
export const TENANT_C: string = 'e7000000-0000-4000-8000-000000000001';
export const TENANT_D: string = 'e8000000-0000-4000-8000-000000000001';
/** No tenant has it; the audit log keeps the platform's own entries under it. */
export const NIL_TENANT: string = '00000000-0000-0000-0000-000000000000';

export const MEMBERS_A: readonly MemberOfA[] = ['adminA', 'maintenanceA', 'salesA', 'ceoA'];
export const MEMBERS_B: readonly MemberOfB[] = ['adminB', 'maintenanceB', 'salesB', 'ceoB'];
export const WRITERS_A: readonly MemberOfA[] = ['adminA', 'maintenanceA'];
export const READERS_OF_TELEMETRY_A: readonly MemberOfA[] = ['adminA', 'maintenanceA', 'ceoA'];
export const OUTSIDERS: readonly Outsider[] = ['stranger', 'platformAdmin'];
