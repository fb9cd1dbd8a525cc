import type { Freshness, Machine, MachineStatus } from '@nexus-mfg/sdk';
import { alertLevel } from '../drawing/alert-level.ts';

/** A fleet in a few numbers. */
export interface Tally {
  total: number;
  statuses: Record<MachineStatus, number>;
  freshness: Record<Freshness, number>;
  /** In fault, or at work with a score that says watch or act. */
  attention: number;
  /** Machines with a score. */
  judged: number;
  /** Mean of the scores; null without one. */
  averageHealth: number | null;
}

/** Counts in one pass: there may be ten thousand, sixty times a second. */
export function tallyFleet(machines: readonly Machine[]): Tally {
  const statuses = { running: 0, idle: 0, fault: 0, maintenance: 0, offline: 0 };
  const freshness = { live: 0, stale: 0, offline: 0, buffered: 0 };
  let attention = 0;
  let judged = 0;
  let sum = 0;
  for (const machine of machines) {
    statuses[machine.status] += 1;
    freshness[machine.freshness] += 1;
    if (alertLevel(machine) !== 'none') attention += 1;
    if (machine.healthScore !== null) {
      judged += 1;
      sum += machine.healthScore;
    }
  }
  const averageHealth = judged === 0 ? null : sum / judged;
  return { total: machines.length, statuses, freshness, attention, judged, averageHealth };
}

/** The machines to look at first: faults, then the lowest scores. Equal ones by name, so that none jumps. */
export function worstMachines(machines: readonly Machine[], most: number): Machine[] {
  const worst: Machine[] = [];
  for (const machine of machines) {
    if (!isRanked(machine)) continue;
    const last = worst[most - 1];
    if (last !== undefined && !isWorse(machine, last)) continue;
    const place = worst.findIndex((other) => isWorse(machine, other));
    worst.splice(place < 0 ? worst.length : place, 0, machine);
    worst.length = Math.min(worst.length, most);
  }
  return worst;
}

function isRanked({ status, healthScore }: Machine): boolean {
  if (status === 'fault') return true;
  return healthScore !== null && status !== 'maintenance' && status !== 'offline';
}

function isWorse(a: Machine, b: Machine): boolean {
  if ((a.status === 'fault') !== (b.status === 'fault')) return a.status === 'fault';
  const [scoreA, scoreB] = [a.healthScore ?? 100, b.healthScore ?? 100];
  return scoreA === scoreB ? a.name < b.name : scoreA < scoreB;
}
