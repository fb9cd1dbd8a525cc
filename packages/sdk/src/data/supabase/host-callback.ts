import { NexusError } from '../../errors/nexus-error.ts';
import type { GetSession } from '../../types/index.ts';
import { timeLimit } from '../../util/time-limit.ts';
import { goodForMs, readClaims } from './token-claims.ts';
import type { Grant } from './token-keeper.ts';

/** A callback that has not answered by then has failed; a later answer is ignored. */
const CALLBACK_LIMIT_MS = 30_000;
/** Life of a token that does not say when it was made, and whose end has passed by this device's clock. */
const UNKNOWN_LIFE_MS = 300_000;

/**
 * Asks the host who is signed in there.
 *
 * @param refused the token that the server did not take any more: the same one again is a failure
 * @throws NexusError `host_session_failed` when the callback rejects, takes too long or answers something else
 */
export async function askHost(
  getSession: GetSession,
  refused: string | null,
  signal: AbortSignal,
): Promise<Grant | null> {
  const limit = timeLimit(CALLBACK_LIMIT_MS);
  const both = AbortSignal.any([signal, limit.signal]);
  let answer: unknown;
  try {
    answer = await new Promise<unknown>((resolve, reject) => {
      both.addEventListener('abort', () => reject(both.reason as Error), { once: true });
      // In a promise of its own, so that a callback that throws at once rejects as well.
      Promise.resolve()
        .then(() => getSession({ signal: both }))
        .then(resolve, reject);
    });
  } catch (cause) {
    if (limit.signal.aborted) {
      throw failed(`it has not answered within ${CALLBACK_LIMIT_MS / 1_000} s`, CALLBACK_HINT, cause);
    }
    const why = cause instanceof Error && cause.message ? cause.message.replace(/\.$/, '') : 'it rejected';
    throw failed(why, CALLBACK_HINT, cause);
  } finally {
    limit.stop();
  }
  return readAnswer(answer, refused);
}

const CALLBACK_HINT =
  'Look at the host: getSession has to resolve to { accessToken, expiresAt }, or to null when nobody is signed in.';
const MINT_HINT = 'Let getSession mint a new token at each call, or refresh its own session first.';

function readAnswer(answer: unknown, refused: string | null): Grant | null {
  if (answer === null) return null;
  const { accessToken, expiresAt } = (typeof answer === 'object' ? answer : {}) as Record<string, unknown>;
  if (typeof accessToken !== 'string' || !accessToken) throw failed('accessToken is missing', CALLBACK_HINT);
  const claims = readClaims(accessToken);
  if (!claims) throw failed('accessToken is no JSON Web Token with a subject', CALLBACK_HINT);
  if (accessToken === refused) throw failed('it gave the token again that the server had refused', MINT_HINT);
  const saidEnd = readEnd(expiresAt);
  if (saidEnd === null) throw failed('expiresAt is no time', CALLBACK_HINT);

  const { userId, email, issuedAt } = claims;
  const endsAt = Math.min(claims.expiresAt ?? saidEnd, saidEnd);
  if (issuedAt !== null && endsAt <= issuedAt) throw failed('the token ended before it began', MINT_HINT);
  const leftMs = endsAt - Date.now();
  const lifeMs = issuedAt !== null ? endsAt - issuedAt : leftMs > 0 ? leftMs : UNKNOWN_LIFE_MS;
  return { accessToken, userId, email, goodForMs: goodForMs(lifeMs, endsAt) };
}

/** Epoch ms of an ISO time or of epoch seconds; null for anything else. */
function readEnd(value: unknown): number | null {
  const endsAt =
    typeof value === 'number' ? value * 1_000 : typeof value === 'string' ? Date.parse(value) : NaN;
  // Also beyond what a date can say, as of milliseconds that were taken for seconds twice.
  return Number.isNaN(new Date(endsAt).getTime()) ? null : endsAt;
}

function failed(why: string, hint: string, cause?: unknown): NexusError {
  return new NexusError('host_session_failed', `Could not get the session from the host: ${why}.`, {
    hint,
    ...(cause === undefined ? {} : { cause }),
  });
}
