// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusMachineSelectEvent } from '../events/machine-select.ts';
import { NexusMachineGrid as Element } from '../machine-grid/machine-grid.ts';
import { wrap } from './wrap.ts';

type Events = { onNexusMachineSelect: EventName<NexusMachineSelectEvent> };

/**
 * `<nexus-machine-grid>` as a component for React 18.
 *
 * All machines of the tenant as tiles, as rows or on the floor plan, live, for fleets of one or of ten thousand.
 */
export const NexusMachineGrid: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  { onNexusMachineSelect: 'nexus-machine-select' },
  [],
);
