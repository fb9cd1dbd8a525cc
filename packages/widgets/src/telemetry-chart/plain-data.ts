import type { MachineMetadata, TelemetrySeries } from '@nexus-mfg/sdk';
import type { GrowingSeries } from '@nexus-mfg/sdk/series';
import type { DrawnData } from './build-model.ts';
import type { ChartReading, ChartSeriesData } from './plain-types.ts';
import type { Window } from './window.ts';

/** A chart's own data, to which readings can be added. */
export class PlainData {
  readonly #metadata: MachineMetadata;
  #given: TelemetrySeries;
  #growing: GrowingSeries | undefined;
  readonly #waiting: ChartReading[] = [];
  #isBeginning = false;

  constructor({ times, metrics, resolution = 'raw', bucketMs = 0, metadata = {} }: ChartSeriesData) {
    this.#metadata = metadata;
    this.#given = { machineId: '', source: 'readings', times, metrics, resolution, bucketMs };
  }

  /**
   * Adds readings at the end; what is older than the newest by more than `keepMs` is given up. The first ones wait for
   * what adds them: `onAdded` is called once they are in.
   */
  append(readings: readonly ChartReading[], keepMs: number, onAdded: () => void): void {
    if (this.#growing === undefined) {
      this.#waiting.push(...readings);
      if (!this.#isBeginning) void this.#begin(keepMs, onAdded);
      return;
    }
    for (const reading of readings) this.#growing.append({ machineId: '', ...reading });
    this.#given = this.#growing.series;
    if (Number.isFinite(keepMs)) {
      this.#growing.trim(this.extent.to - keepMs);
      this.#given = this.#growing.series;
    }
    onAdded();
  }

  async #begin(keepMs: number, onAdded: () => void): Promise<void> {
    this.#isBeginning = true;
    try {
      const series = await import('@nexus-mfg/sdk/series');
      this.#growing = new series.GrowingSeries(this.#given);
    } catch {
      // What waits is tried with the next reading again.
    }
    this.#isBeginning = false;
    if (this.#growing !== undefined) this.append(this.#waiting.splice(0), keepMs, onAdded);
  }

  get series(): TelemetrySeries {
    return this.#given;
  }

  /** From the first to the last reading. */
  get extent(): Window {
    const { times } = this.#given;
    return { from: times[0] ?? 0, to: times[times.length - 1] ?? 0 };
  }

  /** The readings of a window as lines of `nexus.telemetry.csv`. */
  csv(window: Window): ReadableStream<Uint8Array> {
    const series = this.#given;
    return new ReadableStream({
      async start(controller) {
        const { plainCsv } = await import('./plain-csv.ts');
        controller.enqueue(new TextEncoder().encode(plainCsv(series, window)));
        controller.close();
      },
    });
  }

  drawn(columns: number): DrawnData {
    const series = this.#given;
    return { machine: { metadata: this.#metadata }, series, former: series, latest: undefined, columns };
  }
}
