import { define } from '../internal/define.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';

// With the elements it is made of.
define([NexusTelemetryChart, NexusTimeRange]);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-telemetry-chart': NexusTelemetryChart;
  }
}
