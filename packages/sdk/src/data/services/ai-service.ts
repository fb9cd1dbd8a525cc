import type {
  AiKeyStatus,
  AiRequest,
  AiStreamEvent,
  AiTaskRequest,
  Page,
  PageParams,
  SealedAiKey,
  SealingKey,
} from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';

/** The tenant's AI key and what the AI was asked. */
export interface AiService {
  /**
   * Runs a task of the AI on the tenant's own data: a question (`ask`), one machine (`diagnose`), a quality image
   * (`inspect`), a shift (`summarise`). Needs `ai.use`. Events come as the model writes; leaving the loop stops it.
   *
   * @throws NexusError `ai_not_configured` | `ai_key_invalid` | `ai_quota` | `ai_model_denied` | `ai_blocked` |
   *   `ai_unavailable` | `ai_answer_invalid` | `plan_limit` | `rate_limited` | `not_found` | `permission_denied`, also from
   *   within the loop
   * @example
   * for await (const event of await nexus.ai.run({ task: 'ask', messages: [{ role: 'user', text: 'What needs a look?' }] })) {
   *   if (event.type === 'text') show(event.text);
   * }
   */
  run(request: AiTaskRequest, options?: CallOptions): Promise<AsyncIterable<AiStreamEvent>>;
  /** Needs `api_key.manage`. */
  keyStatus(options?: CallOptions): Promise<AiKeyStatus>;
  /** What to seal a key with; null where the platform has none yet. */
  sealingKey(options?: CallOptions): Promise<SealingKey | null>;
  /** @throws NexusError `sealed_key_refused` | `plan_feature` */
  setKey(key: SealedAiKey, options?: CallOptions): Promise<AiKeyStatus>;
  /** Throws the key away. Needs `api_key.manage`. */
  clearKey(options?: CallOptions): Promise<AiKeyStatus>;
  /** Whether prompts are kept with the requests; needs a master admin. */
  keepPrompts(isAllowed: boolean, options?: CallOptions): Promise<void>;
  /** Newest first: one's own, or the tenant's with `members.manage`. */
  requests(params: PageParams, options?: CallOptions): Promise<Page<AiRequest>>;
}
