import type { Machine, MachineStatus, Reading } from '@nexus-mfg/sdk';
import { castConditions, createMachineModel, type MachineModel } from '@nexus-mfg/sdk/simulated';

/** A machine of the server with the model that drives it. */
export interface DrivenMachine {
  id: string;
  model: MachineModel;
  /** Operating state that the server knows. */
  status: MachineStatus;
  /** Epoch ms of the newest reading that the server knows, or -Infinity. */
  latestAt: number;
}

/** The driven part of a tenant's machines, kept in step with what the server says. */
export class Fleet {
  readonly #seed: number;
  #machines: Map<string, DrivenMachine> = new Map();

  constructor(seed: number) {
    this.#seed = seed;
  }

  get machines(): readonly DrivenMachine[] {
    return [...this.#machines.values()];
  }

  /** Takes over the server's list: new machines are driven from now on, deleted ones no more. */
  update(machines: readonly Machine[]): void {
    const driven = machines.filter(({ metadata: { ratedPowerKw } }) => typeof ratedPowerKw === 'number');
    const cast = castConditions(
      this.#seed,
      driven.map(({ id }) => id),
    );
    this.#machines = new Map(
      driven.map(({ id, type, status, metadata, latest }) => {
        const condition = cast.get(id) ?? 'healthy';
        const model =
          this.#machines.get(id)?.model ??
          createMachineModel(this.#seed, { key: id, type, condition, metadata });
        const latestAt = latest === null ? Number.NEGATIVE_INFINITY : Date.parse(latest.timestamp);
        return [id, { id, model, status, latestAt }];
      }),
    );
  }
}

/** The reading of a driven machine at `time`, its energy counted over `intervalMs`. */
export function measure(machine: DrivenMachine, time: number, intervalMs: number): Reading {
  const { metrics } = machine.model.sampleAt(time, intervalMs);
  return { machineId: machine.id, timestamp: new Date(time).toISOString(), ...metrics };
}
