import type { Machine, MachineStatus } from '@nexus-mfg/sdk';
import { GOOD_FROM, WATCH_FROM } from '../drawing/health.ts';

/** `attention`: in fault, or with a score that says watch or act. */
export type StatusFilter = '' | 'attention' | MachineStatus;

/** How loud a machine is: its tile and its place in "needs a look". */
export function alertLevel(machine: Machine): 'none' | 'warning' | 'critical' {
  const { status, healthScore } = machine;
  if (status === 'fault') return 'critical';
  if (healthScore === null || status === 'maintenance' || status === 'offline') return 'none';
  if (healthScore < WATCH_FROM) return 'critical';
  return healthScore < GOOD_FROM ? 'warning' : 'none';
}

/** Machines of a search and a status. The same array when nothing is filtered, so that nobody copies 10,000. */
export function filterMachines(
  machines: readonly Machine[],
  search: string,
  filter: StatusFilter,
): readonly Machine[] {
  const text = search.trim().toLocaleLowerCase();
  if (text === '' && filter === '') return machines;
  return machines.filter((machine) => matches(machine, text) && hasStatus(machine, filter));
}

/** How many machines each filter would show. */
export function countStatuses(machines: readonly Machine[]): Record<Exclude<StatusFilter, ''>, number> {
  const counts = { attention: 0, running: 0, idle: 0, fault: 0, maintenance: 0, offline: 0 };
  for (const machine of machines) {
    counts[machine.status] += 1;
    if (alertLevel(machine) !== 'none') counts.attention += 1;
  }
  return counts;
}

function matches(machine: Machine, text: string): boolean {
  if (text === '') return true;
  const { name, externalId, type } = machine;
  return [name, externalId, type?.replaceAll('_', ' ')].some((field) =>
    field?.toLocaleLowerCase().includes(text),
  );
}

function hasStatus(machine: Machine, filter: StatusFilter): boolean {
  if (filter === '') return true;
  return filter === 'attention' ? alertLevel(machine) !== 'none' : machine.status === filter;
}
