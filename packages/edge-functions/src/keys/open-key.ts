import type { Context } from '../internal/deps.ts';
import { Refusal } from '../internal/refusal.ts';
import { asService, call } from '../internal/supabase.ts';
import { fromBase64Url } from './base64url.ts';
import { associatedData, hpkeOpen } from './hpke.ts';
import { parseSealedKey } from './sealed-key.ts';

/** The Vault's name of the private half of a sealing key: 32 bytes of X25519 in base64url. */
const secretName = (keyId: string): string => `NEXUS_SEALING_KEY_${keyId}`;

/**
 * Opens a tenant's sealed AI key for one call. The caller lets go of it afterwards: it is kept nowhere.
 *
 * @throws Refusal 400 `sealed_key_refused` for another tenant's, a changed one, or one whose sealing key is gone
 */
export async function openApiKey(sealed: string, tenantId: string, context: Context): Promise<string> {
  const parts = parseSealedKey(sealed);
  if (parts === null) throw refused('The key is not in the form of a sealed key.', 'form');
  const secret = await call<string | null>(asService(context), 'service_secret', {
    name: secretName(parts.keyId),
  });
  if (secret === null) throw refused('The key was sealed for a sealing key that is not in use.', 'key_id');
  try {
    const aad = associatedData(tenantId, parts.keyId);
    const plain = await hpkeOpen(fromBase64Url(secret), parts.enc, parts.ciphertext, aad);
    return new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    // Why is nobody's business: another tenant, another key id and a changed byte look the same on purpose.
    throw refused('The key does not open: it was sealed for another tenant, or changed on the way.', 'open');
  }
}

function refused(message: string, reason: string): Refusal {
  return new Refusal(400, {
    code: 'sealed_key_refused',
    message,
    hint: 'Enter the key again: it is sealed anew.',
    details: { reason },
  });
}
