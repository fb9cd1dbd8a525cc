import { isNewer } from '../cache/apply-live.ts';
import type { Cache } from '../cache/cache.ts';
import { isMachineKey } from '../cache/keys.ts';
import { seriesQuery } from '../cache/query-options.ts';
import { invalid } from '../errors/map-error.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { MachineList } from '../live/machine-list.ts';
import type { Nexus } from '../nexus.ts';
import { METRICS, type Reading, type SeriesParams } from '../types/index.ts';
import { report } from '../util/report.ts';

/** Most readings that one call takes. */
const MAX_BATCH = 5_000;

const DEFAULT_MAX_POINTS = 600;

/** What machines measure. */
export function createTelemetryResource(
  cache: Cache,
  hub: LiveHub,
  machines: Nexus['machines'],
  list: MachineList,
): Nexus['telemetry'] {
  const { data } = cache;
  return {
    record: async (readings, options) => {
      const batch: readonly Reading[] = Array.isArray(readings) ? readings : [readings as Reading];
      if (readings === undefined || readings === null) {
        throw invalid('Could not record: there is no reading.', 'Give a reading or a list of readings.');
      }
      if (batch.length === 0 || batch.length > MAX_BATCH) {
        throw invalid(
          `Could not record ${batch.length} readings: a batch has 1 to ${MAX_BATCH}.`,
          batch.length === 0 ? 'Record when there is something to record.' : 'Split the batch.',
          { readings: batch.length, max: MAX_BATCH },
        );
      }
      const result = await data.recordReadings(batch, options);
      // What was just recorded must be in the next list, even when its live echo is still on the way.
      await cache.client.invalidateQueries({
        predicate: (query) => isMachineKey(query.queryKey),
        refetchType: 'none',
      });
      return result;
    },
    latest: async (machineId, options) => {
      const { latest, freshness } = await machines.get(machineId, options);
      return latest === null ? null : { ...latest, freshness };
    },
    series: async (params, options) => {
      const checked = checkSeries(params);
      const doing = `read the series of machine ${params.machineId}`;
      const scope = await cache.scope(doing, options?.signal);
      return cache.read(seriesQuery(data, scope, checked), doing, options?.signal);
    },
    subscribe: ({ machineId }, listener) => {
      const newest = new Map<string, Reading>();
      const tell = (reading: Reading): void => {
        if (machineId !== undefined && reading.machineId !== machineId) return;
        if (!isNewer(reading, newest.get(reading.machineId) ?? null)) return;
        newest.set(reading.machineId, reading);
        report(() => listener(reading));
      };
      const unsubscribeHub = hub.subscribe((event) => {
        if (event.type !== 'readings') return;
        for (const { healthScore: _score, healthParts: _parts, ...reading } of event.readings) tell(reading);
      });
      // The list is read again after every gap: what was newest then is told too, unless it was already.
      let isFirst = true;
      const unsubscribeList = list.subscribe((all) => {
        for (const { latest } of all) {
          if (!latest) continue;
          if (isFirst && !newest.has(latest.machineId)) newest.set(latest.machineId, latest);
          else tell(latest);
        }
        isFirst = all.length === 0;
        if (isFirst) newest.clear();
      });
      return () => {
        unsubscribeHub();
        unsubscribeList();
      };
    },
  };
}

/** @throws NexusError `validation_failed` */
function checkSeries(params: SeriesParams | undefined): SeriesParams {
  if (!params?.machineId) {
    throw invalid('Could not read a series: machineId is missing.', 'Give { machineId, from, to }.');
  }
  const doing = `read the series of machine ${params.machineId}`;
  const from = Date.parse(params.from);
  const to = Date.parse(params.to);
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to) {
    throw invalid(
      `Could not ${doing}: from ${params.from} is not before to ${params.to}.`,
      'Give two ISO 8601 times.',
    );
  }
  const metrics = params.metrics ?? METRICS;
  if (
    !Array.isArray(metrics) ||
    metrics.length === 0 ||
    metrics.some((metric) => !METRICS.includes(metric))
  ) {
    throw invalid(
      `Could not ${doing}: metrics are 1 to 4 of ${METRICS.join(', ')}.`,
      'Leave metrics out for all.',
    );
  }
  const maxPoints = params.maxPoints ?? DEFAULT_MAX_POINTS;
  if (!Number.isInteger(maxPoints) || maxPoints < 10 || maxPoints > 4_000) {
    throw invalid(
      `Could not ${doing}: maxPoints ${maxPoints} is not 10 to 4000.`,
      'Ask for 10 to 4000 points.',
    );
  }
  return { ...params, metrics: [...new Set(metrics)], maxPoints };
}
