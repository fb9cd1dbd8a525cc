import type { PendingEdits } from '../buffer/pending-edits.ts';
import type { DataService, MachineRecord } from '../data/data-service.ts';
import { freshnessOf, staleAt } from '../freshness.ts';
import type { Freshness, Machine, Reading } from '../types/index.ts';

/** Adds freshness to what the engine knows. A record with the same freshness as before gives the same object. */
export class FreshMachines {
  readonly #data: DataService;
  readonly #staleAfterMs: number;
  readonly #pending: PendingEdits;
  readonly #machines: WeakMap<MachineRecord, Machine> = new WeakMap();
  readonly #heardAt: WeakMap<Reading, number> = new WeakMap();

  constructor(data: DataService, staleAfterMs: number, pending: PendingEdits) {
    this.#data = data;
    this.#staleAfterMs = staleAfterMs;
    this.#pending = pending;
  }

  one(record: MachineRecord, now: number = Date.now()): Machine {
    const freshness = this.#pending.has(record.id) ? 'buffered' : this.#freshness(record, now);
    const known = this.#machines.get(record);
    if (known?.freshness === freshness) return known;
    const machine: Machine = { ...record, freshness };
    this.#machines.set(record, machine);
    return machine;
  }

  #freshness(record: MachineRecord, now: number): Freshness {
    return freshnessOf(record.latest, this.#heard(record.latest, now), {
      now,
      staleAfterMs: this.#staleAfterMs,
      connection: this.#data.connection.value.state,
      clockOffsetMs: this.#data.clockOffsetMs ?? 0,
    });
  }

  /** The whole list; the very list that was `shown` when nothing in it is different. */
  decorate(
    records: readonly MachineRecord[],
    shown: readonly Machine[] | null,
    now: number,
  ): readonly Machine[] {
    const next = records.map((record) => this.one(record, now));
    const isSame = shown?.length === next.length && next.every((machine, index) => machine === shown[index]);
    return isSame && shown ? shown : next;
  }

  /** Epoch ms at which the next machine turns stale, or null when none will. */
  nextStaleAt(records: readonly MachineRecord[], now: number): number | null {
    let next: number | null = null;
    for (const { latest } of records) {
      const at = staleAt(latest, this.#heard(latest, now), this.#staleAfterMs, this.#data.clockOffsetMs);
      if (at > now && (next === null || at < next)) next = at;
    }
    return next;
  }

  #heard(latest: Reading | null, now: number): number {
    if (!latest) return now;
    const heardAt = this.#heardAt.get(latest);
    if (heardAt !== undefined) return heardAt;
    this.#heardAt.set(latest, now);
    return now;
  }
}
