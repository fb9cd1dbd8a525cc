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
  #isChanged = false;
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

  /** True once somebody changed what is known of the machine; the plant's own doing does not count. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** What the plant said last about the operating state; a member's own word stands until it says another. */
  get plantStatus(): MachineStatus | null {
    return this.#plantStatus;
  }

  /** A member's change; false when everything is like that already. */
  change(params: MachineUpdateParams, now: number): boolean {
    if (!this.#update(params, now)) return false;
    this.#isChanged = true;
    return true;
  }

  /** Brings back what was known of the machine when the world was kept. */
  restore(kept: Partial<MachineRecord>, plantStatus: MachineStatus | null): void {
    this.#record = { ...this.#record, ...kept };
    this.#plantStatus = plantStatus;
    this.#isChanged = true;
  }

  #update(params: MachineUpdateParams, now: number): boolean {
    const changes = Object.entries(params).filter(
      ([key, value]) =>
        value !== undefined &&
        JSON.stringify(value) !== JSON.stringify(this.#record[key as keyof MachineUpdateParams]),
    );
    if (changes.length === 0) return false;
    // Never the same time twice: whoever changes a machine only as it was read relies on it.
    const at = Math.max(now, Date.parse(this.#record.updatedAt) + 1);
    this.#record = {
      ...this.#record,
      ...Object.fromEntries(changes),
      updatedAt: new Date(at).toISOString(),
    };
    return true;
  }

  /** The plant's word on the operating state; a member's own change stands until the plant's word changes. */
  followPlant(status: MachineStatus, now: number): boolean {
    if (status === this.#plantStatus) return false;
    this.#plantStatus = status;
    if (status === this.#record.status) return false;
    this.#update({ status }, now);
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
