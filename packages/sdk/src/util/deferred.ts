import { mapError } from '../errors/map-error.ts';
import { isNexusError, NexusError } from '../errors/nexus-error.ts';

/** Code that is loaded when it is needed. @throws NexusError `network_unreachable` */
export function loadPart<T>(load: () => Promise<T>): Promise<T> {
  return load().catch((cause: unknown) => {
    throw new NexusError('network_unreachable', 'Could not load a part of the Nexus SDK.', {
      hint: 'Check the network and the page that serves the SDK; the call can be repeated as it is.',
      cause,
    });
  });
}

/** Requests and storage tell their failures themselves: what else fails could not work with what was given. */
function foreign(cause: unknown, doing: string): NexusError {
  if (!(cause instanceof TypeError || cause instanceof RangeError)) return mapError(cause, { doing });
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
          throw isNexusError(error) ? error : foreign(error, name);
        }
      };
    },
  });
}
