// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { NexusFloorPlan as Element } from '../floor-plan/floor-plan.ts';
import { wrap } from './wrap.ts';

type Events = { onNexusMachineSelect: EventName<NexusMachineSelectEvent> };

/**
 * `<nexus-floor-plan>` as a component for React 18.
 *
 * Machines where they stand in the hall, live, for plans of one machine or of ten thousand.
 */
export const NexusFloorPlan: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  { onNexusMachineSelect: 'nexus-machine-select' },
  [],
);
