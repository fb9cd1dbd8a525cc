import { failureOf } from '../errors/failure.ts';
import { isNexusError, NexusError } from '../errors/nexus-error.ts';
import { loadPart } from './load-part.ts';

/** Requests and storage tell their failures themselves: what else fails could not work with what was given. */
async function foreign(cause: unknown, doing: string): Promise<NexusError> {
  if (!(cause instanceof TypeError || cause instanceof RangeError)) return failureOf(cause, { doing });
  return new NexusError('validation_failed', `Could not ${doing}: ${cause.message}.`, {
    hint: 'Check what was given against the types.',
    cause,
  });
}

/**
 * A service whose code is loaded with the first call. A load that failed for want of a network is tried again with the
 * next call.
 *
 * @param load brings the service; called once unless it fails
 */
export function deferred<T extends object>(load: () => Promise<T>): T {
  let loading: Promise<T> | null = null;
  const service = (): Promise<T> => {
    loading ??= loadPart(load).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  return new Proxy({} as T, {
    get(_, name) {
      // Whoever awaits the service itself must not mistake it for a promise.
      if (name === 'then' || typeof name === 'symbol') return undefined;
      return async (...given: unknown[]): Promise<unknown> => {
        const loaded = (await service()) as Record<string, (...given: unknown[]) => unknown>;
        try {
          return await loaded[name]?.(...given);
        } catch (error) {
          throw isNexusError(error) ? error : await foreign(error, name);
        }
      };
    },
  });
}
