import { health } from '../../../packages/edge-functions/src/health/handler.ts';
import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';

Deno.serve(serve({ name: 'health', method: 'GET', handler: health }, denoDeps()));
