import { embedSession } from '../../../packages/edge-functions/src/embed/embed-session.ts';
import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';

Deno.serve(serve({ name: 'embed-session', method: 'POST', handler: embedSession }, denoDeps()));
