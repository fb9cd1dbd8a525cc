import type { Machine } from '@nexus-mfg/sdk';
import type { LiveSource } from './live-controller.ts';

/** All machines of the tenant. */
export const machinesSource: LiveSource<readonly Machine[]> = (nexus, next, fail, isRetry) => {
  const stop = nexus.machines.subscribe(next, { onError: fail });
  // The live list is shared by all its listeners, so one more of them does not make it ask again; reading does.
  if (isRetry) nexus.machines.list().catch(fail);
  return stop;
};

/** One machine of the tenant; null when there is none with this id. */
export function machineSource(id: () => string): LiveSource<Machine | null> {
  return (nexus, next, fail, isRetry) => {
    const wanted = id();
    if (wanted === '') return undefined;
    const find = (machines: readonly Machine[]): void =>
      next(machines.find((machine) => machine.id === wanted) ?? null);
    return machinesSource(nexus, find, fail, isRetry);
  };
}
