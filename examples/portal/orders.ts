import type { Nexus } from '@nexus-mfg/sdk';
import type { View } from '@nexus-mfg/widgets';

/** The portal's own table drives Nexus: the machine of an order is selected on the shop floor. */
export function showOrders(nexus: Nexus, view: View): void {
  const links = document.querySelectorAll<HTMLAnchorElement>('[data-order]');
  nexus.machines.subscribe(
    (machines) => {
      for (const link of links) {
        const machine = machines[Number(link.dataset.order)];
        link.textContent = machine?.name ?? '';
        link.dataset.machine = machine?.id ?? '';
      }
    },
    { onError: () => {} },
  );
  for (const link of links)
    link.addEventListener('click', () => view.set({ machineId: link.dataset.machine ?? '' }));
}
