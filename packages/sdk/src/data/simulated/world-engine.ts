import type { Observable } from '../../observable/observable.ts';
import { castConditions } from '../../plant/index.ts';
import type { MachineCreateParams, MachineUpdateParams } from '../../types/index.ts';
import type { LiveEvent } from '../data-service.ts';
import { machineColumns, note, noteChange, stripped } from './audit.ts';
import { SimulatedClock } from './clock.ts';
import { emit, SimulatedDatabase } from './database.ts';
import { detachMachine } from './file-rows.ts';
import { demoFleet } from './fleet.ts';
import { type Ingested, ingest } from './ingest.ts';
import { Keeper, type SimulatedNotice } from './keeper.ts';
import { createFleetMachine, MachineState } from './machine-state.ts';
import { PLANS } from './plans.ts';
import { measureAll, tellReadings } from './plant-tick.ts';
import { checkLimit } from './refusals.ts';
import type { Account, TenantState } from './state.ts';
import { restoreWorld, storeWorld } from './stored-world.ts';
import { UsualRanges } from './usual-ranges.ts';
import type { SimulatedWorldOptions } from './world-options.ts';

/** Ticks that `advance` runs one by one; of a longer leap only the last are told to listeners. */
const MAX_TICKS = 30;

/**
 * What moves a simulated world: its clock, its plants, who listens, and the keeping of it. The services work on its
 * database as they are allowed to.
 */
