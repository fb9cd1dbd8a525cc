// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { EventName, ReactWebComponent } from '@lit/react';
import type { NexusRangeChangeEvent } from '../events/range-change.ts';
import type { NexusTimeZoneChangeEvent } from '../events/time-zone-change.ts';
import { NexusTelemetryChart as Element } from '../telemetry-chart/telemetry-chart.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';
import { wrap } from './wrap.ts';

type Events = {
  onNexusRangeChange: EventName<NexusRangeChangeEvent>;
  onNexusTimeZoneChange: EventName<NexusTimeZoneChangeEvent>;
};

/**
 * `<nexus-telemetry-chart>` as a component for React 18.
 *
 * A machine's readings over time, live: one to four metrics, each unit with its own axis.
 */
export const NexusTelemetryChart: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  { onNexusRangeChange: 'nexus-range-change', onNexusTimeZoneChange: 'nexus-time-zone-change' },
  [NexusTimeRange],
);
