import { castConditions } from '../../plant/index.ts';
import type { MachineCreateParams, Tenant } from '../../types/index.ts';
import type { LiveEvent, LiveReading } from '../data-service.ts';
import { DEMO_ACCOUNTS, DEMO_TENANTS, type SimulatedAccount } from './accounts.ts';
import { SimulatedClock, type SimulatedClockOptions } from './clock.ts';
import { demoFleet } from './fleet.ts';
import { type Ingested, ingest } from './ingest.ts';
import { createFleetMachine, MachineState, stableUuid } from './machine-state.ts';
import { PLANS } from './plans.ts';
import { UsualRanges } from './usual-ranges.ts';

/** What a {@link SimulatedWorld} is made from. */
export interface SimulatedWorldOptions extends SimulatedClockOptions {
  /** Another seed, another plant. Default 1. */
  seed?: number;
  /** How often the world looks at its clock while somebody listens; 0 = only `advance` moves it. Default 1,000 ms. */
  tickMs?: number;
  /** Distance of the machines' readings in the world's time. Default 2,000 ms. */
  readingIntervalMs?: number;
  /** How far the machines' past reaches back at the start. Default 24 h. */
  historyMs?: number;
  /** Without the demo machines every tenant starts empty. Default true. */
  withMachines?: boolean;
}

/** Ticks that `advance` runs one by one; of a longer leap only the last are told to listeners. */
const MAX_TICKS = 30;

interface TenantState {
  tenant: Tenant;
  machines: Map<string, MachineState>;
  listeners: Set<(event: LiveEvent) => void>;
}

/**
 * Two companies with their plants, in memory. What a database and a server are to the real engine, the world is to
 * {@link SimulatedDataService}: several services on one world see each other's changes.
 */
export class SimulatedWorld {
  readonly clock: SimulatedClock;
  readonly readingIntervalMs: number;
  /** Epoch ms from which the machines have a past. */
  readonly plantFrom: number;
  readonly #tenants: Map<string, TenantState>;
  readonly #tickMs: number;
  readonly #usual: UsualRanges;
  #timer: ReturnType<typeof setInterval> | null = null;
  #lastGrid = Number.NEGATIVE_INFINITY;
  #created = 0;

