import type { CallOptions } from '../data/call-options.ts';
import { invalid } from '../errors/invalid.ts';
import { NexusError } from '../errors/nexus-error.ts';
import { METRICS, type Metric, type SeriesParams, type TelemetrySeries } from '../types/index.ts';
import { patientRead } from './patient-read.ts';
import { type ReadSeries, seriesPieces } from './series-pieces.ts';

/**
 * A machine's past as CSV (RFC 4180, UTF-8), read piece by piece as it is asked for; giving the stream up stops the
 * reading under way.
 *
 * - Lines: `time,vibration,temperature,…` for single readings, `time,vibration_mean,vibration_min,vibration_max,…` for
 *   buckets; then one for each point, ISO 8601 times in UTC, numbers as exact as they are stored. A value that was not
 *   measured is an empty field. Holes that a chart shows between readings are no lines here.
 * - Without `maxPoints` every single reading is there as long as the server keeps it; what is older comes as hourly
 *   roll-ups, in whole hours, the first of which may begin before `from`. With `maxPoints` the points are those of
 *   `nexus.telemetry.series`.
 * - The first points decide the columns of the whole file. Where it begins with roll-ups, the readings behind them come
 *   in the same columns: mean, min and max of one reading are its value.
 *
 * @throws into the reader: NexusError as the reading failed; `not_found` when what was to come next ceased to be kept
 * while a file of single readings was being read
 */
export function seriesCsv(
  read: ReadSeries,
  params: SeriesParams,
  options: CallOptions = {},
): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const texts = csvTexts(patientRead(read), params, signal);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await texts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel(reason) {
        stop.abort(reason);
      },
    },
    // Nothing is read ahead: what waits here would only grow old.
    { highWaterMark: 0 },
  );
}

/** The header with the first lines, then the lines of piece after piece; never an empty text. */
async function* csvTexts(
  read: ReadSeries,
  params: SeriesParams,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  if (!params?.machineId) {
    throw invalid('Could not export a series: machineId is missing.', 'Give { machineId, from, to }.');
  }
  const metrics = params.metrics ?? METRICS;
  let format: TelemetrySeries['resolution'] | undefined;
  for await (const piece of seriesPieces(read, params, signal)) {
    const header = format === undefined ? headerOf(metrics, piece.resolution) : '';
    format ??= piece.resolution;
    if (format === 'raw' && piece.resolution === 'bucket') throw noLongerKept(piece);
    const text = header + linesOf(piece, metrics, format);
    if (text !== '') yield text;
  }
}

function headerOf(metrics: readonly Metric[], format: TelemetrySeries['resolution']): string {
  const names = metrics.flatMap((metric) =>
    format === 'raw' ? metric : [`${metric}_mean`, `${metric}_min`, `${metric}_max`],
  );
  return `time,${names.join(',')}\r\n`;
}

function linesOf(
  { times, metrics }: TelemetrySeries,
  wanted: readonly Metric[],
  format: TelemetrySeries['resolution'],
): string {
  const columns = wanted.flatMap((metric): (Float64Array | undefined)[] => {
    const values = metrics[metric];
    return format === 'raw' ? [values?.mean] : [values?.mean, values?.min, values?.max];
  });
  let text = '';
  for (let index = 0; index < times.length; index += 1) {
    let fields = '';
    let isEmpty = true;
    for (const column of columns) {
      const value = column?.[index];
      const isMeasured = value !== undefined && !Number.isNaN(value);
      fields += isMeasured ? `,${value}` : ',';
      if (isMeasured) isEmpty = false;
    }
    if (!isEmpty) text += `${timeText(times[index] as number)}${fields}\r\n`;
  }
  return text;
}

/** ISO 8601; with microseconds where the server has a time that is finer than a millisecond. */
function timeText(time: number): string {
  const whole = Math.floor(time);
  const micros = Math.round((time - whole) * 1_000);
  const text = new Date(whole + Math.floor(micros / 1_000)).toISOString();
  return micros % 1_000 === 0 ? text : text.replace('Z', `${String(micros).padStart(3, '0')}Z`);
}

function noLongerKept({ machineId, times }: TelemetrySeries): NexusError {
  const from = timeText(times[0] ?? 0);
  return new NexusError(
    'not_found',
    `Could not export the readings of machine ${machineId}: those from ${from} on are no longer kept.`,
    {
      hint: 'Export again: what is left of that time are hourly values, and the whole file then has their columns.',
    },
  );
}
