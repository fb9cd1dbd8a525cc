// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { ReactWebComponent } from '@lit/react';
import { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import { NexusMachineDetail as Element } from '../machine-detail/machine-detail.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';
import { wrap } from './wrap.ts';

type Events = Record<never, never>;

/**
 * `<nexus-machine-detail>` as a component for React 18.
 *
 * Everything about one machine: how it is and why, its values against what is usual, its past, and its facts.
 */
export const NexusMachineDetail: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  {},
  [NexusHealthGauge, NexusTelemetryChart, NexusTimeRange],
);
