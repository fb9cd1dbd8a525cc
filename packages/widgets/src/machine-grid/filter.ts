import type { Machine, MachineStatus } from '@nexus-mfg/sdk';
import { alertLevel } from '../drawing/alert-level.ts';
import { healthState } from '../drawing/health.ts';
import type { Choice } from './choices.ts';

/** `attention`: in fault, or with a score that says watch or act. */
export type StatusFilter = '' | 'attention' | MachineStatus;

/** Whether a machine is to be shown. Made once for a choice, then asked for each of ten thousand. */
export function filterOf(choice: Choice): ((machine: Machine) => boolean) | undefined {
  const { filter, machineType, health } = choice;
  const text = choice.search.trim().toLocaleLowerCase();
  if (text === '' && filter === '' && machineType === '' && health === '') return undefined;
  return (machine) =>
    hasStatus(machine, filter) &&
    (machineType === '' || machine.type === machineType) &&
    (health === '' || healthState(machine.healthScore) === health) &&
    hasText(machine, text);
}

function hasText({ name, externalId, type }: Machine, text: string): boolean {
  if (text === '') return true;
  return [name, externalId, type?.replaceAll('_', ' ')].some((field) =>
    field?.toLocaleLowerCase().includes(text),
  );
}

function hasStatus(machine: Machine, filter: StatusFilter): boolean {
  if (filter === '') return true;
  return filter === 'attention' ? alertLevel(machine) !== 'none' : machine.status === filter;
}
