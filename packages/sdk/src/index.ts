export type {
  BufferStore,
  OwnerBuffer,
  OwnerOptions,
  QuarantineRecord,
  RecordList,
  Ring,
  RingEntry,
  RingStats,
  StoreNotice,
} from './buffer/buffer-store.ts';
export { isMachineKey, type NexusKey, nexusKeys, type Scope } from './cache/keys.ts';
export { type NexusQueries, type NexusQueryOptions, nexusQueries } from './cache/nexus-queries.ts';
export { isTransient } from './cache/retry.ts';
export { createNexus } from './create-nexus.ts';
export type { OwnedCallOptions } from './data/call-options.ts';
export type { CallOptions, DataService, LiveEvent, LiveReading, MachineRecord } from './data/data-service.ts';
export type { AiService } from './data/services/ai-service.ts';
export type {
  FileService,
  FileStoreService,
  GuardedOptions,
  UploadOptions,
} from './data/services/file-service.ts';
export type { MemberService } from './data/services/member-service.ts';
export type { PlatformService } from './data/services/platform-service.ts';
export type { SignInService } from './data/services/sign-in-service.ts';
export type { TenantService } from './data/services/tenant-service.ts';
export {
  SupabaseDataService,
  type SupabaseDataServiceOptions,
} from './data/supabase/supabase-data-service.ts';
export type { NexusErrorCode, NexusErrorJson, NexusErrorOptions } from './errors/nexus-error.ts';
export { isNexusError, NEXUS_ERROR_CODES, NexusError } from './errors/nexus-error.ts';
export { DEFAULT_STALE_AFTER_MS } from './freshness.ts';
export type {
  BufferOptions,
  CommonOptions,
  Nexus,
  NexusOptions,
  SessionStorage,
  SubscribeOptions,
} from './nexus.ts';
export type { Observable } from './observable/observable.ts';
export type { AiResource } from './resources/ai-resource.ts';
export type { BufferResource } from './resources/buffer-resource.ts';
export type { DocumentsResource, FilesResource, QualityResource } from './resources/files-resource.ts';
export type { MachinesResource } from './resources/machines-resource.ts';
export type { MembersResource } from './resources/members-resource.ts';
export type { PlatformResource } from './resources/platform-resource.ts';
export type { SessionResource } from './resources/session-resource.ts';
export type { TelemetryResource } from './resources/telemetry-resource.ts';
export type { BrandingResource, TenantResource } from './resources/tenant-resource.ts';
export * from './types/index.ts';
