import type { Machine, MachineStatus } from '@nexus-mfg/sdk';
import { alertLevel } from '../drawing/alert-level.ts';

/** How many machines each filter would show. Kept up to date machine by machine: nobody counts ten thousand a frame. */
export class GridTally {
  /** Another number after each change. */
  stamp = 0;
  total = 0;
  attention = 0;
  /** Machines of which only the last known values are there. */
  unreachable = 0;
  readonly statuses: Record<MachineStatus, number> = {
    running: 0,
    idle: 0,
    fault: 0,
    maintenance: 0,
    offline: 0,
  };

  add(machine: Machine): void {
    this.#count(machine, 1);
  }

  change(before: Machine, after: Machine): void {
    const isSame =
      before.status === after.status &&
      before.freshness === after.freshness &&
      alertLevel(before) === alertLevel(after);
    if (isSame) return;
    this.#count(before, -1);
    this.#count(after, 1);
    this.stamp += 1;
  }

  #count(machine: Machine, by: 1 | -1): void {
    const { status, freshness } = machine;
    this.total += by;
    this.statuses[status] += by;
    if (alertLevel(machine) !== 'none') this.attention += by;
    if (freshness === 'offline') this.unreachable += by;
  }
}
