import type { BufferHandle } from '../buffer/buffer-handle.ts';
import type { Cache } from '../cache/cache.ts';
import { isMachineKey } from '../cache/keys.ts';
import { invalid } from '../errors/invalid.ts';
import { seriesCsv } from '../series/series-csv.ts';
import type { Reading } from '../types/index.ts';
import { checkSeries } from './check-series.ts';
import type { TelemetryResource } from './telemetry-resource.ts';

/** Most readings that one call takes. */
const MAX_BATCH = 5_000;

/** Readings that come in and go out by the thousand: what a page that shows machines never asks for. */
export interface TelemetryRecords extends Pick<TelemetryResource, 'record' | 'send'> {
  csv(...given: Parameters<TelemetryResource['csv']>): Promise<ReadableStream<Uint8Array>>;
}

/** Recording and exporting; loaded with the first call. */
export function createTelemetryRecords(cache: Cache, buffer: BufferHandle): TelemetryRecords {
  const { data } = cache;
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
    // Past the cache: an export reads thousands of pieces, which nobody else wants to share.
    csv: async (params, options) =>
      seriesCsv((piece, given) => data.series(checkSeries(piece), given), params, options),
  };
}

/** What one call records. @throws NexusError `validation_failed` */
function checkBatch(readings: Reading | readonly Reading[] | undefined): readonly Reading[] {
  if (readings === undefined || readings === null) {
    throw invalid('Could not record: there is no reading.', 'Give a reading or a list of readings.');
  }
  const batch = Array.isArray(readings) ? (readings as readonly Reading[]) : [readings as Reading];
  if (batch.length >= 1 && batch.length <= MAX_BATCH) return batch;
  throw invalid(
    `Could not record ${batch.length} readings: a batch has 1 to ${MAX_BATCH}.`,
    batch.length === 0 ? 'Record when there is something to record.' : 'Split the batch.',
    { readings: batch.length, max: MAX_BATCH },
  );
}
