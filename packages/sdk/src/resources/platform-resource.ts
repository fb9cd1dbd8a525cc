import type { PlatformService } from '../data/services/platform-service.ts';

/** Tenants that the signed-in reseller or operator looks after. */
export interface PlatformResource extends PlatformService {}
