import { denoDeps } from '../../../packages/edge-functions/src/internal/deno-deps.ts';
import { serve } from '../../../packages/edge-functions/src/internal/serve.ts';
import { createTenant } from '../../../packages/edge-functions/src/onboarding/create-tenant.ts';

Deno.serve(serve({ name: 'create-tenant', method: 'POST', handler: createTenant }, denoDeps()));
