import type { Machine, MachineStatus } from '@nexus-mfg/sdk';
import { type Alert, alertLevel } from '../drawing/alert-level.ts';
import type { ShapeName } from '../drawing/shapes.ts';

/** What a machine has to say at a glance. */
export interface Sign {
  readonly tone: Alert;
  /** Shape that tells the alarm of its health; null when there is none, or when its fault says it. */
  readonly badge: ShapeName | null;
}

export function signOf(machine: Machine): Sign {
  const tone = alertLevel(machine);
  return { tone, badge: tone === 'none' || machine.status === 'fault' ? null : tone };
}

const STATUS_RANK: Record<MachineStatus, number> = {
  fault: 0,
  offline: 3,
  maintenance: 4,
  idle: 5,
  running: 6,
};
const TONE_RANK: Record<Alert, number> = { critical: 1, warning: 2, none: 6 };

function rank(machine: Machine): number {
  return Math.min(STATUS_RANK[machine.status], TONE_RANK[signOf(machine).tone]);
}

/** The machine that a group is shown by: fault, then bad health, then what does not work, then the rest. */
export function worstOf(machines: readonly Machine[]): Machine | undefined {
  let worst: Machine | undefined;
  for (const machine of machines) if (worst === undefined || rank(machine) < rank(worst)) worst = machine;
  return worst;
}
