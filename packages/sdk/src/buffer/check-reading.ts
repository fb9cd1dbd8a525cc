import { METRICS, type Reading, type ReadingRefusal } from '../types/index.ts';

const TIMESTAMP = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d(:?\d\d)?)$/;

/** Why a reading can never be stored, or null. The server judges the rest: whether the machine exists, ranges, age. */
export function checkReading(reading: Reading | null | undefined, index: number): ReadingRefusal | null {
  if (typeof reading !== 'object' || reading === null) {
    return { index, code: 'invalid_reading', message: `Reading ${index} is ${reading}.` };
  }
  if (typeof reading.machineId !== 'string' || reading.machineId === '') {
    return { index, code: 'invalid_reading', message: `Reading ${index}: machineId is missing.` };
  }
  if (!TIMESTAMP.test(String(reading.timestamp)) || Number.isNaN(Date.parse(reading.timestamp))) {
    return {
      index,
      code: 'invalid_reading',
      message: `Reading ${index}: timestamp is not an ISO 8601 time with zone.`,
    };
  }
  let hasMetric = false;
  for (const metric of METRICS) {
    const value: unknown = reading[metric];
    if (value === undefined || value === null) continue;
    if (!Number.isFinite(value)) {
      return {
        index,
        code: 'value_out_of_range',
        message: `Reading ${index}: ${metric} is ${String(value)}, not a finite number.`,
      };
    }
    hasMetric = true;
  }
  return hasMetric
    ? null
    : { index, code: 'invalid_reading', message: `Reading ${index} has none of ${METRICS.join(', ')}.` };
}
