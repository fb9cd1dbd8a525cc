import type { Machine, Metric, Reading, TelemetrySeries } from '@nexus-mfg/sdk';
import type { LiveSource } from '../controllers/live-controller.ts';

/** A machine and its past as it is now. */
export interface ChartData {
  machine: Machine;
  series: TelemetrySeries;
  /** Newest live reading as it came; the last point may be the mean of several. */
  latest: Reading | undefined;
  /** Most points to draw. */
  columns: number;
}

export interface SeriesRequest {
  machineId: string;
  metrics: readonly Metric[];
  rangeMs: number;
  /** About one point a pixel. */
  maxPoints: number;
}

/** Follows a machine's past. `onChange` is called when the connection changes: that the line ends has to be said at once. */
export function seriesSource(
  request: () => SeriesRequest | undefined,
  onChange: () => void,
): LiveSource<ChartData> {
  return (nexus, next, fail) => {
    const wanted = request();
    if (wanted === undefined) return undefined;
    const { machineId, metrics, rangeMs, maxPoints } = wanted;
    const giveUp = new AbortController();
    let machine: Machine | undefined;
    let isAsking = false;
    let series: TelemetrySeries | undefined;
    let latest: Reading | undefined;

    const tell = (): void => {
      if (machine !== undefined && series !== undefined)
        next({ machine, series, latest, columns: maxPoints });
    };
    /** Asked for anew with each change of the series until it is known: the series goes on trying by itself. */
    const askForMachine = async (): Promise<void> => {
      if (machine !== undefined || isAsking) return;
      isAsking = true;
      try {
        machine = await nexus.machines.get(machineId, { signal: giveUp.signal });
        tell();
      } catch (error) {
        if (!giveUp.signal.aborted) fail(error);
      } finally {
        isAsking = false;
      }
    };

    const stops = [
      nexus.telemetry.subscribe({ machineId }, (reading) => {
        latest = reading;
      }),
      nexus.telemetry.follow(
        { machineId, metrics, maxPoints, from: new Date(Date.now() - rangeMs).toISOString() },
        (grown) => {
          series = grown;
          void askForMachine();
          tell();
        },
        { onError: fail },
      ),
      nexus.connection.subscribe(onChange),
    ];
    void askForMachine();
    return () => {
      giveUp.abort();
      for (const stop of stops) stop();
    };
  };
}
