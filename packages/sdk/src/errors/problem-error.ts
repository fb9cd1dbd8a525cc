import type { Problem } from '@nexus-mfg/edge-functions/contract';
import { FUNCTION_CODES, HINTS } from './error-codes.ts';
import { NexusError, type NexusErrorOptions } from './nexus-error.ts';

/**
 * What an edge function refused with, as the SDK's own error.
 *
 * @param doing ends the sentence "Could not …"
 * @param body the answer's JSON, whatever it is
 */
export function problemError(doing: string, response: Response, body: unknown): NexusError {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  const { status, headers } = response;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const options: NexusErrorOptions = {
    details: { ...given.details, status, ...(seconds >= 0 && { retryAfterMs: seconds * 1_000 }) },
  };
  const requestId = given.requestId ?? headers.get('x-request-id') ?? headers.get('sb-request-id');
  if (requestId) options.requestId = requestId;
  const { message } = given;
  if (typeof given.code !== 'string' || typeof message !== 'string') {
    // The gateway in front of the functions says so in a form of its own.
    if (status === 401)
      return new NexusError('session_expired', `Could not ${doing}: the token is not taken.`, options);
    options.hint = 'Check that the functions of this project are deployed.';
    return new NexusError(
      'server_error',
      `Could not ${doing}: the function did not answer as one of Nexus.`,
      options,
    );
  }
  const code = FUNCTION_CODES[given.code] ?? given.code;
  const hint = given.hint ?? HINTS[code];
  if (hint) options.hint = hint;
  return new NexusError(
    code,
    `Could not ${doing}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    options,
  );
}
