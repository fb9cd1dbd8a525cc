// Made by `npm run manifest` from the sources of the elements: change those instead.

export { NexusConnectionStatus } from './connection-status.ts';
export { NexusDocumentLibrary } from './document-library.ts';
export { NexusFleetSummary } from './fleet-summary.ts';
export { NexusFloorPlan } from './floor-plan.ts';
export { NexusHealthGauge } from './health-gauge.ts';
export { NexusMachineDetail } from './machine-detail.ts';
export { NexusMachineGrid } from './machine-grid.ts';
export { NexusProvider } from './provider.ts';
export { NexusQualityGallery } from './quality-gallery.ts';
export { NexusSignIn } from './sign-in.ts';
export { NexusTelemetryChart } from './telemetry-chart.ts';
export { NexusTimeRange } from './time-range.ts';
export { NexusUserMenu } from './user-menu.ts';
export { NexusWallDisplay } from './wall-display.ts';
