import { invalid } from '../errors/invalid.ts';
import { METRICS, type SeriesParams } from '../types/index.ts';

const DEFAULT_MAX_POINTS = 600;

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
