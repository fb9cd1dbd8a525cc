import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';
import { removeMember } from '../../../packages/edge-functions/src/onboarding/change-member.ts';

Deno.serve(serve({ name: 'remove-member', method: 'POST', handler: removeMember }, denoDeps()));
