import type { AiKeyStatus, AiRequest } from '../../types/index.ts';
import {
  type JsonObject,
  object,
  oneOf,
  optionalNumber,
  optionalText,
  optionalTime,
  text,
  time,
} from './wire.ts';

const OUTCOMES = ['started', 'succeeded', 'failed', 'refused', 'cancelled'] as const;

/** Answer of `api_key_status()`. */
export function parseKeyStatus(value: unknown): AiKeyStatus {
  const what = 'the state of the AI key';
  const row = object(value, what);
  return {
    hasKey: row.has_key === true,
    hint: optionalText(row.hint),
    keyId: optionalText(row.key_id),
    updatedAt: optionalTime(row, 'updated_at', what),
  };
}

/** A row of `ai_requests`. */
export function parseAiRequest(row: JsonObject): AiRequest {
  const what = 'a request to the AI';
  return {
    id: text(row, 'id', what),
    userId: optionalText(row.user_id),
    task: text(row, 'task', what),
    model: text(row, 'model', what),
    outcome: oneOf<AiRequest['outcome']>(row.outcome, OUTCOMES, what),
    usedOwnKey: row.used_own_key === true,
    inputTokens: optionalNumber(row.input_tokens),
    outputTokens: optionalNumber(row.output_tokens),
    errorCode: optionalText(row.error_code),
    prompt: optionalText(row.prompt),
    createdAt: time(row, 'created_at', what),
    finishedAt: optionalTime(row, 'finished_at', what),
  };
}
