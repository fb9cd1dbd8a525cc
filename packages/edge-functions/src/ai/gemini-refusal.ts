import { ApiError } from '@google/genai/web';
import { Refusal } from '../internal/refusal.ts';

/** Why the provider says no, in its own code words. */
const KEY_REASONS =
  /API_KEY_INVALID|API_KEY_EXPIRED|API key (not valid|expired)|CONSUMER_SUSPENDED|has been suspended/;

/** Whom to ask about the key. */
const askForKey = (isOwnKey: boolean): string =>
  isOwnKey
    ? "A master admin of the tenant can enter another key under the tenant's AI key."
    : 'The operator of the platform can set another key: GOOGLE_GEMINI_KEY in the Vault.';

const whose = (isOwnKey: boolean): string => (isOwnKey ? "The tenant's own AI key" : "The platform's AI key");

/** The provider does not know the key. */
export function keyRefusal(isOwnKey: boolean): Refusal {
  return new Refusal(502, {
    code: 'ai_key_invalid',
    message: `${whose(isOwnKey)} is not valid.`,
    hint: askForKey(isOwnKey),
  });
}

/** An answer that is none. */
export function answerRefusal(why: 'blocked' | 'broken' | 'malformed'): Refusal {
  switch (why) {
    case 'blocked':
      return new Refusal(422, {
        code: 'ai_blocked',
        message: 'The AI model did not answer for reasons of safety.',
        hint: 'Put the question in other words.',
      });
    case 'broken':
      return unavailable('The answer of the AI model was broken off.');
    case 'malformed':
      return new Refusal(502, {
        code: 'ai_answer_invalid',
        message: 'The AI model gave no answer that can be used.',
        hint: 'Try again; ask for less at once if it stays.',
      });
  }
}

/** The provider cannot be reached, or fails. */
export function unavailable(message: string): Refusal {
  return new Refusal(503, { code: 'ai_unavailable', message, hint: 'Try again in a little while.' });
}

/**
 * What went wrong at the provider as our own refusal. Its words are read, and never passed on or logged: they name the key
 * ("Consumer 'api_key:…' has been suspended"), and repeat what was sent.
 */
export function geminiRefusal(error: unknown, model: string, isOwnKey: boolean): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof ApiError)) return unavailable('The AI provider cannot be reached.');
  const { status, message } = error;
  if (status === 401 || KEY_REASONS.test(message)) return keyRefusal(isOwnKey);
  if (status === 403 || status === 404) {
    return new Refusal(502, {
      code: 'ai_model_denied',
      message: `${whose(isOwnKey)} may not use the model ${model}.`,
      hint: isOwnKey
        ? 'Give the key access to the model at the provider, or ask the operator of the platform for another model.'
        : 'The operator of the platform can choose another model with NEXUS_AI_MODEL.',
      details: { model },
    });
  }
  if (status === 429) {
    const seconds = Number(/"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"/.exec(message)?.[1] ?? Number.NaN);
    const wait = Math.ceil(seconds);
    return new Refusal(
      429,
      {
        code: 'ai_quota',
        message: `${whose(isOwnKey)} has used up its quota at the provider.`,
        hint: wait > 0 ? `Try again in ${wait} s.` : 'Try again later.',
        ...(wait > 0 ? { details: { resets_at: new Date(Date.now() + wait * 1_000).toISOString() } } : {}),
      },
      wait > 0 ? { 'retry-after': String(wait) } : {},
    );
  }
  return unavailable(status >= 500 ? 'The AI provider failed.' : 'The AI provider did not take the request.');
}
