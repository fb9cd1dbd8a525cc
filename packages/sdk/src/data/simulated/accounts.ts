import type { Permission, Role, Tenant } from '../../types/index.ts';

/** Password of every account of the demonstration. */
export const DEMO_PASSWORD = 'nexus-demo-2026';

const ALL_READS: readonly Permission[] = [
  'machines.read',
  'telemetry.read',
  'documents.read',
  'quality.read',
];

/** What a role may do unless single permissions were added or removed; the same sets as in the database. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  master_admin: [
    ...ALL_READS,
    'machines.write',
    'telemetry.write',
    'documents.write',
    'quality.write',
    'ai.use',
    'members.manage',
    'branding.manage',
    'api_key.manage',
  ],
  maintenance: [
    ...ALL_READS,
    'machines.write',
    'telemetry.write',
    'documents.write',
    'quality.write',
    'ai.use',
  ],
  sales: ['machines.read', 'documents.read', 'documents.write', 'ai.use'],
  c_level: [...ALL_READS, 'ai.use'],
};

/** Somebody who can sign in to the simulated world. */
export interface SimulatedAccount {
  userId: string;
  email: string;
  fullName: string;
  role: Role | null;
  /** Slug of the tenant, or null for somebody of the platform, who is in no tenant. */
  tenant: string | null;
}

/** The two companies of the demonstration; deliberately unlike each other. */
export const DEMO_TENANTS: readonly Tenant[] = [
  {
    id: 'a1000000-0000-4000-8000-000000000001',
    name: 'Alpenwerk Präzision',
    slug: 'alpenwerk',
    planTier: 'Enterprise',
    status: 'Active',
    brand: { name: 'Alpenwerk', primaryColor: '#14532d', accentColor: '#b45309', radius: 4 },
  },
  {
    id: 'b2000000-0000-4000-8000-000000000002',
    name: 'Rio Bravo Metals',
    slug: 'rio-bravo',
    planTier: 'Pro',
    status: 'Active',
    brand: { name: 'Rio Bravo Metals', primaryColor: '#c2260a', accentColor: '#1d4ed8', radius: 12 },
  },
];

const PEOPLE: readonly (readonly [local: string, role: Role, fullName: string])[] = [
  ['admin', 'master_admin', 'Admin'],
  ['maintenance', 'maintenance', 'Maintenance'],
  ['sales', 'sales', 'Sales'],
  ['ceo', 'c_level', 'Management'],
  ['gateway', 'maintenance', 'Shop-floor gateway'],
];

/** The accounts that the seed of the database creates, too. */
export const DEMO_ACCOUNTS: readonly SimulatedAccount[] = [
  ...DEMO_TENANTS.flatMap((tenant, index) =>
    PEOPLE.map(([local, role, fullName], person) => ({
      userId: `${'ab'[index]}${index + 1}000000-0000-4000-8000-0000000001${String(person + 1).padStart(2, '0')}`,
      email: `${local}@${tenant.slug}.example`,
      fullName,
      role,
      tenant: tenant.slug,
    })),
  ),
  {
    userId: 'c3000000-0000-4000-8000-000000000101',
    email: 'operator@nexus.example',
    fullName: 'Operator',
    role: null,
    tenant: null,
  },
];
