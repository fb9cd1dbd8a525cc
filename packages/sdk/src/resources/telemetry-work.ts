import type { BufferHandle } from '../buffer/buffer-handle.ts';
import type { Cache } from '../cache/cache.ts';
import { isMachineKey } from '../cache/keys.ts';
import { seriesQuery } from '../cache/query-options.ts';
import type { LiveHub } from '../live/live-hub.ts';
import { createSeriesFollower } from '../live/series-follower.ts';
import { seriesCsv } from '../series/series-csv.ts';
import { checkBatch, checkSeries } from './telemetry-checks.ts';
import type { TelemetryResource } from './telemetry-resource.ts';

/** What recording and looking back take; loaded with the first call. */
export interface TelemetryWork extends Pick<TelemetryResource, 'record' | 'send' | 'series'> {
  follow(...given: Parameters<TelemetryResource['follow']>): Promise<() => void>;
  csv(...given: Parameters<TelemetryResource['csv']>): Promise<ReadableStream<Uint8Array>>;
}

/** @param subscribe hears readings, for a series that grows */
export function createTelemetryWork(
  cache: Cache,
  hub: LiveHub,
  buffer: BufferHandle,
  subscribe: TelemetryResource['subscribe'],
): TelemetryWork {
  const { data } = cache;
  const series: TelemetryResource['series'] = async (params, options) => {
    const checked = checkSeries(params);
    const doing = `read the series of machine ${params.machineId}`;
    const scope = await cache.scope(doing, options?.signal);
    return cache.read(seriesQuery(data, scope, checked), doing, options?.signal);
  };
  const follow = createSeriesFollower({
    read: series,
    subscribe,
    resync: (heard) => hub.subscribe((event) => event.type === 'resync' && heard()),
    session: data.session,
    now: () => Date.now() - (data.clockOffsetMs ?? 0),
  });
  return {
    record: async (readings, options) => {
      const batch = checkBatch(readings);
      return (await buffer.load()).record(batch, options?.signal);
    },
    send: async (readings, options) => {
      const result = await data.recordReadings(checkBatch(readings), options);
      // What was just recorded must be in the next list, even when its live echo is still on the way.
      await cache.client.invalidateQueries({
        predicate: (query) => isMachineKey(query.queryKey),
        refetchType: 'none',
      });
      return result;
    },
    series,
    follow: async (params, listener, options) => follow(params, listener, options),
    // Past the cache: an export reads thousands of pieces, which nobody else wants to share.
    csv: async (params, options) =>
      seriesCsv((piece, given) => data.series(checkSeries(piece), given), params, options),
  };
}
