import type { RecordResult } from '../../types/index.ts';
import type { DataService } from '../data-service.ts';
import type { ServiceParts } from './service-parts.ts';
import { mergeAnswer, outgoingBatch, parseRecordResult } from './wire-out.ts';
import { parseSeries } from './wire-series.ts';

/** Recording, and the past. */
export type TelemetryCalls = Pick<DataService, 'recordReadings' | 'series'>;

/** What a page that shows only the present does not need. */
export function createTelemetryCalls({ rest, requests }: ServiceParts): TelemetryCalls {
  return {
    recordReadings: async (readings, options = {}) => {
      const batch = outgoingBatch(readings);
      const nothing: RecordResult = { stored: 0, duplicate: 0, duplicates: [], refused: [] };
      if (batch.rows.length === 0 && readings.length > 0) return mergeAnswer(batch, nothing);
      const answer = await requests.call(
        readings.length === 1 ? 'record a reading' : `record ${readings.length} readings`,
        options,
        (signal) => rest.rpc('record_readings', { readings: batch.rows }).abortSignal(signal),
        parseRecordResult,
      );
      return mergeAnswer(batch, answer);
    },

    series: ({ machineId, from, to, metrics, maxPoints }, options = {}) =>
      requests.call(
        `read the series of machine ${machineId}`,
        options,
        (signal) =>
          rest
            .rpc('telemetry_series', {
              machine_id: machineId,
              from_time: from,
              to_time: to,
              ...(metrics ? { metrics: [...metrics] } : {}),
              ...(maxPoints === undefined ? {} : { max_points: maxPoints }),
            })
            .abortSignal(signal),
        (data) => parseSeries(data, machineId),
      ),
  };
}
