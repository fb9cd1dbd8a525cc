import { NexusError, type NexusErrorCode } from '../../errors/nexus-error.ts';
import { closedInstance } from '../../errors/session-errors.ts';
import { type Observable, ObservableValue } from '../../observable/observable.ts';
import type {
  Connection,
  ConnectionState,
  MachineCreateParams,
  MachineUpdateParams,
  Membership,
  Reading,
  RecordResult,
  SeriesParams,
  Session,
  SignInParams,
  TelemetrySeries,
} from '../../types/index.ts';
import type { CallOptions, OwnedCallOptions } from '../call-options.ts';
import type { DataService, LiveEvent } from '../data-service.ts';
import type { MachineRecord } from '../machine-record.ts';
import type { AiService } from '../services/ai-service.ts';
import type { FileService, GuardedOptions } from '../services/file-service.ts';
import type { MemberService } from '../services/member-service.ts';
import type { PlatformService } from '../services/platform-service.ts';
import type { SignInService } from '../services/sign-in-service.ts';
import type { TenantService } from '../services/tenant-service.ts';
import { createAi } from './ai.ts';
import { Desk } from './desk.ts';
import { createFiles } from './files.ts';
import type { SimulatedNotice } from './keeper.ts';
import { LiveListeners } from './live-listeners.ts';
import { MachineDesk } from './machine-desk.ts';
import type { SimulatedMail } from './mailbox.ts';
import { createMembers } from './members.ts';
import { membershipOf } from './membership.ts';
import { createPlatform } from './platform.ts';
import { createSignIns } from './sign-ins.ts';
import { SimulatedNetwork } from './simulated-network.ts';
import type { Account } from './state.ts';
import { createTenants } from './tenants.ts';
import { engineOf, SimulatedWorld } from './world.ts';
import type { SimulatedWorldOptions } from './world-options.ts';

/** What {@link SimulatedDataService} is made from: a world of its own, or one shared with other services. */
export interface SimulatedDataServiceOptions extends SimulatedWorldOptions {
  /** Share this world instead of making one; the world's own options are then ignored. */
  world?: SimulatedWorld;
  /** E-mail of an account that is signed in from the start. */
  signedInAs?: string;
  /** How long each call takes. Default 0. */
  latencyMs?: number;
  /** How fast files travel, in bytes a second. Default: in no time. */
  uploadBytesPerSecond?: number;
}

const SESSION_MS = 3_600_000;

/**
 * The deterministic plant behind the same interface as the real engine: two companies with their brands, people,
 * machines and files, in memory, without a network. For demos, story pages and tests of everything above the interface.
 * With `persistAs` what people changed is there again after a reload.
 *
 * @example
 * const data = new SimulatedDataService({ seed: 7, signedInAs: 'maintenance@alpenwerk.example', persistAs: 'demo' });
 * const nexus = createNexus({ data });
 * data.setOffline(true); // every element shows its offline state
 */
export class SimulatedDataService implements DataService {
  /** With `persistAs` only: then what waits for the network may outlive the page as the world does. */
  readonly origin?: string;
  /** The plants and companies behind the service; several services may share them. */
  readonly world: SimulatedWorld;
  readonly signIns: SignInService;
  readonly tenants: TenantService;
  readonly members: MemberService;
  readonly files: FileService;
  readonly ai: AiService;
  readonly platform: PlatformService;
  readonly #session: ObservableValue<Session | null | undefined> = new ObservableValue<
    Session | null | undefined
  >(null);
  readonly #network: SimulatedNetwork;
  readonly #desk: Desk;
  readonly #machines: MachineDesk;
  readonly #live: LiveListeners;
  #isClosed = false;

