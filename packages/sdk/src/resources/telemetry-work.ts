import type { Cache } from '../cache/cache.ts';
import { seriesQuery } from '../cache/query-options.ts';
import type { LiveHub } from '../live/live-hub.ts';
import { createSeriesFollower } from '../live/series-follower.ts';
import { checkSeries } from './check-series.ts';
import type { TelemetryResource } from './telemetry-resource.ts';

/** What looking back takes; loaded with the first call. */
export interface TelemetryWork extends Pick<TelemetryResource, 'series'> {
  follow(...given: Parameters<TelemetryResource['follow']>): Promise<() => void>;
}

/** @param subscribe hears readings, for a series that grows */
export function createTelemetryWork(
  cache: Cache,
  hub: LiveHub,
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
    series,
    follow: async (params, listener, options) => follow(params, listener, options),
  };
}
