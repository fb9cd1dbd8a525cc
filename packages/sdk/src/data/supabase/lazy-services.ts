import { deferred } from '../../util/deferred.ts';
import type { DataService } from '../data-service.ts';
import type { MachineWrites } from './machine-writes.ts';
import type { Recording } from './recording.ts';
import type { ServiceParts } from './service-parts.ts';
import type { TelemetryCalls } from './telemetry-calls.ts';

/** What is loaded with its first call: most pages need none of it. */
export type LazyServices = Pick<DataService, 'tenants' | 'members' | 'files' | 'ai' | 'platform'> &
  MachineWrites &
  Recording &
  TelemetryCalls;

/** The services, and the calls on machines and telemetry that change or look back. */
export function createLazyServices(
  parts: ServiceParts,
  reads: Pick<DataService, 'getMachine' | 'membership'>,
): LazyServices {
  const writes: MachineWrites = deferred(async () =>
    (await import('./machine-writes.ts')).createMachineWrites(parts, reads),
  );
  const recording: Recording = deferred(async () => (await import('./recording.ts')).createRecording(parts));
  const telemetry: TelemetryCalls = deferred(async () =>
    (await import('./telemetry-calls.ts')).createTelemetryCalls(parts),
  );
  return {
    createMachine: (params, options) => writes.createMachine(params, options),
    updateMachine: (id, params, options) => writes.updateMachine(id, params, options),
    deleteMachine: (id, options) => writes.deleteMachine(id, options),
    recordReadings: (readings, options) => recording.recordReadings(readings, options),
    series: (params, options) => telemetry.series(params, options),
    tenants: deferred(async () => (await import('./tenants.ts')).createTenants(parts)),
    members: deferred(async () => (await import('./members.ts')).createMembers(parts)),
    ai: deferred(async () => (await import('./ai.ts')).createAi(parts)),
    platform: deferred(async () => (await import('./platform.ts')).createPlatform(parts)),
    files: {
      documents: deferred(async () => (await import('./files/documents.ts')).createDocuments(parts)),
      quality: deferred(async () => (await import('./files/quality-images.ts')).createQualityImages(parts)),
    },
  };
}
