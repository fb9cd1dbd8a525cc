import { NexusError } from './nexus-error.ts';

/** For a value that cannot work, found before anything was sent. */
export function invalid(message: string, hint: string, details?: Record<string, unknown>): NexusError {
  return new NexusError('validation_failed', message, details ? { hint, details } : { hint });
}