  constructor(options: SimulatedWorldOptions = {}) {
    const {
      seed = 1,
      tickMs = 1000,
      readingIntervalMs = 2000,
      historyMs = 86_400_000,
      withMachines = true,
    } = options;
    this.clock = new SimulatedClock(options);
    this.readingIntervalMs = readingIntervalMs;
    this.#tickMs = tickMs;
    const now = this.clock.now();
    this.plantFrom = now - historyMs;
    this.#usual = new UsualRanges(this.plantFrom, readingIntervalMs);
    this.#tenants = new Map(
      DEMO_TENANTS.map((tenant) => {
        const fleet = withMachines ? demoFleet(tenant.slug, tenant.id) : [];
        const cast = castConditions(
          seed,
          fleet.map(({ id }) => id),
        );
        const machines = fleet.map((machine) =>
          createFleetMachine(seed, machine, cast.get(machine.id) ?? 'healthy', now),
        );
        const byId = new Map(machines.map((machine) => [machine.id, machine]));
        return [tenant.slug, { tenant, machines: byId, listeners: new Set() }];
      }),
    );
  }

  accountOf(email: string): SimulatedAccount | undefined {
    return DEMO_ACCOUNTS.find((account) => account.email === email.trim().toLowerCase());
  }

  tenant(slug: string): Tenant {
    return this.#state(slug).tenant;
  }

  /** Changes a tenant's brand, name or status and tells everybody who listens. */
  changeTenant(slug: string, change: Partial<Omit<Tenant, 'id' | 'slug'>>): void {
    const state = this.#state(slug);
    state.tenant = { ...state.tenant, ...change };
    emit(state, { type: 'tenant' });
  }

  /** The tenant's machines as they are now. */
  machines(slug: string): ReadonlyMap<string, MachineState> {
    this.#catchUp();
    return this.#state(slug).machines;
  }

  addMachine(slug: string, params: MachineCreateParams): MachineState {
    const state = this.#state(slug);
    const id = stableUuid(`${slug}/created/${++this.#created}`);
    const machine = new MachineState(id, params, this.clock.now(), null);
    state.machines.set(id, machine);
    emit(state, { type: 'machines', change: 'insert', machines: [machine.record] });
    return machine;
  }

  updateMachine(
    slug: string,
    machine: MachineState,
    params: MachineCreateParams | Partial<MachineCreateParams>,
  ): void {
    machine.update(params, this.clock.now());
    emit(this.#state(slug), { type: 'machines', change: 'update', machines: [machine.record] });
  }

  record(slug: string, readings: Parameters<typeof ingest>[0]): Ingested['result'] {
    const state = this.#state(slug);
    const now = this.clock.now();
    const { result, newest } = ingest(readings, (id) => state.machines.get(id), now, this.keptFrom(slug));
    const advanced = [...newest].filter(([machine, reading]) =>
      machine.offer(reading, now, this.#usual.of(machine, now)),
    );
    tellReadings(
      state,
      advanced.map(([machine]) => machine),
    );
    return result;
  }

  /** Epoch ms from which the tenant's plan keeps single readings; of what is older there are roll-ups. */
  keptFrom(slug: string): number {
    return this.clock.now() - PLANS[this.#state(slug).tenant.planTier].retentionMs;
  }

  /** Hears what happens in the tenant; the clock is looked at as long as somebody listens. */
  listen(slug: string, listener: (event: LiveEvent) => void): () => void {
    const { listeners } = this.#state(slug);
    // What was measured before is in the list that the listener reads; it hears what comes after.
    this.#catchUp();
    listeners.add(listener);
    if (this.#tickMs > 0) this.#timer ??= setInterval(() => this.#catchUp(), this.#tickMs);
    return () => {
      listeners.delete(listener);
      if (this.#timer !== null && [...this.#tenants.values()].every((state) => state.listeners.size === 0)) {
        clearInterval(this.#timer);
        this.#timer = null;
      }
    };
  }

  /** Moves the world's time on by `ms` and lets the machines measure on the way. */
  advance(ms: number): void {
    const ticks = Math.min(MAX_TICKS, Math.floor(ms / this.readingIntervalMs));
    this.clock.advance(ms - ticks * this.readingIntervalMs);
    this.#catchUp();
    for (let tick = 0; tick < ticks; tick++) {
      this.clock.advance(this.readingIntervalMs);
      this.#catchUp();
    }
  }

  #state(slug: string): TenantState {
    const state = this.#tenants.get(slug);
    if (state === undefined) throw new Error(`the simulated world has no tenant ${slug}`);
    return state;
  }

  /** Takes the machines' reading of the present interval, if it has not been taken yet. */
  #catchUp(): void {
    const now = this.clock.now();
    const grid = Math.floor(now / this.readingIntervalMs) * this.readingIntervalMs;
    if (grid <= this.#lastGrid) return;
    this.#lastGrid = grid;
    for (const state of this.#tenants.values()) {
      const changed: MachineState[] = [];
      const advanced: MachineState[] = [];
      for (const machine of state.machines.values()) {
        const usual = this.#usual.of(machine, now);
        if (machine.model !== null) {
          const { reading, status } = machine.measure(machine.model, grid, this.readingIntervalMs);
          // First what it does, then how well: energy is judged by whether the machine works.
          if (machine.followPlant(status, now)) changed.push(machine);
          if (machine.offer(reading, now, usual)) advanced.push(machine);
        }
        if (machine.hasAged(now)) {
          machine.judgeAgain(now, usual);
          advanced.push(machine);
        }
      }
      if (changed.length > 0) {
        emit(state, { type: 'machines', change: 'update', machines: changed.map(({ record }) => record) });
      }
      tellReadings(state, advanced);
    }
  }
}

function tellReadings(state: TenantState, machines: readonly MachineState[]): void {
  const readings: LiveReading[] = [];
  for (const { record } of machines) {
    if (record.latest === null) continue;
    readings.push({ ...record.latest, healthScore: record.healthScore, healthParts: record.healthParts });
  }
  if (readings.length > 0) emit(state, { type: 'readings', readings });
}

/** A suspended tenant's channel is silent, except that it says so. */
function emit(state: TenantState, event: LiveEvent): void {
  if (state.tenant.status !== 'Active' && event.type !== 'tenant') return;
  for (const listener of [...state.listeners]) listener(event);
}
