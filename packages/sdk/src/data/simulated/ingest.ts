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
/** Older readings than this are refused, as the database does before its oldest partition. */
const RETENTION = 400 * 86_400_000;

/** Bounds beyond which a value can only be a fault of the gateway. */
const BOUNDS: Readonly<Record<Metric, readonly [number, number]>> = {
  vibration: [0, 10_000],
  temperature: [-273.15, 10_000],
  rpm: [-1_000_000, 1_000_000],
  power_kwh: [-1_000_000, 1_000_000],
};

/** What came of a batch, and which machines have a newer reading now. */
export interface Ingested {
  result: RecordResult;
  advanced: ReadonlySet<MachineState>;
}

/** Puts a batch away like the database: idempotent, bad readings split off with a reason, the rest stored. */
export function ingest(
  readings: readonly Reading[],
  machineOf: (id: string) => MachineState | undefined,
  now: number,
): Ingested {
  let stored = 0;
  let duplicate = 0;
  const refused: ReadingRefusal[] = [];
  const advanced = new Set<MachineState>();
  for (const [index, reading] of readings.entries()) {
    const problem = check(reading, now);
    if (problem !== null) {
      refused.push({ index, ...problem });
      continue;
    }
    const machine = machineOf(reading.machineId);
    if (machine === undefined) {
      refused.push({
        index,
        code: 'unknown_machine',
        message: `no machine ${reading.machineId} in this tenant`,
      });
      continue;
    }
    const time = Date.parse(reading.timestamp);
    if (machine.recorded.has(time)) {
      duplicate++;
      continue;
    }
    const kept: Reading = { ...reading, timestamp: new Date(time).toISOString() };
    machine.recorded.set(time, kept);
    stored++;
    if (machine.offer(kept)) advanced.add(machine);
  }
  return { result: { stored, duplicate, refused }, advanced };
}

function check(reading: Reading, now: number): { code: string; message: string } | null {
  const time = Date.parse(reading.timestamp);
  if (Number.isNaN(time)) {
    return { code: 'invalid_reading', message: `"${reading.timestamp}" is not a time` };
  }
  const measured = METRICS.filter((metric) => reading[metric] !== undefined);
  if (measured.length === 0) return { code: 'invalid_reading', message: 'the reading has no metric' };
  for (const metric of measured) {
    const value = reading[metric] as number;
    const [low, high] = BOUNDS[metric];
    if (!Number.isFinite(value) || value < low || value > high) {
      return { code: 'value_out_of_range', message: `${metric} ${value} is not between ${low} and ${high}` };
    }
  }
  if (time > now + MAX_AHEAD) {
    return { code: 'reading_in_future', message: `${reading.timestamp} is more than 5 minutes ahead` };
  }
  if (time < now - RETENTION) {
    return { code: 'reading_too_old', message: `${reading.timestamp} is older than what is kept` };
  }
  return null;
}
