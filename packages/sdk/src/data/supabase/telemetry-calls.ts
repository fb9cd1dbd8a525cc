import type { DataService } from '../data-service.ts';
import type { ServiceParts } from './service-parts.ts';
import { parseSeries } from './wire-series.ts';

/** The past. */
export type TelemetryCalls = Pick<DataService, 'series'>;

/** What a page that shows only the present does not need. */
export function createTelemetryCalls({ rest, requests }: ServiceParts): TelemetryCalls {
  return {
    series: ({ machineId, from, to, metrics, maxPoints }, options = {}) =>
      requests.call(
        `read the series of machine ${machineId}`,
        options,
        (signal) =>
          rest.rpc('telemetry_series', signal, {
            machine_id: machineId,
            from_time: from,
            to_time: to,
            ...(metrics ? { metrics: [...metrics] } : {}),
            ...(maxPoints === undefined ? {} : { max_points: maxPoints }),
          }),
        (data) => parseSeries(data, machineId),
      ),
  };
}
