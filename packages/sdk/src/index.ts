export type { CallOptions, DataService, LiveEvent, LiveReading, MachineRecord } from './data/data-service.ts';
export type { NexusErrorCode, NexusErrorJson, NexusErrorOptions } from './errors/nexus-error.ts';
export { isNexusError, NexusError } from './errors/nexus-error.ts';
export type { Nexus, NexusOptions, SessionStorage, SubscribeOptions } from './nexus.ts';
export type { Observable } from './observable/observable.ts';
export * from './types/index.ts';
