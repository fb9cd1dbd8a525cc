import { ai } from '../../../packages/edge-functions/src/ai/handler.ts';
import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';

Deno.serve(serve({ name: 'ai', method: 'POST', handler: ai }, denoDeps()));
