export { isMachineKey, nexusKeys, type Scope } from './cache/keys.ts';
export { isTransient } from './cache/retry.ts';
export { createNexus } from './create-nexus.ts';
export type { CallOptions, DataService, LiveEvent, LiveReading, MachineRecord } from './data/data-service.ts';
export {
  SupabaseDataService,
  type SupabaseDataServiceOptions,
} from './data/supabase/supabase-data-service.ts';
export type { NexusErrorCode, NexusErrorJson, NexusErrorOptions } from './errors/nexus-error.ts';
export { isNexusError, NexusError } from './errors/nexus-error.ts';
export { DEFAULT_STALE_AFTER_MS } from './freshness.ts';
export type { Nexus, NexusOptions, SessionStorage, SubscribeOptions } from './nexus.ts';
export type { Observable } from './observable/observable.ts';
export * from './types/index.ts';
