import type { ErrorContext } from './error-context.ts';
import { NexusError } from './nexus-error.ts';

/** For a request that nothing answered, or not in time. */
export function noAnswer(raw: unknown, { doing, requestId, retryAfterMs }: ErrorContext): NexusError {
  const { name, message } = (raw ?? {}) as { name?: unknown; message?: unknown };
  const isLate = name === 'TimeoutError' || String(message).startsWith('TimeoutError');
  return new NexusError(
    isLate ? 'timeout' : 'network_unreachable',
    `Could not ${doing}: ${isLate ? 'the server did not answer in time' : 'the server cannot be reached'}.`,
    {
      hint: isLate
        ? 'Try again, or ask for less at once.'
        : 'Check the network and the URL; the call can be repeated as it is.',
      details: retryAfterMs === undefined ? {} : { retryAfterMs },
      ...(requestId === undefined ? {} : { requestId }),
      cause: raw,
    },
  );
}