  constructor(options: SimulatedDataServiceOptions = {}) {
    this.world = options.world ?? new SimulatedWorld(options);
    if (this.world.persistAs !== undefined) this.origin = `simulated:${this.world.persistAs}`;
    this.#network = new SimulatedNetwork(() => this.now(), options.latencyMs ?? 0);
    this.#network.bytesPerSecond = options.uploadBytesPerSecond ?? Number.POSITIVE_INFINITY;
    this.#desk = new Desk({
      world: engineOf(this.world),
      network: this.#network,
      requireOpen: (doing) => this.#requireOpen(doing),
      userId: () => this.#session.value?.userId ?? null,
    });
    this.#machines = new MachineDesk(this.#desk);
    this.#live = new LiveListeners(this.#desk);
    this.signIns = createSignIns(
      this.#desk,
      (account) => this.#enter(account),
      () => this.#follow(),
    );
    this.tenants = createTenants(this.#desk);
    this.members = createMembers(this.#desk);
    this.files = createFiles(this.#desk);
    this.ai = createAi(this.#desk);
    this.platform = createPlatform(this.#desk);
    if (options.signedInAs !== undefined) {
      const account = this.#desk.database.findAccount(options.signedInAs);
      if (account === undefined) throw invalidCredentials(options.signedInAs);
      this.#enter(account);
    }
  }

  get session(): Observable<Session | null | undefined> {
    return this.#session;
  }

  get connection(): Observable<Connection> {
    return this.#network.connection;
  }

  // Controls for demos and tests

  /** Mails that a real server would have sent, with their codes and links, newest first. */
  get mails(): readonly SimulatedMail[] {
    return this.world.mails;
  }

  /** What went wrong with keeping the world (`persistAs`), newest last. */
  get notices(): Observable<readonly SimulatedNotice[]> {
    return this.world.notices;
  }

  /** Begins anew: everything that people changed is gone, also where it was kept. The session ends with its account. */
  reset(): void {
    this.world.reset();
    if (this.#desk.account() === null) this.#leave();
  }

  /** Cuts the network off (calls fail with `network_unreachable`, nothing live arrives) or restores it. */
  setOffline(isOffline: boolean): void {
    if (this.#isClosed || this.#network.isCut === isOffline) return;
    if (isOffline) {
      this.#network.cut();
      return;
    }
    this.#network.restore();
    this.#live.resync();
  }

  /** Shows a state of the live connection without changing what works. */
  setConnectionState(state: ConnectionState): void {
    this.#network.show(state);
  }

  /** Lets the next call fail with this code. Several are used up in order; each part of an upload is a call. */
  failNext(code: NexusErrorCode): void {
    this.#network.failNext(code);
  }

  /** How long each call takes from now on. `Infinity` never answers, so that loading states can be looked at. */
  setLatency(ms: number): void {
    this.#network.latencyMs = ms;
  }

  /** Moves the world's time on; the machines measure on the way. */
  advance(ms: number): void {
    this.world.advance(ms);
  }

  /** Epoch ms of the world. */
  now(): number {
    return this.world.now();
  }

  // DataService

  signIn(params: SignInParams, options?: CallOptions): Promise<Session> {
    return this.#desk.write('sign in', options, () => {
      const account = this.#desk.database.findAccount(params.email);
      if (!account?.isConfirmed || account.password !== params.password)
        throw invalidCredentials(params.email);
      return this.#enter(account);
    });
  }

  async signOut(): Promise<void> {
    // As with the real engine, one's own session ends even when the server cannot be told.
    this.#leave();
  }

  membership(options?: CallOptions): Promise<Membership> {
    return this.#desk.read('read the membership', options, () => membershipOf(this.#desk));
  }

  listMachines(options?: CallOptions): Promise<MachineRecord[]> {
    return this.#machines.list(options);
  }

  getMachine(id: string, options?: CallOptions): Promise<MachineRecord> {
    return this.#machines.get(id, options);
  }

  createMachine(params: MachineCreateParams, options?: OwnedCallOptions): Promise<MachineRecord> {
    return this.#machines.create(params, options);
  }

  updateMachine(id: string, params: MachineUpdateParams, options?: GuardedOptions): Promise<MachineRecord> {
    return this.#machines.update(id, params, options);
  }

  deleteMachine(id: string, options?: CallOptions): Promise<void> {
    return this.#machines.delete(id, options);
  }

  recordReadings(readings: readonly Reading[], options?: OwnedCallOptions): Promise<RecordResult> {
    return this.#machines.record(readings, options);
  }

  series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries> {
    return this.#machines.series(params, options);
  }

  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#requireOpen('listen for live data');
    return this.#live.add(listener, this.#tenantId());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#live.close();
    this.world.flush();
  }

  #enter(account: Account): Session {
    account.lastSignInAt = new Date(this.now()).toISOString();
    const expiresAt = new Date(this.now() + SESSION_MS).toISOString();
    const session: Session = { userId: account.userId, email: account.email, expiresAt };
    this.#session.set(session);
    this.#follow();
    return session;
  }

  #leave(): void {
    this.#live.follow(null);
    this.#session.set(null);
  }

  #follow(): void {
    this.#live.follow(this.#tenantId());
  }

  #tenantId(): string | null {
    return this.#isClosed ? null : (this.#desk.account()?.profile?.tenantId ?? null);
  }

  #requireOpen(doing: string): void {
    if (!this.#isClosed) return;
    throw closedInstance(doing);
  }
}

function invalidCredentials(email: string): NexusError {
  return new NexusError('invalid_credentials', `E-mail or password is wrong for ${email}.`, {
    hint: 'Check the e-mail address and the password.',
  });
}
