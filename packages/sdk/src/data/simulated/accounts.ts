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
  /** UUID of the account. */
  userId: string;
  /** What to sign in with. */
  email: string;
  /** Name shown to people. */
  fullName: string;
  /** Role in the tenant. */
  role: Role | null;
  /** Slug of the tenant, or null for somebody of the platform, who is in no tenant. */
  tenant: string | null;
}

/** The two companies of the seed; deliberately unlike each other, one of them in the colour of alarms. */
export const DEMO_TENANTS: readonly Tenant[] = [
  {
    id: 'a1000000-0000-4000-8000-000000000001',
    name: 'Alpenwerk Präzision',
    slug: 'alpenwerk',
    planTier: 'Enterprise',
    status: 'Active',
    brand: {
      name: 'Alpenwerk Präzision',
      primaryColor: '#14532d',
      accentColor: '#0f766e',
      radius: 4,
      fontFamily: '"Avenir Next", Avenir, "Segoe UI", system-ui, sans-serif',
      logoUrl:
        'data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnIHZpZXdCb3g9JzAgMCAzMiAzMic+PHBhdGggZD0nTTIgMjcgMTMgN2w1IDkgMy01IDkgMTZ6JyBmaWxsPScjMTQ1MzJkJy8+PHBhdGggZD0nbTEzIDcgMy4yIDUuOC0zLjIgMi40LTIuOS0yLjl6JyBmaWxsPScjZmZmJy8+PC9zdmc+',
    },
  },
  {
    id: 'b2000000-0000-4000-8000-000000000001',
    name: 'Rio Bravo Metals',
    slug: 'rio-bravo',
    planTier: 'Pro',
    status: 'Active',
    brand: {
      name: 'Rio Bravo Metals',
      primaryColor: '#c2261a',
      accentColor: '#d97706',
      radius: 12,
      fontFamily: '"Trebuchet MS", Verdana, sans-serif',
      logoUrl:
        'data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnIHZpZXdCb3g9JzAgMCAzMiAzMic+PHJlY3Qgd2lkdGg9JzMyJyBoZWlnaHQ9JzMyJyByeD0nOCcgZmlsbD0nI2MyMjYxYScvPjxwYXRoIGQ9J001IDIxYzQtOCA3LTggMTEtM3M3IDQgMTEtNScgZmlsbD0nbm9uZScgc3Ryb2tlPScjZmZmJyBzdHJva2Utd2lkdGg9JzQnIHN0cm9rZS1saW5lY2FwPSdyb3VuZCcvPjwvc3ZnPg==',
    },
  },
];

const ROLES_BY_MAILBOX: readonly (readonly [mailbox: string, role: Role])[] = [
  ['admin', 'master_admin'],
  ['maintenance', 'maintenance'],
  ['sales', 'sales'],
  ['ceo', 'c_level'],
  ['gateway', 'maintenance'],
];

const FULL_NAMES: Readonly<Record<string, readonly string[]>> = {
  alpenwerk: ['Anna Gruber', 'Lukas Steiner', 'Miriam Hofer', 'Johannes Brandl', 'Shop-floor gateway'],
  'rio-bravo': ['Rosa Delgado', 'Tomás Herrera', 'Grace Whitfield', 'Daniel Ortega', 'Shop-floor gateway'],
};

/** The accounts that the seed of the database creates, too. */
export const DEMO_ACCOUNTS: readonly SimulatedAccount[] = [
  ...DEMO_TENANTS.flatMap(({ id, slug }) =>
    ROLES_BY_MAILBOX.map(([mailbox, role], index) => ({
      userId: `${id.slice(0, 24)}${String(101 + index).padStart(12, '0')}`,
      email: `${mailbox}@${slug}.example`,
      fullName: FULL_NAMES[slug]?.[index] ?? mailbox,
      role,
      tenant: slug,
    })),
  ),
  {
    userId: 'c3000000-0000-4000-8000-000000000001',
    email: 'operator@nexus.example',
    fullName: 'Platform operator',
    role: null,
    tenant: null,
  },
];
