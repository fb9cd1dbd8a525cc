import * as v from 'valibot';
import { askMember } from '../ai/ask-member.ts';
import { openModel } from '../ai/gemini.ts';
import { aiSettings } from '../ai/settings.ts';
import type { ProblemCode, VerifyApiKeyResponse } from '../contract/index.ts';
import type { Handler } from '../internal/deps.ts';
import { readBody } from '../internal/read-body.ts';
import { Refusal } from '../internal/refusal.ts';
import { json } from '../internal/respond.ts';
import { asCaller, asService, call } from '../internal/supabase.ts';
import { openApiKey } from './open-key.ts';

const VerifyApiKey = v.strictObject({ sealed: v.optional(v.pipe(v.string(), v.maxLength(6_000))) });

type Verdict = VerifyApiKeyResponse['verdict'];

/** What a try that failed says of the key. Another failure, such as a blocked answer, came after the key was taken. */
const VERDICTS: Partial<Record<ProblemCode, Verdict>> = {
  ai_key_invalid: 'invalid',
  ai_quota: 'quota',
  ai_model_denied: 'model_denied',
  ai_unavailable: 'unreachable',
};

/** The shortest question there is: it costs the key a handful of tokens. */
const TRY = { instructions: 'Answer with OK.', contents: [{ role: 'user', parts: [{ text: 'OK?' }] }] };
const TIME_LIMIT_MS = 20_000;

/** Tries the tenant's own key with the configured model, before it is stored or afterwards, and says what came of it. */
export const verifyApiKey: Handler = async (request, context) => {
  const { sealed: given } = await readBody(request, VerifyApiKey);
  const settings = aiSettings(context);
  const { userId, tenantId } = await askMember(asCaller(request, context), ['api_key.manage']);
  context.note({ userId, tenantId });
  const sealed = given ?? (await storedKey(tenantId, context));
  const apiKey = await openApiKey(sealed, tenantId, context);
  const problem = await tryKey(() =>
    openModel(settings, apiKey, true, context).turn(TRY, AbortSignal.timeout(TIME_LIMIT_MS)),
  );
  const verdict = (problem && VERDICTS[problem.code]) ?? 'valid';
  context.note({ outcome: verdict });
  const message =
    verdict === 'valid' ? `The key works with the model ${settings.model}.` : (problem?.message ?? '');
  const answer: VerifyApiKeyResponse = {
    verdict,
    model: settings.model,
    message,
    requestId: context.requestId,
  };
  return json(context, 200, answer);
};

async function storedKey(tenantId: string, context: Parameters<Handler>[1]): Promise<string> {
  const { sealed } = await call<{ sealed: string | null }>(asService(context), 'tenant_ai_key', {
    tenant_id: tenantId,
  });
  if (sealed !== null) return sealed;
  throw new Refusal(404, {
    code: 'not_found',
    message: 'The tenant has no AI key of its own.',
    hint: 'Enter one first, or send the sealed key to try.',
  });
}

async function tryKey(attempt: () => Promise<unknown>): Promise<Refusal['problem'] | null> {
  try {
    await attempt();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}
