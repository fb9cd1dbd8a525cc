import type { Machine } from '@nexus-mfg/sdk';
import { isShorter } from './energy.ts';
import type { EnergyReport } from './energy-report.ts';

/** Pauses that are shorter than the distance that was counted with, after which it was not that of now. */
const SHORT_PAUSES = 3;
/** The first time that a report in doubt is counted again, and how much later each next one. */
const AGAIN_MS = 60_000;
const SLOWER = 4;

/**
 * Whether a report should be counted again before the hour is full. Right after a plant has begun to report, its newest
 * readings may be those of a past at another distance: some machines cannot be counted yet, others were counted wrongly.
 */
export class EnergyDoubt {
  #againMs = AGAIN_MS;
  /** By machine: time of its newest reading, and how many came too soon after the one before. */
  readonly #heard = new Map<string, { at: number; short: number }>();
  #isWrong = false;

  /** Another report has come. */
  begin(): void {
    this.#heard.clear();
    this.#isWrong = false;
  }

  /** Listens to the machines; whether the report is to be counted again now. */
  hear(report: EnergyReport, machines: readonly Machine[], now: number): boolean {
    if (!this.#isWrong) for (const machine of machines) this.#listen(report, machine);
    if (!this.#isWrong && report.leftOut.uneven === 0) return false;
    if (now - report.countedAt < this.#againMs) return false;
    this.#againMs *= SLOWER;
    return true;
  }

  /** Missed readings make a pause longer, never shorter: a short one is no accident of listening. */
  #listen({ intervals }: EnergyReport, { id, latest }: Machine): void {
    const interval = intervals.get(id);
    const at = latest ? Date.parse(latest.timestamp) : Number.NaN;
    if (interval === undefined || Number.isNaN(at)) return;
    const before = this.#heard.get(id);
    if (before === undefined) this.#heard.set(id, { at, short: 0 });
    else if (at > before.at) {
      if (isShorter(at - before.at, interval)) before.short += 1;
      before.at = at;
      if (before.short >= SHORT_PAUSES) this.#isWrong = true;
    }
  }
}
