import type { Context } from '../internal/deps.ts';
import { Refusal } from '../internal/refusal.ts';
import { asService, call } from '../internal/supabase.ts';
import { openApiKey } from '../keys/open-key.ts';

/** The key of one request. It is kept nowhere. */
export interface FoundKey {
  readonly apiKey: string;
  /** The tenant's own; else the platform's. */
  readonly isOwn: boolean;
}

interface TenantKey {
  sealed: string | null;
  byok: boolean;
}

/**
 * The tenant's own key where there is one and the plan allows it, else the platform's.
 *
 * @throws Refusal 503 `ai_not_configured` where there is neither
 */
export async function findKey(tenantId: string, context: Context): Promise<FoundKey> {
  const service = asService(context);
  // Both at once: this is on the way to the first word.
  const [own, platforms] = await Promise.all([
    call<TenantKey>(service, 'tenant_ai_key', { tenant_id: tenantId }),
    call<string | null>(service, 'service_secret', { name: 'GOOGLE_GEMINI_KEY' }),
  ]);
  if (own.byok && own.sealed !== null) {
    return { apiKey: await openApiKey(own.sealed, tenantId, context), isOwn: true };
  }
  if (platforms) return { apiKey: platforms, isOwn: false };
  throw new Refusal(503, {
    code: 'ai_not_configured',
    message: 'There is no key for the AI model: neither one of the tenant nor one of the platform.',
    hint: own.byok
      ? "A master admin of the tenant can enter the tenant's own key, or the operator of the platform can set GOOGLE_GEMINI_KEY in the Vault."
      : 'The operator of the platform can set GOOGLE_GEMINI_KEY in the Vault.',
    details: { missing: 'GOOGLE_GEMINI_KEY', own_key_allowed: own.byok },
  });
}
