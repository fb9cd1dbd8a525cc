import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';
import { resealHandler } from '../../../packages/edge-functions/src/keys/reseal-handler.ts';

Deno.serve(serve({ name: 'reseal-keys', method: 'POST', handler: resealHandler }, denoDeps()));
