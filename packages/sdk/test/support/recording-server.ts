import type { CallOptions, OwnedCallOptions } from '../../src/data/call-options.ts';
import type { MachineRecord } from '../../src/data/data-service.ts';
import type { GuardedOptions } from '../../src/data/services/file-service.ts';
import { changedMeanwhile } from '../../src/data/supabase/unchanged-since.ts';
import { NexusError } from '../../src/errors/nexus-error.ts';
import type {
  MachineCreateParams,
  MachineUpdateParams,
  Reading,
  ReadingRefusal,
  RecordResult,
} from '../../src/types/index.ts';
import { MemoryDataService, machine } from './memory-data-service.ts';

/** What goes wrong with one call: it fails before the server did it, or after. */
export interface Fault {
  error: NexusError;
  isCommitted?: boolean;
}

/** An engine that keeps what it is sent, and of which each call can be made to go wrong. */
export class RecordingServer extends MemoryDataService {
  /** Batches that arrived, with who sent them. */
  readonly batches: { userId: string; readings: readonly Reading[] }[] = [];
  /** Stored readings by machine and time. */
  readonly stored: Map<string, Reading> = new Map();
  /** Changes of machines that were done, in order. */
  readonly changes: { id: string; params: object }[] = [];
  /** Used up by the calls that write, in order. */
  readonly faults: Fault[] = [];
  /** Judges a whole batch: the error that the server answers it with, or null. */
  batchError: (readings: readonly Reading[]) => NexusError | null = () => null;
  /** Judges one reading: the code that it is refused with, or null. */
  refusal: (reading: Reading) => string | null = () => null;
  #clock = Date.parse('2026-01-02T00:00:00.000Z');

  override async recordReadings(
    readings: readonly Reading[],
    options: OwnedCallOptions = {},
  ): Promise<RecordResult> {
    this.#requireOwner(options);
    this.batches.push({ userId: this.session.value?.userId ?? '', readings });
    return this.#write(options, () => {
      const failure = this.batchError(readings);
      if (failure) throw failure;
      const refused: ReadingRefusal[] = [];
      const duplicates: number[] = [];
      readings.forEach((reading, index) => {
        const code = this.refusal(reading);
        const key = `${reading.machineId}|${reading.timestamp}`;
        if (code) refused.push({ index, code, message: `Reading ${index} is refused.` });
        else if (this.stored.has(key)) duplicates.push(index);
        else this.stored.set(key, reading);
      });
      const stored = readings.length - refused.length - duplicates.length;
      return { stored, duplicate: duplicates.length, duplicates, refused };
    });
  }

  override async createMachine(
    params?: MachineCreateParams,
    options: OwnedCallOptions = {},
  ): Promise<MachineRecord> {
    this.#requireOwner(options);
    return this.#write(options, () => {
      const id = params?.id ?? 'made-here';
      const isTaken = this.machines.some(
        (one) => one.id === id || (params?.externalId && one.externalId === params.externalId),
      );
      if (isTaken) throw new NexusError('conflict', `There is a machine like ${id} already.`);
      const created = machine(id, { ...params, updatedAt: this.#now() } as Partial<MachineRecord>);
      this.machines.push(created);
      this.changes.push({ id, params: params ?? {} });
      return structuredClone(created);
    });
  }

  override async updateMachine(
    id: string,
    params: MachineUpdateParams = {},
    options: GuardedOptions = {},
  ): Promise<MachineRecord> {
    this.#requireOwner(options);
    return this.#write(options, () => {
      const known = this.machines.find((one) => one.id === id);
      if (!known) throw new NexusError('not_found', `There is no machine ${id}.`);
      if (options.ifUpdatedAt !== undefined && options.ifUpdatedAt !== known.updatedAt) {
        throw changedMeanwhile(`change machine ${id}`, structuredClone(known));
      }
      Object.assign(known, params, { updatedAt: this.#now() });
      this.changes.push({ id, params });
      return structuredClone(known);
    });
  }

  /** Somebody else changes a machine. */
  changeElsewhere(id: string, params: Partial<MachineRecord>): void {
    const known = this.machines.find((one) => one.id === id);
    if (known) Object.assign(known, params, { updatedAt: this.#now() });
  }

  async #write<T>({ signal }: CallOptions, work: () => T): Promise<T> {
    await this.gate;
    if (signal?.aborted) throw new NexusError('aborted', 'Given up by the caller.');
    const fault = this.faults.shift();
    if (fault && !fault.isCommitted) throw fault.error;
    const answer = work();
    if (fault) throw fault.error;
    return answer;
  }

  #requireOwner({ asUserId }: OwnedCallOptions): void {
    const userId = this.session.value?.userId;
    if (!userId) throw new NexusError('not_signed_in', 'Nobody is signed in.');
    if (asUserId !== undefined && asUserId !== userId) {
      throw new NexusError('session_changed', 'Somebody else is signed in by now.');
    }
  }

  #now(): string {
    this.#clock += 1_000;
    return new Date(this.#clock).toISOString();
  }
}

/** The server cannot be reached. */
export const unreachable = (): NexusError =>
  new NexusError('network_unreachable', 'The server cannot be reached.');
/** The server failed with a 5xx. */
export const serverError = (): NexusError => new NexusError('server_error', 'The server answered 500.');

/** Readings of one machine, a second apart, numbered in `rpm`. */
export function readingsOf(machineId: string, count: number, from: number = 0): Reading[] {
  return Array.from({ length: count }, (_, index) => ({
    machineId,
    timestamp: new Date(Date.parse('2026-02-01T00:00:00Z') + (from + index) * 1_000).toISOString(),
    rpm: from + index,
  }));
}
