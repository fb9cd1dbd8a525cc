import type { AiService } from '../data/services/ai-service.ts';

/** The tenant's AI key, and what the AI was asked. */
export interface AiResource extends AiService {}
