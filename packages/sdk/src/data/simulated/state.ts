import type {
  AiRequest,
  AuditEntry,
  PermissionChanges,
  QualityImage,
  Role,
  StoredDocument,
  Tenant,
} from '../../types/index.ts';
import type { LiveEvent } from '../data-service.ts';
import type { MachineState } from './machine-state.ts';

/** Somebody's place in a tenant, like a row of `user_profiles`. */
export interface Profile {
  tenantId: string;
  role: Role;
  permissions: PermissionChanges;
  fullName: string | null;
}

/** An account of the simulated world, like a row of `auth.users`. */
export interface Account {
  readonly userId: string;
  readonly email: string;
  /** What the account calls itself; the profile's name counts within a tenant. */
  fullName: string | null;
  /** Null: no password has been set yet. Never stored. */
  password: string | null;
  isConfirmed: boolean;
  /** Tenant whose identity provider vouches for the account, or null. */
  ssoTenantId: string | null;
  lastSignInAt: string | null;
  profile: Profile | null;
}

/** A row of `invitations`. Times are epoch ms. */
export interface StoredInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: PermissionChanges;
  readonly fullName: string | null;
  readonly isForFirstAdmin: boolean;
  readonly invitedBy: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  acceptedAt: number | null;
  revokedAt: number | null;
}

/** A file with what is known of it. */
export interface StoredFile<TRow> {
  row: TRow;
  /** Null when only the row outlived a reload. */
  content: Uint8Array | null;
  /** Which of the demonstration's files it is; those are made anew after a reload. */
  demo: string | null;
}

/** Files of one tenant by id. */
export interface TenantFiles {
  documents: Map<string, StoredFile<StoredDocument>>;
  quality: Map<string, StoredFile<QualityImage>>;
}

/** A tenant's own AI key, as the database keeps it. */
export interface StoredAiKey {
  sealed: string;
  hint: string;
  keyId: string;
  updatedAt: string;
}

/** What the database knows of a tenant beside its members. */
export interface TenantState {
  tenant: Tenant;
  parentId: string | null;
  isReseller: boolean;
  hostnames: readonly string[];
  suspendedBy: 'reseller' | 'platform' | null;
  sharesWithReseller: boolean;
  keepsAiPrompts: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
  aiKey: StoredAiKey | null;
  /** The company's identity provider: for addresses of which domain, and for whom it vouches. */
  sso: { domain: string; email: string } | null;
  readonly machines: Map<string, MachineState>;
  /** Machines of the demonstration that somebody deleted. */
  readonly deletedMachines: Set<string>;
  /** Oldest first. */
  readonly audit: AuditEntry[];
  readonly invitations: StoredInvitation[];
  /** Oldest first. */
  readonly aiRequests: AiRequest[];
  /** AI requests by month, `2026-05`. */
  readonly aiUsage: Map<string, number>;
  /** Null until somebody looks: the demonstration's files are made then. */
  files: TenantFiles | null;
  readonly listeners: Set<(event: LiveEvent) => void>;
}

/** A tenant with nothing in it yet. */
export function createTenantState(tenant: Tenant, createdAt: string): TenantState {
  return {
    tenant,
    parentId: null,
    isReseller: false,
    hostnames: [],
    suspendedBy: tenant.status === 'Suspended' ? 'platform' : null,
    sharesWithReseller: false,
    keepsAiPrompts: false,
    createdAt,
    aiKey: null,
    sso: null,
    machines: new Map(),
    deletedMachines: new Set(),
    audit: [],
    invitations: [],
    aiRequests: [],
    aiUsage: new Map(),
    files: null,
    listeners: new Set(),
  };
}
