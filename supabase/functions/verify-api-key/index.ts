import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';
import { verifyApiKey } from '../../../packages/edge-functions/src/keys/verify-handler.ts';

Deno.serve(serve({ name: 'verify-api-key', method: 'POST', handler: verifyApiKey }, denoDeps()));
