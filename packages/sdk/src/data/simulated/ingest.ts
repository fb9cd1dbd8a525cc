import {
  METRICS,
  type Metric,
  type Reading,
  type ReadingRefusal,
  type RecordResult,
} from '../../types/index.ts';
import type { MachineState } from './machine-state.ts';

/** A reading may be this far ahead of the server's clock. */
const MAX_AHEAD = 5 * 60_000;

/** Bounds beyond which a value can only be a fault of the gateway; the same as the telemetry table's. */
const BOUNDS: Readonly<Record<Metric, readonly [number, number]>> = {
  vibration: [0, 100_000],
  temperature: [-273.15, 10_000],
  rpm: [-10_000_000, 10_000_000],
  power_kwh: [-1_000_000, 1_000_000],
};

const TIMESTAMP = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d(:?\d\d)?)$/;

/** What came of a batch, and the newest stored reading of each of its machines. */
export interface Ingested {
  result: RecordResult;
  newest: ReadonlyMap<MachineState, Reading>;
}

/** Puts a batch away like the database: idempotent, bad readings split off with a reason, the rest stored. */
export function ingest(
  readings: readonly Reading[],
  machineOf: (id: string) => MachineState | undefined,
  now: number,
  keptFrom: number,
): Ingested {
  let stored = 0;
  const duplicates: number[] = [];
  const refused: ReadingRefusal[] = [];
  const newest = new Map<MachineState, Reading>();
  for (const [index, reading] of readings.entries()) {
    const judged = judge(reading, machineOf, now, keptFrom);
    if ('code' in judged) {
      refused.push({ index, ...judged });
    } else if (judged.machine.recorded.has(judged.time)) {
      duplicates.push(index);
    } else {
      stored++;
      judged.machine.recorded.set(judged.time, judged.reading);
      const newer = newest.get(judged.machine);
      if (newer === undefined || Date.parse(newer.timestamp) < judged.time)
        newest.set(judged.machine, judged.reading);
    }
  }
  return { result: { stored, duplicate: duplicates.length, duplicates, refused }, newest };
}

type Judged = { machine: MachineState; time: number; reading: Reading } | { code: string; message: string };

/** The questions in the order in which private.judge_readings asks them. */
function judge(
  reading: Reading,
  machineOf: (id: string) => MachineState | undefined,
  now: number,
  keptFrom: number,
): Judged {
  const { machineId, timestamp } = reading;
  if (typeof machineId !== 'string') return refuse('invalid_reading', 'machine_id is missing.');
  const time = TIMESTAMP.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(time)) {
    return refuse('invalid_reading', 'timestamp is missing or not an ISO 8601 time with zone.');
  }
  const machine = machineOf(machineId);
  if (machine === undefined) return refuse('unknown_machine', `No machine ${machineId} in this tenant.`);

  const kept: Reading = { machineId, timestamp: new Date(time).toISOString() };
  const outside: Metric[] = [];
  for (const metric of METRICS) {
    const value: unknown = reading[metric];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number') return refuse('invalid_reading', 'A metric is a number.');
    const [low, high] = BOUNDS[metric];
    if (!(value >= low && value <= high)) outside.push(metric);
    kept[metric] = value;
  }
  if (outside.length > 0) return refuse('value_out_of_range', `Out of range: ${outside.join(', ')}.`);
  if (METRICS.every((metric) => kept[metric] === undefined)) {
    return refuse('invalid_reading', 'A reading has at least one metric.');
  }
  if (time > now + MAX_AHEAD) {
    return refuse('reading_in_future', `${timestamp} is more than 5 minutes ahead of the server's clock.`);
  }
  if (time < keptFrom) {
    return refuse('reading_too_old', `${timestamp} is older than the readings that the plan keeps.`);
  }
  return { machine, time, reading: kept };
}

function refuse(code: string, message: string): Judged {
  return { code, message };
}