export class WorldEngine {
  readonly clock: SimulatedClock;
  /** Distance of the machines' readings in the world's time. */
  readonly readingIntervalMs: number;
  /** Epoch ms from which the machines have a past. */
  readonly plantFrom: number;
  /** Name under which the world is kept; undefined when it is not. */
  readonly persistAs: string | undefined;
  readonly #seed: number;
  readonly #withMachines: boolean;
  readonly #tickMs: number;
  readonly #usual: UsualRanges;
  readonly #keeper: Keeper;
  #database: SimulatedDatabase;
  #timer: ReturnType<typeof setInterval> | null = null;
  #lastGrid = Number.NEGATIVE_INFINITY;

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
    this.#seed = seed;
    this.#withMachines = withMachines;
    this.#tickMs = tickMs;
    this.plantFrom = this.clock.now() - historyMs;
    this.#usual = new UsualRanges(this.plantFrom, readingIntervalMs);
    this.#database = this.#createDatabase();
    this.persistAs = options.persistAs;
    this.#keeper = new Keeper({
      name: options.persistAs,
      storage: options.storage,
      now: () => this.clock.now(),
      write: (parts) => storeWorld(this.#database, parts),
    });
    this.#keeper.load((kept) => {
      const database = this.#createDatabase();
      restoreWorld(database, kept, (machine, reading) => {
        const now = this.clock.now();
        machine.offer(reading, now, this.#usual.of(machine, now));
      });
      this.#database = database;
    });
  }

  /** Another one after a reset. */
  get database(): SimulatedDatabase {
    return this.#database;
  }

  /** What went wrong with keeping the world, newest last. */
  get notices(): Observable<readonly SimulatedNotice[]> {
    return this.#keeper.notices;
  }

  /** False: the demonstration has neither machines nor files. */
  get hasDemo(): boolean {
    return this.#withMachines;
  }

  /** The tenant's machines as they are now. */
  machines(tenantId: string): ReadonlyMap<string, MachineState> {
    this.#catchUp();
    return this.#state(tenantId).machines;
  }

  /** @throws NexusError `plan_limit` */
  addMachine(tenantId: string, params: MachineCreateParams, actor: Account): MachineState {
    const state = this.#state(tenantId);
    checkLimit(state.tenant.planTier, 'machines', state.machines.size);
    const id = params.id?.toLowerCase() ?? this.#database.nextId(`${state.tenant.slug}/created`);
    const machine = new MachineState(id, params, this.clock.now(), null);
    state.machines.set(id, machine);
    note(this.#database, state, actor, {
      action: 'machine.added',
      table: 'machines',
      targetId: id,
      old: null,
      new: stripped(machineColumns(machine.record)),
    });
    emit(state, { type: 'machines', change: 'insert', machines: [machine.record] });
    this.changed();
    return machine;
  }

  updateMachine(tenantId: string, machine: MachineState, params: MachineUpdateParams, actor: Account): void {
    const state = this.#state(tenantId);
    const before = machineColumns(machine.record);
    if (!machine.change(params, this.clock.now())) return;
    const deed = { action: 'machine.changed', table: 'machines', targetId: machine.id };
    noteChange(this.#database, state, actor, deed, before, machineColumns(machine.record));
    emit(state, { type: 'machines', change: 'update', machines: [machine.record] });
    this.changed();
  }

  /** The machine's files stay. */
  deleteMachine(tenantId: string, machine: MachineState, actor: Account): void {
    const state = this.#state(tenantId);
    state.machines.delete(machine.id);
    if (machine.model !== null) state.deletedMachines.add(machine.id);
    detachMachine(state, machine.id, this.clock.now());
    note(this.#database, state, actor, {
      action: 'machine.deleted',
      table: 'machines',
      targetId: machine.id,
      old: stripped(machineColumns(machine.record)),
      new: null,
    });
    emit(state, { type: 'machines', change: 'delete', machineIds: [machine.id] });
    this.changed();
  }

  record(tenantId: string, readings: Parameters<typeof ingest>[0]): Ingested['result'] {
    const state = this.#state(tenantId);
    const now = this.clock.now();
    const { result, newest } = ingest(readings, (id) => state.machines.get(id), now, this.keptFrom(tenantId));
    const advanced = [...newest].filter(([machine, reading]) =>
      machine.offer(reading, now, this.#usual.of(machine, now)),
    );
    tellReadings(
      state,
      advanced.map(([machine]) => machine),
    );
    if (result.stored > 0) this.#keeper.recorded();
    return result;
  }

  /** Epoch ms from which the tenant's plan keeps single readings; of what is older there are roll-ups. */
  keptFrom(tenantId: string): number {
    return this.clock.now() - PLANS[this.#state(tenantId).tenant.planTier].retentionMs;
  }

  /** Hears what happens in the tenant; the clock is looked at as long as somebody listens. */
  listen(tenantId: string, listener: (event: LiveEvent) => void): () => void {
    const { tenant, listeners } = this.#state(tenantId);
    // What was measured before is in the list that the listener reads; it hears what comes after.
    this.#catchUp();
    listeners.add(listener);
    if (this.#tickMs > 0) this.#timer ??= setInterval(() => this.#catchUp(), this.#tickMs);
    return () => {
      this.#database.tenants.get(tenant.id)?.listeners.delete(listener);
      if (this.#timer !== null && this.#states().every((state) => state.listeners.size === 0)) {
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

  /** Somebody changed something: the world is kept soon. */
  changed(): void {
    this.#keeper.changed();
  }

  /** Keeps the world now, if anything has changed. */
  flush(): void {
    this.#keeper.flush();
  }

  /** Begins anew: everything that people changed is gone, also where it was kept. Listeners go on. */
  reset(): void {
    this.#keeper.forget();
    const before = this.#database;
    this.#database = this.#createDatabase();
    this.#lastGrid = Number.NEGATIVE_INFINITY;
    for (const [id, { listeners }] of before.tenants) {
      const state = this.#database.tenants.get(id);
      if (state === undefined) continue;
      for (const listener of listeners) state.listeners.add(listener);
      emit(state, { type: 'tenant' });
      emit(state, { type: 'resync' });
    }
  }

  #createDatabase(): SimulatedDatabase {
    const now = this.clock.now();
    const database = new SimulatedDatabase(() => this.clock.now());
    for (const { tenant, machines } of database.tenants.values()) {
      const fleet = this.#withMachines ? demoFleet(tenant.slug, tenant.id) : [];
      const cast = castConditions(
        this.#seed,
        fleet.map(({ id }) => id),
      );
      for (const machine of fleet) {
        const condition = cast.get(machine.id) ?? 'healthy';
        machines.set(machine.id, createFleetMachine(this.#seed, machine, condition, now));
      }
    }
    return database;
  }

  #states(): TenantState[] {
    return [...this.#database.tenants.values()];
  }

  #state(tenantId: string): TenantState {
    const state = this.#database.tenants.get(tenantId);
    if (state === undefined) throw new Error(`the simulated world has no tenant ${tenantId}`);
    return state;
  }

  /** Takes the machines' reading of the present interval, if it has not been taken yet. */
  #catchUp(): void {
    const now = this.clock.now();
    const grid = Math.floor(now / this.readingIntervalMs) * this.readingIntervalMs;
    if (grid <= this.#lastGrid) return;
    this.#lastGrid = grid;
    const tick = { grid, now, intervalMs: this.readingIntervalMs, usual: this.#usual };
    for (const state of this.#states()) measureAll(state, tick);
  }
}
