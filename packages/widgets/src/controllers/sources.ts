import type { Machine } from '@nexus-mfg/sdk';
import type { LiveSource } from './live-controller.ts';

/** All machines of the tenant. */
export const machinesSource: LiveSource<readonly Machine[]> = (nexus, next, fail) =>
  nexus.machines.subscribe(next, { onError: fail });

/** One machine of the tenant; null when there is none with this id. */
export function machineSource(id: () => string): LiveSource<Machine | null> {
  return (nexus, next, fail) => {
    const wanted = id();
    if (wanted === '') return undefined;
    const find = (machines: readonly Machine[]): void =>
      next(machines.find((machine) => machine.id === wanted) ?? null);
    return machinesSource(nexus, find, fail);
  };
}
