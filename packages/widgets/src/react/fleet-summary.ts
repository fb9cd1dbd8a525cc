// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { NexusFleetSummary as Element } from '../fleet-summary/fleet-summary.ts';
import { wrap } from './wrap.ts';

type Events = { onNexusMachineSelect: EventName<NexusMachineSelectEvent> };

/**
 * `<nexus-fleet-summary>` as a component for React 18.
 *
 * The fleet in one look: counts by state, the machines to look at first, energy of the last day.
 */
export const NexusFleetSummary: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  { onNexusMachineSelect: 'nexus-machine-select' },
  [],
);
