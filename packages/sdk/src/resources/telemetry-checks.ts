import { invalid } from '../errors/map-error.ts';
import { METRICS, type Reading, type SeriesParams } from '../types/index.ts';

/** Most readings that one call takes. */
const MAX_BATCH = 5_000;

const DEFAULT_MAX_POINTS = 600;

/** What one call records. @throws NexusError `validation_failed` */
export function checkBatch(readings: Reading | readonly Reading[] | undefined): readonly Reading[] {
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

/** The parameters with their defaults. @throws NexusError `validation_failed` */
export function checkSeries(params: SeriesParams | undefined): SeriesParams {
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
