import { NexusError } from '../../errors/nexus-error.ts';
import type { Permission } from '../../types/index.ts';
import type { OwnedCallOptions } from '../call-options.ts';
import type { SimulatedDatabase } from './database.ts';
import { effectivePermissions } from './permissions.ts';
import { PLANS } from './plans.ts';
import { lacking, missing, noMembership, notSignedIn, standing, suspended } from './refusals.ts';
import type { SimulatedNetwork } from './simulated-network.ts';
import type { Account, Profile, TenantState } from './state.ts';
import type { WorldEngine } from './world-engine.ts';

/** A member of an active tenant. */
export interface Caller {
  account: Account;
  profile: Profile;
  state: TenantState;
}

/** What the calls of one service need: the way to the world, and who is asking. */
export interface DeskParts {
  world: WorldEngine;
  network: SimulatedNetwork;
  /** Throws when the service has been closed. */
  requireOpen(doing: string): void;
  /** User id of who is signed in, or null. */
  userId(): string | null;
}

/**
 * Where calls arrive in the simulated world. Its questions are those of the database's functions of the same names
 * (`private.require_…`), in the same order.
 */
export class Desk {
  readonly world: WorldEngine;
  readonly network: SimulatedNetwork;
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.world = parts.world;
    this.network = parts.network;
    this.#parts = parts;
  }

  get database(): SimulatedDatabase {
    return this.world.database;
  }

  /** A call that changes nothing. */
  async read<T>(doing: string, options: OwnedCallOptions | undefined, answer: () => T): Promise<T> {
    await this.travel(doing, options);
    return answer();
  }

  /** A call that changes the world, which is kept then. */
  async write<T>(doing: string, options: OwnedCallOptions | undefined, deed: () => T): Promise<T> {
    await this.travel(doing, options);
    const answer = deed();
    this.world.changed();
    return answer;
  }

  async travel(doing: string, options: OwnedCallOptions | undefined): Promise<void> {
    this.#parts.requireOpen(doing);
    await this.network.travel(doing, options?.signal);
    const owner = options?.asUserId;
    if (owner === undefined || owner === this.requireAccount().userId) return;
    throw new NexusError('session_changed', `Could not ${doing}: somebody else is signed in by now.`, {
      hint: 'It waits until the same person signs in again.',
    });
  }

  /** Null when nobody is signed in, or the account is gone. */
  account(): Account | null {
    return this.database.accounts.get(this.#parts.userId() ?? '') ?? null;
  }

  requireAccount(): Account {
    const account = this.account();
    if (account !== null) return account;
    if (this.#parts.userId() === null) throw notSignedIn();
    throw new NexusError('session_expired', 'The signed-in account does not exist any more.', {
      hint: 'Sign in again.',
    });
  }

  /** Null for who is in no active tenant. */
  member(): Caller | null {
    const account = this.account();
    if (account === null || account.profile === null) return null;
    const state = this.database.tenantOf(account);
    return state?.tenant.status === 'Active' ? { account, profile: account.profile, state } : null;
  }

  requireMember(): Caller {
    const member = this.member();
    if (member !== null) return member;
    throw this.requireAccount().profile === null ? noMembership() : suspended();
  }

  /** Whose membership can be read: members, and the master admin of a suspended tenant. */
  requireVisible(): Caller {
    const account = this.requireAccount();
    const state = this.database.tenantOf(account);
    const { profile } = account;
    const isVisible = state?.tenant.status === 'Active' || profile?.role === 'master_admin';
    if (profile === null || state === undefined || !isVisible) throw noMembership();
    return { account, profile, state };
  }

  requirePermission(permission: Permission): Caller {
    const member = this.requireMember();
    if (!this.has(permission)) throw lacking(permission);
    return member;
  }

  has(permission: Permission): boolean {
    const member = this.member();
    if (member === null) return false;
    return effectivePermissions(member.profile.role, member.profile.permissions).includes(permission);
  }

  requireMasterAdmin(): Caller {
    const member = this.requireMember();
    if (member.profile.role === 'master_admin') return member;
    throw standing('master_admin', 'This needs a master admin of the tenant.');
  }

  isOperator(): boolean {
    return this.database.operators.has(this.requireAccount().userId);
  }

  /** The reseller for which the person asking acts, or null. */
  resellingTenant(): TenantState | null {
    const member = this.member();
    if (member === null || member.profile.role !== 'master_admin' || !member.state.isReseller) return null;
    return PLANS[member.state.tenant.planTier].features.includes('reselling') ? member.state : null;
  }

  /** As what the person asking acts on other tenants. */
  requireOperator(): 'platform' | 'reseller' {
    if (this.isOperator()) return 'platform';
    if (this.resellingTenant() !== null) return 'reseller';
    this.#refuseSuspended();
    throw standing('reseller', 'This needs a platform admin, or a master admin of a reseller.');
  }

  requirePlatformAdmin(): void {
    if (this.isOperator()) return;
    this.#refuseSuspended();
    throw standing('platform_admin', 'This needs a platform admin.');
  }

  /** A tenant that the person asking acts on; any other does not exist. */
  requireReach(tenantId: string): { acting: 'platform' | 'reseller'; state: TenantState } {
    const acting = this.requireOperator();
    const state = this.database.tenants.get(tenantId);
    const isWithin = acting === 'platform' || state?.parentId === this.resellingTenant()?.tenant.id;
    if (state === undefined || !isWithin) throw missing('tenant');
    return { acting, state };
  }

  #refuseSuspended(): void {
    if (this.requireAccount().profile !== null) this.requireMember();
  }
}
