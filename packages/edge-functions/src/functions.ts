import { ai } from './ai/handler.ts';
import { embedSession } from './embed/embed-session.ts';
import { health } from './health/handler.ts';
import { ingest } from './ingest/handler.ts';
import type { ServeOptions } from './internal/serve.ts';
import { resealHandler } from './keys/reseal-handler.ts';
import { verifyApiKey } from './keys/verify-handler.ts';
import { removeMember, setRole } from './onboarding/change-member.ts';
import { createTenant } from './onboarding/create-tenant.ts';
import { inviteMember, resendInvite } from './onboarding/invite-member.ts';

/** Every function, under the name that it is called and deployed by. */
export const FUNCTIONS: readonly ServeOptions[] = [
  { name: 'ai', method: 'POST', handler: ai },
  { name: 'create-tenant', method: 'POST', handler: createTenant },
  { name: 'embed-session', method: 'POST', handler: embedSession },
  { name: 'health', method: 'GET', handler: health },
  { name: 'ingest', method: 'POST', handler: ingest },
  { name: 'invite-member', method: 'POST', handler: inviteMember },
  { name: 'remove-member', method: 'POST', handler: removeMember },
  { name: 'resend-invite', method: 'POST', handler: resendInvite },
  { name: 'reseal-keys', method: 'POST', handler: resealHandler },
  { name: 'set-role', method: 'POST', handler: setRole },
  { name: 'verify-api-key', method: 'POST', handler: verifyApiKey },
];
