import type { FaultKind, MachineProfile } from './profiles.ts';
import { between, mix, unit } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * State of repair that a machine is cast with.
 * `healthy`: a fault now and then, found early and repaired. `degraded`: a known defect that slowly grows until the
 * next repair. `critical`: runs on provisional repairs and trips every few hours.
 */
export const CONDITIONS = ['healthy', 'degraded', 'critical'] as const;
/** One of {@link CONDITIONS}. */
export type Condition = (typeof CONDITIONS)[number];

/** What is wrong with a machine at one instant. */
export interface Fault {
  kind: FaultKind;
  /** 0 (nothing) to 1 (trips). */
  severity: number;
  /** `fault` = tripped and waiting, `maintenance` = under repair, null = running with it. */
  stop: 'fault' | 'maintenance' | null;
}

const NONE: Fault = { kind: 'bearing', severity: 0, stop: null };

/** The fault of a machine at `time`; severity 0 when it has none. */
export function faultAt(profile: MachineProfile, key: number, time: number, condition: Condition): Fault {
  if (condition === 'healthy') return passing(profile, key, time);
  const kind = pick(profile, mix(key, 31));
  return condition === 'degraded' ? degrading(kind, key, time) : failing(kind, key, time);
}

function pick(profile: MachineProfile, hash: number): FaultKind {
  return profile.faults[hash % profile.faults.length] ?? 'bearing';
}

/** In each span of ten days perhaps one fault that starts, grows over days, and is repaired within the span. */
function passing(profile: MachineProfile, key: number, time: number): Fault {
  const span = Math.floor((time + unit(key, 4) * 10 * DAY) / (10 * DAY));
  if (unit(key, span, 32) > 0.4) return NONE;
  const spanStart = span * 10 * DAY - unit(key, 4) * 10 * DAY;
  const start = spanStart + between(0, 5 * DAY, key, span, 33);
  const growth = between(1.5 * DAY, 4 * DAY, key, span, 34);
  // One in seven is overlooked until the machine trips; the others are repaired at the first signs.
  const trips = unit(key, span, 35) < 0.15;
  const peak = trips ? 1 : between(0.15, 0.4, key, span, 36);
  const age = time - start;
  if (age < 0) return NONE;
  const kind = pick(profile, mix(key, span, 37));
  if (age < growth) return { kind, severity: peak * (age / growth) ** 1.6, stop: null };
  return repair(kind, peak, age - growth, trips ? 30 * MINUTE : 0, 75 * MINUTE) ?? NONE;
}

/** A defect that grows from noticeable to serious within a week, then is repaired as far as it can be. */
function degrading(kind: FaultKind, key: number, time: number): Fault {
  const period = between(5 * DAY, 8 * DAY, key, 5);
  const age = (time + unit(key, 6) * period) % period;
  const growth = period - 40 * MINUTE;
  if (age >= growth) return { kind, severity: 0.62, stop: 'maintenance' };
  return { kind, severity: 0.38 + 0.24 * (age / growth), stop: null };
}

/** A provisional repair lasts half a shift; then it trips, waits for the crew, and is patched again. */
function failing(kind: FaultKind, key: number, time: number): Fault {
  const period = between(3 * HOUR, 5 * HOUR, key, 7);
  const age = (time + unit(key, 8) * period) % period;
  const growth = period - 40 * MINUTE;
  if (age < growth) return { kind, severity: 0.78 + 0.22 * (age / growth), stop: null };
  return repair(kind, 1, age - growth, 14 * MINUTE, 26 * MINUTE) ?? { kind, severity: 0.78, stop: null };
}

function repair(
  kind: FaultKind,
  severity: number,
  age: number,
  waitMs: number,
  workMs: number,
): Fault | null {
  if (age < waitMs) return { kind, severity, stop: 'fault' };
  if (age < waitMs + workMs) return { kind, severity, stop: 'maintenance' };
  return null;
}
