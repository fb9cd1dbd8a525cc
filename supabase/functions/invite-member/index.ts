import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';
import { inviteMember } from '../../../packages/edge-functions/src/onboarding/invite-member.ts';

Deno.serve(serve({ name: 'invite-member', method: 'POST', handler: inviteMember }, denoDeps()));
