// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { ReactWebComponent } from '@lit/react';
import { NexusConnectionStatus } from '../connection-status/connection-status.ts';
import { NexusFleetSummary } from '../fleet-summary/fleet-summary.ts';
import { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import { NexusMachineDetail } from '../machine-detail/machine-detail.ts';
import { NexusMachineGrid } from '../machine-grid/machine-grid.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';
import { NexusWallDisplay as Element } from '../wall-display/wall-display.ts';
import { wrap } from './wrap.ts';

type Events = Record<never, never>;

/**
 * `<nexus-wall-display>` as a component for React 18.
 *
 * A display on a wall: rotates views, survives nights, and shows its own health.
 */
export const NexusWallDisplay: ReactWebComponent<Element, Events> = /* @__PURE__ */ wrap<Element, Events>(
  Element,
  {},
  [
    NexusMachineGrid,
    NexusFleetSummary,
    NexusConnectionStatus,
    NexusHealthGauge,
    NexusTelemetryChart,
    NexusTimeRange,
    NexusMachineDetail,
  ],
);
