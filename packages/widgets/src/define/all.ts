import { NexusConnectionStatus } from '../connection-status/connection-status.ts';
import { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import { define } from '../internal/define.ts';
import { NexusMachineGrid } from '../machine-grid/machine-grid.ts';
import { NexusProvider } from '../provider/provider.ts';
import { NexusSignIn } from '../sign-in/sign-in.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';

// Not through the sibling files: a file that is an entry and is imported by another entry ends up in a chunk, which
// `sideEffects` does not name, and a bundler would drop the registration.
// The provider first: elements that are on the page already then find it as they come up.
define('nexus-provider', NexusProvider);
define('nexus-connection-status', NexusConnectionStatus);
define('nexus-health-gauge', NexusHealthGauge);
define('nexus-machine-grid', NexusMachineGrid);
define('nexus-sign-in', NexusSignIn);
define('nexus-telemetry-chart', NexusTelemetryChart);

declare global {
  interface HTMLElementTagNameMap {
    'nexus-provider': NexusProvider;
    'nexus-connection-status': NexusConnectionStatus;
    'nexus-health-gauge': NexusHealthGauge;
    'nexus-machine-grid': NexusMachineGrid;
    'nexus-sign-in': NexusSignIn;
    'nexus-telemetry-chart': NexusTelemetryChart;
  }
}
