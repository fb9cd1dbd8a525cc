// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusRangeChangeEvent } from '../events/range-change.ts';
import type { NexusTimeZoneChangeEvent } from '../events/time-zone-change.ts';
import { NexusTimeRange as Element } from '../time-range/time-range.ts';
import { wrap } from './wrap.ts';

type Events = {
  onNexusRangeChange: EventName<NexusRangeChangeEvent>;
  onNexusTimeZoneChange: EventName<NexusTimeZoneChangeEvent>;
};

/**
 * `<nexus-time-range>` as a component for React 18.
 *
 * Chooses a window of time: quick ranges, a calendar, start and end by date and time, and the time zone.
 */
export const NexusTimeRange: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  { onNexusRangeChange: 'nexus-range-change', onNexusTimeZoneChange: 'nexus-time-zone-change' },
  [],
);
