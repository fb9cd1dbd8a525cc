import type { AiKeyStatus, AiRequest, Page, PageParams, SealedAiKey, SealingKey } from '../../types/index.ts';
import type { CallOptions } from '../call-options.ts';

/** The tenant's AI key and what the AI was asked. */
export interface AiService {
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
