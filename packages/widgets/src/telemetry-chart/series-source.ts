import type { Machine, Metric, Reading } from '@nexus-mfg/sdk';
import { SeriesBuffer } from '../chart/series-buffer.ts';
import type { LiveSource } from '../controllers/live-controller.ts';

/** A machine and its past, growing while it is watched. */
export interface ChartData {
  machine: Machine;
  buffer: SeriesBuffer;
}

export interface SeriesRequest {
  machineId: string;
  metrics: readonly Metric[];
  rangeMs: number;
  /** About one point a pixel. */
  maxPoints: number;
}

/**
 * Reads a machine's past and adds live readings to it; reads again after the connection was lost, because what was
 * said meanwhile is not said again. Live readings that come while the past is on its way wait for it. `onChange` is
 * called after a live reading and when the connection changes.
 */
export function seriesSource(
  request: () => SeriesRequest | undefined,
  onChange: () => void,
): LiveSource<ChartData> {
  return (nexus, next, fail) => {
    const wanted = request();
    if (wanted === undefined) return undefined;
    const { machineId, metrics, rangeMs, maxPoints } = wanted;
    const giveUp = new AbortController();
    let buffer: SeriesBuffer | undefined;
    let waiting: Reading[] = [];

    const read = async (): Promise<void> => {
      const { signal } = giveUp;
      const now = Date.now();
      // A little of the future, so that a reading of this very moment on a faster clock is in.
      const [from, to] = [now - rangeMs, now + 1_000].map((time) => new Date(time).toISOString());
      if (from === undefined || to === undefined) return;
      const [machine, series] = await Promise.all([
        nexus.machines.get(machineId, { signal }),
        nexus.telemetry.series({ machineId, metrics, from, to, maxPoints }, { signal }),
      ]);
      if (signal.aborted) return;
      buffer = new SeriesBuffer(series, rangeMs / maxPoints);
      for (const reading of waiting) buffer.append(reading);
      waiting = [];
      next({ machine, buffer });
    };
    const start = (): void => {
      read().catch((error: unknown) => {
        if (!giveUp.signal.aborted) fail(error);
      });
    };

    const stopReadings = nexus.telemetry.subscribe({ machineId }, (reading) => {
      if (buffer === undefined) waiting.push(reading);
      else if (buffer.append(reading)) onChange();
    });
    let wasOnline = nexus.connection.value.state === 'online';
    const stopConnection = nexus.connection.subscribe(({ state }) => {
      const isBack = state === 'online' && !wasOnline && buffer !== undefined;
      wasOnline = state === 'online';
      if (isBack) start();
      // A long window is drawn again twice a minute only; that its line ends has to be said at once.
      onChange();
    });
    start();
    return () => {
      giveUp.abort();
      stopReadings();
      stopConnection();
    };
  };
}
