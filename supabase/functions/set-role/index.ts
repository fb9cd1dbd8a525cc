import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';
import { setRole } from '../../../packages/edge-functions/src/onboarding/change-member.ts';

Deno.serve(serve({ name: 'set-role', method: 'POST', handler: setRole }, denoDeps()));
