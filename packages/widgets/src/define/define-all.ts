import { NexusConnectionStatus } from '../connection-status/connection-status.ts';
import { NexusDocumentLibrary } from '../document-library/document-library.ts';
import { NexusFleetSummary } from '../fleet-summary/fleet-summary.ts';
import { NexusFloorPlan } from '../floor-plan/floor-plan.ts';
import { NexusHealthGauge } from '../health-gauge/health-gauge.ts';
import { define, type ElementClass } from '../internal/define.ts';
import { NexusMachineDetail } from '../machine-detail/machine-detail.ts';
import { NexusMachineGrid } from '../machine-grid/machine-grid.ts';
import { NexusProvider } from '../provider/provider.ts';
import { NexusQualityGallery } from '../quality-gallery/quality-gallery.ts';
import { NexusSignIn } from '../sign-in/sign-in.ts';
import { NexusTelemetryChart } from '../telemetry-chart/telemetry-chart.ts';
import { NexusTimeRange } from '../time-range/time-range.ts';
import { NexusUserMenu } from '../user-menu/user-menu.ts';
import { NexusWallDisplay } from '../wall-display/wall-display.ts';

/** Every element. The provider first: elements that are on the page already then find it as they come up. */
const ELEMENTS: readonly ElementClass[] = [
  NexusProvider,
  NexusMachineGrid,
  NexusHealthGauge,
  NexusTelemetryChart,
  NexusTimeRange,
  NexusMachineDetail,
  NexusFleetSummary,
  NexusConnectionStatus,
  NexusSignIn,
  NexusUserMenu,
  NexusDocumentLibrary,
  NexusQualityGallery,
  NexusWallDisplay,
  NexusFloorPlan,
];

/** How the elements are registered. */
export interface DefineAllOptions {
  /** First part of every tag: lower-case letters, digits and hyphens, beginning with a letter. Default `nexus`. */
  prefix?: string;
}

/**
 * Registers every element. Two versions on one page stand side by side with two prefixes.
 *
 * @throws RangeError when no tag can begin with `prefix`.
 * @example
 * defineAll({ prefix: 'acme' }); // <acme-provider>, <acme-machine-grid>, …
 */
export function defineAll({ prefix = 'nexus' }: DefineAllOptions = {}): void {
  if (!/^[a-z][a-z0-9-]*$/.test(prefix))
    throw new RangeError(
      `defineAll({ prefix: '${prefix}' }): no tag can begin so. Use lower-case letters, digits and hyphens, beginning with a letter.`,
    );
  define(ELEMENTS, prefix);
}
