import type { Machine, Metric, Nexus, Reading, TelemetrySeries } from '@nexus-mfg/sdk';
import type { LiveSource } from '../controllers/live-controller.ts';
import type { TimeRange } from '../view/view.ts';
import { formerPart } from './parts.ts';

/** A machine and its past as it is now. */
export interface ChartData {
  machine: Machine;
  series: TelemetrySeries;
  /** Newest live reading as it came; the last point may be the mean of several. */
  latest: Reading | undefined;
  /** The period it is compared with, at its own times. */
  former: TelemetrySeries | undefined;
  /** Most points to draw. */
  columns: number;
}

export interface SeriesRequest {
  machineId: string;
  metrics: readonly Metric[];
  range: TimeRange;
  /** About one point a pixel. */
  maxPoints: number;
  /** How far back lies the period to compare with, in ms; 0 for none. */
  formerMs: number;
}

/** Called with each new state of a series. Returns how to stop. */
type Follow = (
  nexus: Nexus,
  request: SeriesRequest,
  next: (series: TelemetrySeries) => void,
  fail: (error: unknown) => void,
) => () => void;

/**
 * A machine's past: one that ends now is followed, one that stands still is read once. `onChange` is called when the
 * connection changes: that the line ends has to be said at once.
 */
export function seriesSource(
  request: () => SeriesRequest | undefined,
  onChange: () => void,
): LiveSource<ChartData> {
  return (nexus, next, fail) => {
    const wanted = request();
    if (wanted === undefined) return undefined;
    const { machineId, maxPoints, range } = wanted;
    const isLive = 'lastMs' in range;
    const giveUp = new AbortController();
    let machine: Machine | undefined;
    let isAsking = false;
    let series: TelemetrySeries | undefined;
    let latest: Reading | undefined;
    let former: TelemetrySeries | undefined;

    const tell = (): void => {
      if (machine !== undefined && series !== undefined)
        next({ machine, series, latest, former, columns: maxPoints });
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
    const follow = isLive ? followLive : readFixed;
    const stops = [
      follow(
        nexus,
        wanted,
        (grown) => {
          series = grown;
          void askForMachine();
          tell();
        },
        fail,
      ),
      nexus.connection.subscribe(onChange),
    ];
    if (isLive)
      stops.push(
        nexus.telemetry.subscribe({ machineId }, (reading) => {
          latest = reading;
        }),
      );
    if (wanted.formerMs > 0)
      stops.push(
        followFormer(nexus, wanted, (past) => {
          former = past;
          tell();
        }),
      );
    void askForMachine();
    return () => {
      giveUp.abort();
      for (const stop of stops) stop();
    };
  };
}

const followLive: Follow = (nexus, { machineId, metrics, maxPoints, range }, next, fail) => {
  const lengthMs = 'lastMs' in range ? range.lastMs : range.to - range.from;
  const from = new Date(Date.now() - lengthMs).toISOString();
  return nexus.telemetry.follow({ machineId, metrics, maxPoints, from }, next, { onError: fail });
};

/** Read once; after a failure once more as soon as the network is back. */
const readFixed: Follow = (nexus, { machineId, metrics, maxPoints, range }, next, fail) => {
  const giveUp = new AbortController();
  const [start, end] = 'lastMs' in range ? [0, 0] : [range.from, range.to];
  // The end of a range belongs to it; what the series is asked for ends before its end.
  const params = { machineId, metrics, maxPoints, from: isoOf(start), to: isoOf(end + 1) };
  let hasFailed = false;
  const read = async (): Promise<void> => {
    hasFailed = false;
    try {
      const series = await nexus.telemetry.series(params, { signal: giveUp.signal });
      if (!giveUp.signal.aborted) next(series);
    } catch (error) {
      if (giveUp.signal.aborted) return;
      hasFailed = true;
      fail(error);
    }
  };
  const stop = nexus.connection.subscribe(({ state }) => {
    if (hasFailed && state === 'online') void read();
  });
  void read();
  return () => {
    giveUp.abort();
    stop();
  };
};

/** What few charts need is loaded by those; without it a chart is still a chart. */
function followFormer(
  nexus: Nexus,
  request: SeriesRequest,
  next: (series: TelemetrySeries) => void,
): () => void {
  let isOver = false;
  let stop: (() => void) | undefined;
  const begin = (): void => {
    const part = formerPart.get(begin);
    if (!isOver && part !== undefined) stop = part.formerSource(nexus, request, next);
  };
  begin();
  return () => {
    isOver = true;
    stop?.();
  };
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
