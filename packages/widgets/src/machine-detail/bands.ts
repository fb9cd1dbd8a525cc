import type { Machine, Metric, Nexus } from '@nexus-mfg/sdk';
import { METRIC_ORDER } from '../internal/metrics.ts';

/** Between which values a metric was for nine tenths of the last day. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

const DAY_MS = 86_400_000;
/** One point every ten minutes: enough for what is usual. */
const POINTS = 144;
/** Fewer points than this say nothing about what is usual. */
const LEAST_POINTS = 6;
const OUTER = 0.05;
/** What the last day is moves on, slowly. */
const AGAIN_MS = 3_600_000;
/** A reading that failed is tried again. */
const RETRY_MS = 60_000;

/** What was usual for one machine over the last day: read when another machine is shown, and now and then anew. */
export class Bands {
  readonly #changed: () => void;
  #machineId = '';
  #bands: Partial<Record<Metric, Band>> = {};
  #asking: AbortController | undefined;
  /** When to read again, epoch ms. */
  #dueAt = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(metric: Metric): Band | undefined {
    return this.#bands[metric];
  }

  /** Asks for another machine's past, and for the same one's when it is due; without one, or an instance, forgets. */
  follow(nexus: Nexus | undefined, machine: Machine | null | undefined): void {
    const id = nexus !== undefined && machine?.latest ? machine.id : '';
    if (id !== this.#machineId) {
      this.#bands = {};
      this.#dueAt = 0;
    } else if (Date.now() < this.#dueAt) return;
    this.#machineId = id;
    this.#asking?.abort();
    this.#asking = undefined;
    if (nexus === undefined || id === '') return;
    this.#dueAt = Date.now() + AGAIN_MS;
    void this.#ask(nexus, id);
  }

  async #ask(nexus: Nexus, machineId: string): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    const now = Date.now();
    try {
      const series = await nexus.telemetry.series(
        {
          machineId,
          metrics: METRIC_ORDER,
          from: new Date(now - DAY_MS).toISOString(),
          to: new Date(now).toISOString(),
          maxPoints: POINTS,
        },
        { signal: asking.signal },
      );
      if (asking.signal.aborted) return;
      for (const metric of METRIC_ORDER) {
        const band = bandOf(series.metrics[metric]?.mean ?? []);
        if (band !== undefined) this.#bands[metric] = band;
      }
      this.#changed();
    } catch {
      if (!asking.signal.aborted) this.#dueAt = Date.now() + RETRY_MS;
      // Without its past a value stands without a band; the chart says why there is none.
    }
  }
}

/** From the 5th to the 95th of a hundred: single outliers make nothing usual. */
export function bandOf(values: ArrayLike<number>): Band | undefined {
  const sorted = Array.from(values)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (sorted.length < LEAST_POINTS) return undefined;
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(OUTER), high: at(1 - OUTER) };
}
