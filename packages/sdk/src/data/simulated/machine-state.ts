import {
  type Condition,
  createMachineModel,
  hashText,
  type MachineModel,
  mix,
  type PlantMachine,
} from '../../plant/index.ts';
import type {
  Machine,
  MachineCreateParams,
  MachineStatus,
  MachineUpdateParams,
  Reading,
} from '../../types/index.ts';
import type { MachineRecord } from '../data-service.ts';
import type { FleetMachine } from './fleet.ts';
import { ageStage, judgeHealth } from './health.ts';
import type { UsualRange } from './usual-range.ts';

/** A machine of a simulated world: what is known of it, what was recorded, and the model that drives it, if any. */
export class MachineState {
  readonly id: string;
  /** Null for a machine that somebody created: only recorded readings move it. */
  readonly model: MachineModel | null;
  /** Recorded readings by epoch ms. */
  readonly recorded: Map<number, Reading> = new Map();
  #record: MachineRecord;
  #plantStatus: MachineStatus | null = null;
  #ageStage = 0;

  constructor(id: string, params: MachineCreateParams, now: number, model: MachineModel | null) {
    this.id = id;
    this.model = model;
    this.#record = {
      id,
      externalId: params.externalId ?? null,
      name: params.name,
      type: params.type ?? null,
      status: params.status ?? 'offline',
      healthScore: null,
      healthParts: [],
      gridPositionX: params.gridPositionX ?? null,
      gridPositionY: params.gridPositionY ?? null,
      metadata: params.metadata ?? {},
      latest: null,
      updatedAt: new Date(now).toISOString(),
    };
  }

  /** A new object after every change, the same one in between. */
  get record(): MachineRecord {
    return this.#record;
  }

  update(params: MachineUpdateParams, now: number): void {
    this.#record = { ...this.#record, ...params, updatedAt: new Date(now).toISOString() };
  }

  /** The plant's word on the operating state; a member's own change stands until the plant's word changes. */
  followPlant(status: MachineStatus, now: number): boolean {
    if (status === this.#plantStatus) return false;
    this.#plantStatus = status;
    if (status === this.#record.status) return false;
    this.update({ status }, now);
    return true;
  }

  /** Takes over the reading and the health that follows, if it is newer than the newest known. */
  offer(reading: Reading, now: number, usual: UsualRange | null): boolean {
    const latest = this.#record.latest;
    if (latest !== null && Date.parse(latest.timestamp) >= Date.parse(reading.timestamp)) return false;
    this.#judge(reading, now, usual);
    return true;
  }

  /** True when the newest reading has reached the next stage of age since health was judged. */
  hasAged(now: number): boolean {
    const { latest } = this.#record;
    return latest !== null && ageStage(latest.timestamp, now) !== this.#ageStage;
  }

  /** Judges health again, for the same reading is worth less when it is old. */
  judgeAgain(now: number, usual: UsualRange | null): void {
    if (this.#record.latest !== null) this.#judge(this.#record.latest, now, usual);
  }

  #judge(latest: Reading, now: number, usual: UsualRange | null): void {
    const { metadata, status, healthParts: former } = this.#record;
    const health = judgeHealth({ metadata, status, latest, former, usual }, now);
    this.#ageStage = ageStage(latest.timestamp, now);
    this.#record = { ...this.#record, latest, healthScore: health.score, healthParts: health.parts };
  }

  /** The plant's reading at `time`. */
  measure(
    model: MachineModel,
    time: number,
    intervalMs: number,
  ): { reading: Reading; status: MachineStatus } {
    const { status, metrics } = model.sampleAt(time, intervalMs);
    return { status, reading: { machineId: this.id, timestamp: new Date(time).toISOString(), ...metrics } };
  }
}

/** A modelled machine of a demo fleet. */
export function createFleetMachine(
  seed: number,
  params: FleetMachine,
  condition: Condition,
  now: number,
): MachineState {
  const { id, type = null, metadata = {} } = params;
  const machine: PlantMachine = { key: id, type, condition, metadata };
  return new MachineState(id, params, now, createMachineModel(seed, machine));
}

/** Version 4 by form; the same text always gives the same one. */
export function stableUuid(text: string): Machine['id'] {
  const key = hashText(text);
  const hex = [1, 2, 3, 4].map((part) => mix(key, part).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
