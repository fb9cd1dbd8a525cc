import type { CallOptions } from '../data/call-options.ts';
import type { AiService } from '../data/services/ai-service.ts';
import type { AiKeyStatus } from '../types/index.ts';

/** Tasks of the AI, the tenant's AI key, and what the AI was asked. */
export interface AiResource extends AiService {
  /**
   * Seals the tenant's own Gemini key in this browser and stores it; nobody reads it back. Needs `api_key.manage` and a
   * plan with `byok`.
   *
   * @param key as the provider gives it
   * @throws NexusError `validation_failed` | `plan_feature` | `permission_denied` | `ai_not_configured` (the platform has no
   *   sealing key)
   * @example
   * const { hint } = await nexus.ai.enterKey('AIza…');
   */
  enterKey(key: string, options?: CallOptions): Promise<AiKeyStatus>;
}
