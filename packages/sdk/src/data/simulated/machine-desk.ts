import { NexusError } from '../../errors/nexus-error.ts';
import {
  type MachineCreateParams,
  type MachineUpdateParams,
  METRICS,
  type Reading,
  type RecordResult,
  type SeriesParams,
  type TelemetrySeries,
} from '../../types/index.ts';
import type { CallOptions, OwnedCallOptions } from '../call-options.ts';
import { checkMachine } from '../check-machine.ts';
import type { MachineRecord } from '../machine-record.ts';
import type { GuardedOptions } from '../services/file-service.ts';
import type { Desk } from './desk.ts';
import { readHistory } from './history.ts';
import type { MachineState } from './machine-state.ts';
import { broken, missing, taken } from './refusals.ts';
import type { TenantState } from './state.ts';
import { checkCreate, checkSeries, checkUpdate } from './validation.ts';

const LARGEST_BATCH = 5000;

/** Machines and their readings, as the engine's own methods offer them. */
export class MachineDesk {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  list(options?: CallOptions): Promise<MachineRecord[]> {
    return this.#desk.read('list the machines', options, () => {
      const { state } = this.#desk.requirePermission('machines.read');
      return byName([...this.#machines(state).values()].map(({ record }) => this.#masked(record)));
    });
  }

  get(id: string, options?: CallOptions): Promise<MachineRecord> {
    return this.#desk.read(`read machine ${id}`, options, () => {
      const { state } = this.#desk.requirePermission('machines.read');
      return this.#masked(this.#find(state, id).record);
    });
  }

  create(params: MachineCreateParams, options?: OwnedCallOptions): Promise<MachineRecord> {
    const doing = `create machine ${params.name}`;
    return this.#desk.write(doing, options, () => {
      const { account, state } = this.#desk.requirePermission('machines.write');
      checkMachine(doing, params);
      checkCreate(params);
      this.#refuseTaken(state, params.externalId, null);
      if (params.id !== undefined && state.machines.has(params.id.toLowerCase())) {
        throw taken(`There is a machine ${params.id} already.`);
      }
      return this.#desk.world.addMachine(state.tenant.id, params, account).record;
    });
  }

  update(id: string, params: MachineUpdateParams, options?: GuardedOptions): Promise<MachineRecord> {
    const doing = `change machine ${id}`;
    return this.#desk.write(doing, options, () => {
      const { account, state } = this.#desk.requirePermission('machines.write');
      checkMachine(doing, params);
      checkUpdate(params);
      const machine = this.#find(state, id);
      refuseChanged(machine.record, options?.ifUpdatedAt, () => this.#masked(machine.record));
      this.#refuseTaken(state, params.externalId, id);
      this.#desk.world.updateMachine(state.tenant.id, machine, params, account);
      return this.#masked(machine.record);
    });
  }

  delete(id: string, options?: CallOptions): Promise<void> {
    return this.#desk.write(`delete machine ${id}`, options, () => {
      const { account, state } = this.#desk.requirePermission('machines.write');
      const machine = this.#find(state, id);
      if (machine.recorded.size > 0 || machine.record.latest !== null) {
        throw broken('Something else still needs the machine: it has recorded readings.');
      }
      this.#desk.world.deleteMachine(state.tenant.id, machine, account);
    });
  }

  record(readings: readonly Reading[], options?: OwnedCallOptions): Promise<RecordResult> {
    return this.#desk.read(`record ${readings.length} readings`, options, () => {
      const { state } = this.#desk.requirePermission('telemetry.write');
      if (readings.length === 0 || readings.length > LARGEST_BATCH) {
        throw new NexusError(
          'validation_failed',
          `A batch has 1 to 5,000 readings, this one ${readings.length}.`,
        );
      }
      return this.#desk.world.record(state.tenant.id, readings);
    });
  }

  series(params: SeriesParams, options?: CallOptions): Promise<TelemetrySeries> {
    return this.#desk.read(`read the past of machine ${params.machineId}`, options, () => {
      const { state } = this.#desk.requirePermission('telemetry.read');
      const { from, to, maxPoints } = checkSeries(params);
      const { world } = this.#desk;
      return readHistory(this.#find(state, params.machineId), {
        metrics: params.metrics ?? METRICS,
        from,
        to,
        maxPoints,
        plantFrom: world.plantFrom,
        plantTo: world.clock.now(),
        keptFrom: world.keptFrom(state.tenant.id),
        intervalMs: world.readingIntervalMs,
      });
    });
  }

  #machines(state: TenantState): ReadonlyMap<string, MachineState> {
    return this.#desk.world.machines(state.tenant.id);
  }

  #find(state: TenantState, id: string): MachineState {
    const machine = this.#machines(state).get(id);
    if (machine === undefined) throw missing('machine');
    return machine;
  }

  #refuseTaken(state: TenantState, externalId: string | undefined, exceptId: string | null): void {
    if (externalId === undefined) return;
    for (const { record } of this.#machines(state).values()) {
      if (record.externalId === externalId && record.id !== exceptId) {
        throw taken(`Another machine has the external id ${externalId}.`);
      }
    }
  }

  #masked(record: MachineRecord): MachineRecord {
    return this.#desk.has('telemetry.read') ? record : withoutReadings(record);
  }
}

/** Who may not read telemetry sees the machines and their scores without the values, which the reasons tell as well. */
export function withoutReadings(record: MachineRecord): MachineRecord {
  return { ...record, latest: null, healthParts: [] };
}

/** By name, as `fleet_overview()` answers. */
export function byName(machines: MachineRecord[]): MachineRecord[] {
  return machines.sort((a, b) => a.name.localeCompare(b.name));
}

/** @throws NexusError `conflict` with `details.theirs` when the row has changed since it was read */
export function refuseChanged<T extends { updatedAt: string }>(
  row: T,
  ifUpdatedAt: string | undefined,
  theirs: () => T = () => structuredClone(row),
): void {
  if (ifUpdatedAt === undefined || Date.parse(ifUpdatedAt) === Date.parse(row.updatedAt)) return;
  throw new NexusError('conflict', 'Somebody else changed it meanwhile.', {
    hint: 'Look at details.theirs, and change what is there now.',
    details: { theirs: theirs() },
  });
}
