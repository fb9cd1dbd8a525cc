import { connectionStatusScenes } from './connection-status.ts';
import { documentLibraryScenes } from './document-library.ts';
import { fleetSummaryScenes } from './fleet-summary.ts';
import { floorPlanScenes } from './floor-plan.ts';
import { healthGaugeScenes } from './health-gauge.ts';
import { machineDetailScenes } from './machine-detail.ts';
import { machineGridScenes } from './machine-grid.ts';
import { qualityGalleryScenes } from './quality-gallery.ts';
import type { SceneSet } from './scene.ts';
import { signInScenes } from './sign-in.ts';
import { telemetryChartScenes } from './telemetry-chart.ts';
import { timeRangeScenes } from './time-range.ts';
import { userMenuScenes } from './user-menu.ts';
import { wallDisplayScenes } from './wall-display.ts';

/** Every element's scenes. */
export const SCENES: readonly SceneSet[] = [
  connectionStatusScenes,
  documentLibraryScenes,
  fleetSummaryScenes,
  floorPlanScenes,
  healthGaugeScenes,
  machineDetailScenes,
  machineGridScenes,
  qualityGalleryScenes,
  signInScenes,
  telemetryChartScenes,
  timeRangeScenes,
  userMenuScenes,
  wallDisplayScenes,
];
