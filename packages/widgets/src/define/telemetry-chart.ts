import { define } from '../internal/define.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';

define('nexus-telemetry-chart', NexusTelemetryChart);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-telemetry-chart': NexusTelemetryChart;
  }
}
