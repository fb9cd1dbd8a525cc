import { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import { define } from '../internal/define.ts';
import { NexusMachineDetail } from '../machine-detail/machine-detail.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';

// With the elements it is made of.
define([NexusMachineDetail, NexusHealthGauge, NexusTelemetryChart, NexusTimeRange]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-machine-detail': NexusMachineDetail;
  }
}
