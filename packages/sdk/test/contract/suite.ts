import type { DataService } from '../../src/data/data-service.ts';
import type { MachineRecord } from '../../src/data/machine-record.ts';
import type {
  InviteParams,
  ManagedTenant,
  PlanTier,
  SignInParams,
  TenantOpenParams,
} from '../../src/types/index.ts';
import type { ContractWorld } from './world.ts';

export const MINUTE = 60_000;
export const UNKNOWN_ID = '00000000-0000-4000-8000-00000000dead';

/** A tenant of the suite's own, with its first admin signed in. */
export interface OwnTenant {
  tenant: ManagedTenant;
  admin: DataService;
  login: SignInParams;
}

/** What the suites by topic share: the world, and ways to get people and things into it. */
export class Suite {
  readonly #opened: DataService[] = [];
  #world: ContractWorld | null = null;
  #counter = 0;
  #operator: Promise<DataService> | null = null;

  get world(): ContractWorld {
    if (this.#world === null) throw new Error('the world is not open');
    return this.#world;
  }

  async open(open: () => Promise<ContractWorld>): Promise<void> {
    this.#world = await open();
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((service) => service.close()));
    await this.#world?.close();
  }

  /** A word that no other test uses. */
  word(kind: string): string {
    this.#counter += 1;
    return `${kind}-${this.#counter}-${Math.round(this.world.now()).toString(36)}`;
  }

  /** An engine of its own, signed out. */
  fresh(): DataService {
    const service = this.world.createService();
    this.#opened.push(service);
    return service;
  }

  signedIn(who: keyof ContractWorld['accounts']): Promise<DataService> {
    return this.signIn(this.world.accounts[who]);
  }

  /** The operator of the platform, signed in once for all. */
  operator(): Promise<DataService> {
    this.#operator ??= this.signedIn('outsider');
    return this.#operator;
  }

  async signIn(login: SignInParams): Promise<DataService> {
    const service = this.fresh();
    await service.signIn(login);
    return service;
  }

  newMachine(service: DataService): Promise<MachineRecord> {
    const externalId = this.word('contract');
    return service.createMachine({ name: `Machine ${externalId}`, externalId });
  }

  /** A time near the one at which the test asked for it: `const at = clock()`, so that all its times fit together. */
  clock(): (offsetMs: number) => string {
    const base = Math.floor(this.world.now() / 1_000) * 1_000;
    return (offsetMs) => new Date(base + offsetMs).toISOString();
  }

  /** A new tenant that `opener`, by default the operator, opens and whose first admin has joined. */
  async openTenant(
    planTier: PlanTier,
    given: Partial<TenantOpenParams> = {},
    opener?: DataService,
  ): Promise<OwnTenant> {
    const operator = opener ?? (await this.operator());
    const slug = this.word('tenant');
    const tenant = await operator.platform.open({ name: `Tenant ${slug}`, slug, planTier, ...given });
    const email = `admin@${slug}.example`;
    await operator.platform.inviteFirstAdmin(tenant.id, { email, fullName: 'First Admin' });
    const login = await this.world.createAccount(email);
    const admin = await this.signIn(login);
    await admin.signIns.acceptInvitation();
    return { tenant, admin, login };
  }

  /** A new member whom `admin` invites, signed in. */
  async join(
    admin: DataService,
    params: Omit<InviteParams, 'email'>,
  ): Promise<{ service: DataService; login: SignInParams; userId: string }> {
    const email = `${this.word(params.role.replace('_', '-'))}@people.example`;
    await admin.members.invite({ ...params, email });
    const login = await this.world.createAccount(email);
    const service = await this.signIn(login);
    const { userId } = await service.signIns.acceptInvitation();
    return { service, login, userId };
  }
}
