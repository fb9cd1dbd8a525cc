import { originOf, type TabName } from './readings.ts';

interface SentReading {
  machine_id: string;
  rpm: number;
  temperature: number;
}

/** What the server took, as it was seen between it and the clients. */
export interface LedgerSums {
  /** Requests that the server took. */
  batches: number;
  /** Readings that the server had already: they were sent again. */
  duplicates: number;
  refused: number;
  /** Readings that came in after a later one of the same machine and tab. */
  orderBreaks: number;
  /** The first of them, for people. */
  examples: string[];
}

const MAX_EXAMPLES = 5;

/** Follows in which order readings came to the server first. */
export class Ledger {
  readonly sums: LedgerSums = { batches: 0, duplicates: 0, refused: 0, orderBreaks: 0, examples: [] };
  readonly #arrived: Record<TabName, Set<number>> = { a: new Set(), b: new Set() };
  readonly #latest: Map<string, number> = new Map();

  /** A batch that the server took, with its answer. Called in the order of the answers. */
  took(body: string, answer: string): void {
    const { readings } = JSON.parse(body) as { readings: SentReading[] };
    const { duplicate, refused } = JSON.parse(answer) as { duplicate: number; refused: unknown[] };
    this.sums.batches += 1;
    this.sums.duplicates += duplicate;
    this.sums.refused += refused.length;
    for (const reading of readings) this.#arrive(reading);
  }

  #arrive(reading: SentReading): void {
    const { tab, index } = originOf(reading);
    if (this.#arrived[tab].has(index)) return;
    this.#arrived[tab].add(index);
    const line = `${reading.machine_id}/${tab}`;
    const latest = this.#latest.get(line) ?? -1;
    if (index > latest) {
      this.#latest.set(line, index);
      return;
    }
    this.sums.orderBreaks += 1;
    if (this.sums.examples.length < MAX_EXAMPLES) {
      this.sums.examples.push(`machine ${reading.machine_id}, tab ${tab}: ${index} came after ${latest}`);
    }
  }
}
