// Registers every element under its own name.

import type { NexusConnectionStatus } from '../connection-status/connection-status.ts';
import type { NexusDocumentLibrary } from '../document-library/document-library.ts';
import type { NexusFleetSummary } from '../fleet-summary/fleet-summary.ts';
import type { NexusFloorPlan } from '../floor-plan/floor-plan.ts';
import type { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import type { NexusMachineDetail } from '../machine-detail/machine-detail.ts';
import type { NexusMachineGrid } from '../machine-grid/machine-grid.ts';
import type { NexusProvider } from '../provider/provider.ts';
import type { NexusQualityGallery } from '../quality-gallery/quality-gallery.ts';
import type { NexusSignIn } from '../sign-in/sign-in.ts';
import type { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';
import type { NexusTimeRange } from '../time-range/time-range.ts';
import type { NexusUserMenu } from '../user-menu/user-menu.ts';
import type { NexusWallDisplay } from '../wall-display/wall-display.ts';
import { defineAll } from './define-all.ts';

defineAll();

declare global {
  interface HTMLElementTagNameMap {
    'nexus-provider': NexusProvider;
    'nexus-machine-grid': NexusMachineGrid;
    'nexus-health-gauge': NexusHealthGauge;
    'nexus-telemetry-chart': NexusTelemetryChart;
    'nexus-time-range': NexusTimeRange;
    'nexus-machine-detail': NexusMachineDetail;
    'nexus-fleet-summary': NexusFleetSummary;
    'nexus-connection-status': NexusConnectionStatus;
    'nexus-sign-in': NexusSignIn;
    'nexus-user-menu': NexusUserMenu;
    'nexus-document-library': NexusDocumentLibrary;
    'nexus-quality-gallery': NexusQualityGallery;
    'nexus-wall-display': NexusWallDisplay;
    'nexus-floor-plan': NexusFloorPlan;
  }
}
