import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';
import { resendInvite } from '../../../packages/edge-functions/src/onboarding/invite-member.ts';

Deno.serve(serve({ name: 'resend-invite', method: 'POST', handler: resendInvite }, denoDeps()));
