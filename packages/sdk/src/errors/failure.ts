import { abortError } from '../util/abort.ts';
import { loadPart } from '../util/load-part.ts';
import type { ErrorContext } from './error-context.ts';
import { isNexusError, NexusError } from './nexus-error.ts';
import { noAnswer } from './no-answer.ts';

/**
 * What `mapError` makes of a failure. Its tables and texts are loaded with the first answer that is one: without network
 * they could not be fetched, so that a missing answer is told from here.
 */
export async function failureOf(
  raw: unknown,
  context: ErrorContext,
  load: () => Promise<Pick<typeof import('./map-error.ts'), 'mapError'>> = () => import('./map-error.ts'),
): Promise<NexusError> {
  if (isNexusError(raw)) return raw;
  const { doing, signal, status } = context;
  if (signal?.aborted) return abortError(doing, signal);
  if (status === 0) return noAnswer(raw, context);
  try {
    const { mapError } = await loadPart(load);
    return mapError(raw, context);
  } catch (failure) {
    // A wall display may be older than the files beside it; its session goes on all the same.
    if (status !== 401) return failure as NexusError;
    return new NexusError('session_expired', `Could not ${doing}: the server answered 401.`, {
      hint: 'Sign in again.',
      cause: raw,
    });
  }
}
