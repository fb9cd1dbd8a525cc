import type { Tenant } from '../../types/index.ts';
import type { LiveEvent } from '../data-service.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_TENANTS } from './accounts.ts';
import { stableUuid } from './machine-state.ts';
import type { SimulatedMail } from './mailbox.ts';
import { effectivePermissions } from './permissions.ts';
import { type Account, createTenantState, type TenantState } from './state.ts';
import type { PartialUpload } from './uploads.ts';

/** The tables of a simulated world: tenants, accounts, mails. What may be done with them is the services' business. */
export class SimulatedDatabase {
  /** By id. */
  readonly tenants: Map<string, TenantState> = new Map();
  /** By user id. */
  readonly accounts: Map<string, Account> = new Map();
  /** User ids of those who operate the platform. */
  readonly operators: Set<string> = new Set();
  /** Newest first. */
  mails: readonly SimulatedMail[] = [];
  /** How many ids of each kind were given, so that the next is another one after a reload too. */
  readonly counters: Map<string, number> = new Map();
  /** Uploads that were cut off. */
  readonly uploads: Map<string, PartialUpload> = new Map();
  readonly #now: () => number;

  /** @param now epoch ms of the world */
  constructor(now: () => number) {
    this.#now = now;
    for (const tenant of DEMO_TENANTS) this.tenants.set(tenant.id, createTenantState(tenant, this.time()));
    for (const { userId, email, fullName, role, tenant } of DEMO_ACCOUNTS) {
      const tenantId = DEMO_TENANTS.find(({ slug }) => slug === tenant)?.id;
      const isMember = role !== null && tenantId !== undefined;
      this.addAccount({ userId, email, fullName, password: DEMO_PASSWORD, isConfirmed: true }).profile =
        isMember ? { tenantId, role, permissions: {}, fullName } : null;
      if (!isMember) this.operators.add(userId);
    }
  }

  /** Epoch ms. */
  now(): number {
    return this.#now();
  }

  /** ISO 8601. */
  time(): string {
    return new Date(this.#now()).toISOString();
  }

  /** A UUID that the same deeds in the same order give again. */
  nextId(kind: string): string {
    const count = (this.counters.get(kind) ?? 0) + 1;
    this.counters.set(kind, count);
    return stableUuid(`${kind}/${count}`);
  }

  findTenant(slug: string): TenantState | undefined {
    return [...this.tenants.values()].find(({ tenant }) => tenant.slug === slug);
  }

  tenantOf(account: Account): TenantState | undefined {
    return account.profile === null ? undefined : this.tenants.get(account.profile.tenantId);
  }

  findAccount(email: string): Account | undefined {
    const wanted = normalised(email);
    return [...this.accounts.values()].find((account) => account.email === wanted);
  }

  addAccount(given: Partial<Account> & { email: string }): Account {
    const account: Account = {
      userId: given.userId ?? this.nextId('account'),
      email: normalised(given.email),
      fullName: given.fullName ?? null,
      password: given.password ?? null,
      isConfirmed: given.isConfirmed ?? false,
      ssoTenantId: given.ssoTenantId ?? null,
      lastSignInAt: given.lastSignInAt ?? null,
      profile: given.profile ?? null,
    };
    this.accounts.set(account.userId, account);
    return account;
  }

  membersOf(tenantId: string): Account[] {
    return [...this.accounts.values()].filter(({ profile }) => profile?.tenantId === tenantId);
  }

  /** Whether somebody is left who can manage the tenant from inside. */
  hasMasterAdmin(tenantId: string): boolean {
    return this.membersOf(tenantId).some(
      ({ profile }) =>
        profile?.role === 'master_admin' &&
        effectivePermissions(profile.role, profile.permissions).includes('members.manage'),
    );
  }

  /** Changes what listeners hear of and tells them. */
  changeTenant(state: TenantState, change: Partial<Omit<Tenant, 'id'>>): void {
    const before = state.tenant;
    state.tenant = { ...before, ...change };
    const told = ({ name, status, planTier, brand }: Tenant): string =>
      JSON.stringify([name, status, planTier, brand]);
    if (told(before) !== told(state.tenant)) emit(state, { type: 'tenant' });
  }
}

/** Tells a tenant's listeners. A suspended tenant's channel is silent, except that it says so. */
export function emit(state: TenantState, event: LiveEvent): void {
  if (state.tenant.status !== 'Active' && event.type !== 'tenant') return;
  for (const listener of [...state.listeners]) listener(event);
}

/** An e-mail address as it is compared. */
export function normalised(email: string): string {
  return email.trim().toLowerCase();
}
