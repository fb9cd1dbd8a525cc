import type { Machine, Nexus } from '@nexus-mfg/sdk';
import type { View } from '@nexus-mfg/widgets';

/** The machine that needs a look most is selected until a person, or the address, chooses. */
export function selectWorst(nexus: Nexus, view: View): void {
  // The list follows the session by itself: empty after a sign-out, and the next person's after a sign-in.
  nexus.machines.subscribe(
    (machines) => {
      const { machineId } = view.value;
      if (machines.some(({ id }) => id === machineId)) return;
      view.set({ machineId: worst(machines)?.id ?? '' });
    },
    // The grid shows what went wrong and offers the retry; there is nothing to add here.
    { onError: () => {} },
  );
}

/** Lowest health first; a machine that cannot be judged but sends comes before one that has never sent. */
function worst(machines: readonly Machine[]): Machine | undefined {
  const rank = (machine: Machine): number => machine.healthScore ?? (machine.latest ? 101 : 102);
  return machines.reduce<Machine | undefined>(
    (least, machine) => (least === undefined || rank(machine) < rank(least) ? machine : least),
    undefined,
  );
}
