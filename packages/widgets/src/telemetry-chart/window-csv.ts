import type { ChartReader } from './chart-reader.ts';
import type { Window } from './window.ts';

/** The readings of a window as CSV; undefined when there is nothing to read them from. */
export function windowCsv(
  { plain, nexus, machineId, metrics }: ChartReader,
  { from, to }: Window,
  signal: AbortSignal,
): ReadableStream<Uint8Array> | undefined {
  if (plain !== undefined) return plain.csv({ from, to });
  const iso = (time: number): string => new Date(Math.round(time)).toISOString();
  return nexus?.telemetry.csv({ machineId, metrics, from: iso(from), to: iso(to + 1) }, { signal });
}
