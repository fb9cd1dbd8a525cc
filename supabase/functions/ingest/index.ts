import { ingest } from '../../../packages/edge-functions/src/ingest/handler.ts';
import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';

Deno.serve(serve({ name: 'ingest', method: 'POST', handler: ingest }, denoDeps()));
