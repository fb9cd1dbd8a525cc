import type { RecordResult } from '../../types/index.ts';
import type { DataService } from '../data-service.ts';
import type { ServiceParts } from './service-parts.ts';
import { mergeAnswer, outgoingBatch, parseRecordResult } from './wire-out.ts';

/** Readings that come in. */
export type Recording = Pick<DataService, 'recordReadings'>;

/** What a page that shows machines does not need. */
export function createRecording({ rest, requests }: ServiceParts): Recording {
  return {
    recordReadings: async (readings, options = {}) => {
      const batch = outgoingBatch(readings);
      const nothing: RecordResult = { stored: 0, duplicate: 0, duplicates: [], refused: [] };
      if (batch.rows.length === 0 && readings.length > 0) return mergeAnswer(batch, nothing);
      const answer = await requests.call(
        readings.length === 1 ? 'record a reading' : `record ${readings.length} readings`,
        options,
        (signal) => rest.rpc('record_readings', signal, { readings: batch.rows }),
        parseRecordResult,
      );
      return mergeAnswer(batch, answer);
    },
  };
}
