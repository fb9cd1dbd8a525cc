import type { Nexus, TelemetrySeries } from '@nexus-mfg/sdk';
import type { SeriesRequest } from './series-source.ts';

/** What a window that moves on reads ahead of the former period, as a share of its length. */
const AHEAD = 0.1;
const LEAST_AHEAD_MS = 30_000;

/**
 * The same time in a former period, read once; under a window that moves on, a little ahead and then anew. Without it
 * the chart is still a chart: a failure leaves it out, and the next reading tries again.
 */
export function formerSource(
  nexus: Nexus,
  { machineId, metrics, maxPoints, range, formerMs }: SeriesRequest,
  next: (series: TelemetrySeries) => void,
): () => void {
  const giveUp = new AbortController();
  const isLive = 'lastMs' in range;
  const aheadMs = isLive ? Math.max(LEAST_AHEAD_MS, range.lastMs * AHEAD) : 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = async (): Promise<void> => {
    const now = Date.now();
    const { from, to } = isLive ? { from: now - range.lastMs, to: now + aheadMs } : range;
    const iso = (time: number): string => new Date(Math.round(time - formerMs)).toISOString();
    try {
      const params = { machineId, metrics, maxPoints, from: iso(from), to: iso(to + 1) };
      const series = await nexus.telemetry.series(params, { signal: giveUp.signal });
      if (!giveUp.signal.aborted) next(series);
    } catch {
      // Said by the line that is not there, and by the dash in the readout.
    }
    if (isLive && !giveUp.signal.aborted) timer = setTimeout(() => void read(), aheadMs);
  };
  void read();
  return () => {
    giveUp.abort();
    clearTimeout(timer);
  };
}
