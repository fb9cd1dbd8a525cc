// Made by `npm run manifest` from the sources of the elements: change those instead.

import type { ElementClass } from '../internal/define.ts';

/** Loads an element with those that it is made of, by the last part of its tag. */
export const LOADERS: Readonly<Record<string, () => Promise<readonly ElementClass[]>>> = {
  'connection-status': () =>
    Promise.all([
      import('../connection-status/connection-status.ts').then((loaded) => loaded.NexusConnectionStatus),
    ]),
  'document-library': () =>
    Promise.all([
      import('../document-library/document-library.ts').then((loaded) => loaded.NexusDocumentLibrary),
    ]),
  'fleet-summary': () =>
    Promise.all([import('../fleet-summary/fleet-summary.ts').then((loaded) => loaded.NexusFleetSummary)]),
  'floor-plan': () =>
    Promise.all([import('../floor-plan/floor-plan.ts').then((loaded) => loaded.NexusFloorPlan)]),
  'health-gauge': () =>
    Promise.all([import('../health-gauge/health-gauge.ts').then((loaded) => loaded.NexusHealthGauge)]),
  'machine-detail': () =>
    Promise.all([
      import('../machine-detail/machine-detail.ts').then((loaded) => loaded.NexusMachineDetail),
      import('../health-gauge/health-gauge.ts').then((loaded) => loaded.NexusHealthGauge),
      import('../telemetry-chart/telemetry-chart.ts').then((loaded) => loaded.NexusTelemetryChart),
      import('../time-range/time-range.ts').then((loaded) => loaded.NexusTimeRange),
    ]),
  'machine-grid': () =>
    Promise.all([import('../machine-grid/machine-grid.ts').then((loaded) => loaded.NexusMachineGrid)]),
  provider: () => Promise.all([import('../provider/provider.ts').then((loaded) => loaded.NexusProvider)]),
  'quality-gallery': () =>
    Promise.all([
      import('../quality-gallery/quality-gallery.ts').then((loaded) => loaded.NexusQualityGallery),
    ]),
  'sign-in': () => Promise.all([import('../sign-in/sign-in.ts').then((loaded) => loaded.NexusSignIn)]),
  'telemetry-chart': () =>
    Promise.all([
      import('../telemetry-chart/telemetry-chart.ts').then((loaded) => loaded.NexusTelemetryChart),
      import('../time-range/time-range.ts').then((loaded) => loaded.NexusTimeRange),
    ]),
  'time-range': () =>
    Promise.all([import('../time-range/time-range.ts').then((loaded) => loaded.NexusTimeRange)]),
  'user-menu': () =>
    Promise.all([import('../user-menu/user-menu.ts').then((loaded) => loaded.NexusUserMenu)]),
  'wall-display': () =>
    Promise.all([
      import('../wall-display/wall-display.ts').then((loaded) => loaded.NexusWallDisplay),
      import('../machine-grid/machine-grid.ts').then((loaded) => loaded.NexusMachineGrid),
      import('../fleet-summary/fleet-summary.ts').then((loaded) => loaded.NexusFleetSummary),
      import('../connection-status/connection-status.ts').then((loaded) => loaded.NexusConnectionStatus),
      import('../health-gauge/health-gauge.ts').then((loaded) => loaded.NexusHealthGauge),
      import('../telemetry-chart/telemetry-chart.ts').then((loaded) => loaded.NexusTelemetryChart),
      import('../time-range/time-range.ts').then((loaded) => loaded.NexusTimeRange),
      import('../machine-detail/machine-detail.ts').then((loaded) => loaded.NexusMachineDetail),
    ]),
};
