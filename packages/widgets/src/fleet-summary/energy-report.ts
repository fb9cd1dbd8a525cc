import type { Machine } from '@nexus-mfg/sdk';
import {
  fullHours,
  HOUR,
  HOURS,
  type HourlyEnergy,
  type LeftOut,
  machineEnergy,
  type ReadSeries,
} from './energy.ts';

/** So many machines are read at a time: others on the page want to read, too. */
const AT_ONCE = 4;

/** One hour of the fleet. */
export interface EnergyHour {
  /** Its start, epoch ms. */
  at: number;
  /** NaN when no machine reported. */
  kwh: number;
  /** Machines that reported all through it. */
  machines: number;
}

/** Energy of a fleet, and how much of the fleet it covers. */
export interface EnergyReport {
  /** Epoch ms. */
  to: number;
  kwh: number;
  hours: readonly EnergyHour[];
  /** Machines that are in it. */
  counted: number;
  total: number;
  leftOut: Record<LeftOut | 'failed', number>;
  /** The distance in ms that was taken for the readings of each machine, by id. */
  intervals: ReadonlyMap<string, number>;
  /** Epoch ms. */
  countedAt: number;
}

/** Codes after which asking for the next machine is in vain. */
const HOPELESS: ReadonlySet<string> = new Set([
  'permission_denied',
  'no_membership',
  'not_signed_in',
  'session_expired',
  'tenant_suspended',
  'plan_feature',
  'plan_limit',
  'network_unreachable',
  'timeout',
]);

/**
 * Reads machine after machine, a few at a time.
 *
 * @param onProgress - Called with how many machines are done.
 * @throws what the engine threw, when it would throw it for the next machine as well; the signal's reason
 */
export async function countEnergy(
  read: ReadSeries,
  machines: readonly Machine[],
  now: number,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<EnergyReport> {
  const { from, to } = fullHours(now);
  const kept: HourlyEnergy[] = [];
  const intervals = new Map<string, number>();
  const leftOut = { silent: 0, uneven: 0, failed: 0 };
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let machine = machines[next++]; machine !== undefined; machine = machines[next++]) {
      signal.throwIfAborted();
      try {
        const energy = await machineEnergy(read, machine, from, to);
        if (typeof energy === 'string') leftOut[energy] += 1;
        else kept.push(energy);
        if (typeof energy !== 'string' && energy.intervalMs) intervals.set(machine.id, energy.intervalMs);
      } catch (error) {
        if (signal.aborted || HOPELESS.has(codeOf(error))) throw error;
        leftOut.failed += 1;
      }
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const hours = Array.from({ length: HOURS }, (_, index) => hourOf(kept, from, index));
  const kwh = hours.reduce((sum, hour) => sum + (Number.isNaN(hour.kwh) ? 0 : hour.kwh), 0);
  const counted = kept.length;
  return { to, kwh, hours, counted, total: machines.length, leftOut, intervals, countedAt: now };
}

function hourOf(kept: readonly HourlyEnergy[], from: number, index: number): EnergyHour {
  const values = kept.map(({ kwh }) => kwh[index] ?? Number.NaN).filter(Number.isFinite);
  const kwh = values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0);
  const machines = kept.filter(({ isWhole }) => isWhole[index]).length;
  return { at: from + index * HOUR, kwh, machines };
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
