import { NexusConnectionStatus } from '../connection-status/connection-status.ts';
import { NexusFleetSummary } from '../fleet-summary/fleet-summary.ts';
import { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import { define } from '../internal/define.ts';
import { NexusMachineDetail } from '../machine-detail/machine-detail.ts';
import { NexusMachineGrid } from '../machine-grid/machine-grid.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';
import { NexusWallDisplay } from '../wall-display/wall-display.ts';

// With the elements it is made of.
define([
  NexusWallDisplay,
  NexusMachineGrid,
  NexusFleetSummary,
  NexusConnectionStatus,
  NexusHealthGauge,
  NexusTelemetryChart,
  NexusTimeRange,
  NexusMachineDetail,
]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-wall-display': NexusWallDisplay;
  }
}
