import type { DataService } from '../data/data-service.ts';
import { isNexusError } from '../errors/nexus-error.ts';
import type { QuarantineRecord, Ring, RingEntry } from './buffer-store.ts';
import { failureKind } from './failure-kind.ts';

/** Most readings that the server takes at once; see `record_readings()`. */
const MAX_BATCH = 5_000;
const FIRST_BATCH = 1_000;
/** After so many faults of the server in a row one entry is suspected of causing them. */
const SUSPICIOUS_FAULTS = 3;
/** So often an entry fails, another one is taken, and it fails again, before it is blamed. */
const PROOFS = 4;
/** So far it looks for an entry of another machine. */
const NEIGHBOURS = 100;

/** What came of one batch. */
export interface SentBatch {
  /** Entries that are out of the ring now. */
  settled: number;
  /** Of them, refused ones, which are in the quarantine. */
  refused: number;
  machineIds: ReadonlySet<string>;
}

/** Sends the oldest readings of a ring, batch by batch. */
export class ReadingSender {
  readonly #ring: Ring;
  readonly #data: Pick<DataService, 'recordReadings'>;
  readonly #userId: string;
  readonly #now: () => number;
  #batchSize = FIRST_BATCH;
  #faults = 0;
  /** The entry that is suspected, and what speaks against it. */
  #trial: { seq: number; proofs: number; isOtherTaken: boolean } = {
    seq: -1,
    proofs: 0,
    isOtherTaken: false,
  };

  constructor(ring: Ring, data: Pick<DataService, 'recordReadings'>, userId: string, now: () => number) {
    this.#ring = ring;
    this.#data = data;
    this.#userId = userId;
    this.#now = now;
  }

  /**
   * One batch. Null when nothing waits. A reading that can never be stored goes to the quarantine with the reason; a batch
   * that is refused as a whole is halved until the one that is to blame stands alone.
   *
   * @throws what keeps the whole ring from being sent
   */
  async sendNext(signal: AbortSignal): Promise<SentBatch | null> {
    const entries = await this.#ring.peek(this.#batchSize);
    if (entries.length === 0) return null;
    try {
      return await this.#send(entries, signal);
    } catch (error) {
      const kind = failureKind(error);
      if (kind === 'refused') return this.#refuse(entries, error);
      if (kind === 'passing') return this.#suspect(entries, error, signal);
      throw error;
    }
  }

  async #send(entries: readonly RingEntry[], signal: AbortSignal): Promise<SentBatch> {
    const readings = entries.map(({ reading }) => reading);
    const { refused } = await this.#data.recordReadings(readings, { signal, asUserId: this.#userId });
    const records = refused.flatMap(({ index, code, message }) => {
      const entry = entries[index];
      return entry ? [this.#quarantined(entry, code, message)] : [];
    });
    await this.#ring.settle(lastSeq(entries), records);
    this.#faults = 0;
    this.#batchSize = Math.min(MAX_BATCH, this.#batchSize * 2);
    return {
      settled: entries.length,
      refused: records.length,
      machineIds: new Set(readings.map(({ machineId }) => machineId)),
    };
  }

  async #refuse(entries: readonly RingEntry[], error: unknown): Promise<SentBatch> {
    const [entry] = entries;
    if (entries.length > 1 || !entry) {
      this.#batchSize = Math.ceil(entries.length / 2);
      return nothingSettled();
    }
    const code = isNexusError(error) ? error.code : 'server_error';
    await this.#ring.settle(entry.seq, [this.#quarantined(entry, code, String((error as Error).message))]);
    return { settled: 1, refused: 1, machineIds: new Set() };
  }

  /** A slow server gets smaller batches; one that fails again and again may do so for a single entry. */
  async #suspect(entries: readonly RingEntry[], error: unknown, signal: AbortSignal): Promise<SentBatch> {
    const code = isNexusError(error) ? error.code : 'server_error';
    if (code === 'timeout') this.#batchSize = Math.max(1, Math.floor(entries.length / 2));
    if (code !== 'server_error') throw error;
    this.#faults += 1;
    if (this.#faults < SUSPICIOUS_FAULTS) throw error;
    if (entries.length > 1) {
      this.#batchSize = Math.ceil(entries.length / 2);
      throw error;
    }
    return this.#tryAnother(error, signal);
  }

  /**
   * For an entry that stands alone while the server still fails. When the server takes another one, this one may be to
   * blame; but servers also fail at random, so that it has to fail again afterwards, and all of it several times.
   */
  async #tryAnother(error: unknown, signal: AbortSignal): Promise<SentBatch> {
    const [suspect, ...others] = await this.#ring.peek(NEIGHBOURS);
    if (!suspect) throw error;
    if (suspect.seq !== this.#trial.seq) this.#trial = { seq: suspect.seq, proofs: 0, isOtherTaken: false };
    const trial = this.#trial;
    if (trial.isOtherTaken) {
      trial.isOtherTaken = false;
      trial.proofs += 1;
      if (trial.proofs >= PROOFS) return this.#refuse([suspect], error);
      throw error;
    }
    // The first one of another machine, where there is one: the readings of each machine keep their order then.
    const other = others.find(({ reading }) => reading.machineId !== suspect.reading.machineId) ?? others[0];
    if (!other) throw error;
    trial.isOtherTaken = await this.#data
      .recordReadings([other.reading], { signal, asUserId: this.#userId })
      .then(
        () => true,
        () => false,
      );
    if (!trial.isOtherTaken) throw error;
    return nothingSettled();
  }

  #quarantined({ at, reading }: RingEntry, code: string, message: string): QuarantineRecord {
    return { at, refusedAt: this.#now(), code, message, reading, edit: null };
  }
}

function nothingSettled(): SentBatch {
  return { settled: 0, refused: 0, machineIds: new Set() };
}

function lastSeq(entries: readonly RingEntry[]): number {
  return entries.at(-1)?.seq ?? -1;
}
