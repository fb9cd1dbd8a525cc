import type { MachineProfile } from './profiles.ts';
import { between, unit } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHIFT = 8 * HOUR;
const JOB = 47 * MINUTE;
const HANDOVER = 8 * MINUTE;
const BREAK = 25 * MINUTE;

/** One production order on one machine. */
export interface Job {
  /** Number of the job slot; all randomness of the job hangs on it. */
  slot: number;
  /** 0.55 to 1: how heavy the work is. */
  weight: number;
  /** Length of one work cycle in ms. */
  cycleMs: number;
}

/**
 * What the machine works on at `time`, or null when it stands ready: three shifts around the clock with a handover
 * at 06, 14 and 22 h, one break a shift (staggered over the machines), and now and then a slot without an order.
 * A chronic machine is one that the plant cannot spare: it has no slot without an order and no break.
 */
export function jobAt(profile: MachineProfile, key: number, time: number, isChronic: boolean): Job | null {
  const stagger = Math.floor(unit(key, 1) * JOB);
  const slot = Math.floor((time + stagger) / JOB);
  if (!isChronic) {
    if (unit(key, slot, 11) > profile.utilisation) return null;
    if (profile.isManned && isPause(key, time)) return null;
  }
  const [shortest, longest] = profile.cycleMs;
  return {
    slot,
    weight: between(0.55, 1, key, slot, 12),
    cycleMs: Math.round(between(shortest, longest, key, slot, 13)),
  };
}

function isPause(key: number, time: number): boolean {
  const inShift = (((time - 6 * HOUR) % SHIFT) + SHIFT) % SHIFT;
  // Crews do not all change over in the same minute.
  const handoverAt = unit(key, 2) * 12 * MINUTE;
  if (inShift >= handoverAt && inShift < handoverAt + HANDOVER) return true;
  const breakAt = 3 * HOUR + unit(key, 3) * 1.5 * HOUR;
  return inShift >= breakAt && inShift < breakAt + BREAK;
}
