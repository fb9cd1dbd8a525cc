import type { Nexus, Reading } from '@nexus-mfg/sdk';
import { persist } from '../retry.ts';
import { countRefusal, type FileReport } from './report.ts';

/** Readings sent with one call. */
const BATCH = 2500;

/** How a batch reaches the server. */
export interface Way {
  nexus: Nexus;
  signal: AbortSignal;
  /** How long an outage is waited out. */
  patienceMs: number;
}

/** Collects the readings of one file, sends them in batches, and counts what became of each in the file's report. */
export class BatchSender {
  readonly #way: Way;
  readonly #report: FileReport;
  #pending: { reading: Reading; line: number }[] = [];

  constructor(way: Way, report: FileReport) {
    this.#way = way;
    this.#report = report;
  }

  get isFull(): boolean {
    return this.#pending.length >= BATCH;
  }

  add(reading: Reading, line: number): void {
    this.#pending.push({ reading, line });
  }

  /** Sends what has been collected. After an outage a batch is sent again as it was: recording is idempotent. */
  async flush(): Promise<void> {
    while (this.#pending.length > 0) {
      const { nexus, signal, patienceMs } = this.#way;
      const batch = this.#pending.slice(0, BATCH);
      const readings = batch.map(({ reading }) => reading);
      const result = await persist(() => nexus.telemetry.send(readings, { signal }), signal, patienceMs);
      this.#pending.splice(0, batch.length);
      this.#report.waiting -= batch.length;
      this.#report.recorded += result.stored;
      this.#report.duplicate += result.duplicate;
      for (const { index, code, message } of result.refused) {
        countRefusal(this.#report, { line: batch[index]?.line ?? 0, code, message });
      }
    }
  }
}
