import type { Machine, Membership } from '@nexus-mfg/sdk';
import type { LiveSource } from './live-controller.ts';

/** All machines of the tenant. */
export const machinesSource: LiveSource<readonly Machine[]> = (nexus, next, fail) =>
  nexus.machines.subscribe(next, { onError: fail });

/** The signed-in person's membership, with the tenant's brand. */
export const membershipSource: LiveSource<Membership> = (nexus, next, fail) =>
  nexus.tenant.subscribe(
    (membership) => {
      if (membership !== null) next(membership);
    },
    { onError: fail },
  );

/** One machine of the tenant; null when there is none with this id. */
export function machineSource(id: () => string): LiveSource<Machine | null> {
  return (nexus, next, fail) => {
    const wanted = id();
    if (wanted === '') return undefined;
    return nexus.machines.subscribe(
      (machines) => next(machines.find((machine) => machine.id === wanted) ?? null),
      { onError: fail },
    );
  };
}
