import type { Context } from '../internal/deps.ts';
import { Refusal } from '../internal/refusal.ts';
import { asService, call } from '../internal/supabase.ts';
import { fromBase64Url } from './base64url.ts';
import { associatedData, hpkeSeal } from './hpke.ts';
import { openApiKey } from './open-key.ts';
import { writeSealedKey } from './sealed-key.ts';

/** A tenant's key as it is stored. */
interface StoredKey {
  readonly tenant_id: string;
  readonly sealed: string;
}

/** From which sealing key to which, both of them live: the private half of each is in Vault. */
export interface Rotation {
  readonly from: string;
  readonly to: string;
  /** Public half of `to`, 32 bytes in base64url. */
  readonly publicKey: string;
}

/** What the job did. A tenant that set its key meanwhile is left alone. */
export interface RotationResult {
  readonly resealed: number;
  readonly changedMeanwhile: number;
  /** Tenants whose key does not open; they must enter it again. */
  readonly unopened: string[];
}

/** Seals every key that was sealed for `from` anew for `to`. Safe to run again; stops nowhere halfway through a tenant. */
export async function resealKeys(
  { from, to, publicKey }: Rotation,
  context: Context,
): Promise<RotationResult> {
  const service = asService(context);
  const stored = await call<StoredKey[]>(service, 'sealed_keys_for', { key_id: from });
  let resealed = 0;
  let changedMeanwhile = 0;
  const unopened: string[] = [];
  for (const { tenant_id: tenantId, sealed } of stored) {
    const plain = await openApiKey(sealed, tenantId, context).catch(unopenedAsNull);
    if (plain === null) {
      unopened.push(tenantId);
      continue;
    }
    const anew = await sealFor(to, publicKey, tenantId, plain);
    // Proof before anything is replaced: a public key that is not that of the private half would lock the tenant out.
    if ((await openApiKey(anew, tenantId, context).catch(unopenedAsNull)) !== plain) {
      throw new Refusal(400, {
        code: 'sealed_key_refused',
        message: `publicKey is not that of the sealing key ${to} in Vault.`,
        hint: 'Give the public half that was announced with add_sealing_key. Nothing was replaced from here on.',
        details: { reason: 'key_id' },
      });
    }
    const args = { tenant_id: tenantId, old_sealed: sealed, new_sealed: anew };
    if (await call<boolean>(service, 'reseal_api_key', args)) resealed += 1;
    else changedMeanwhile += 1;
  }
  return { resealed, changedMeanwhile, unopened };
}

async function sealFor(keyId: string, publicKey: string, tenantId: string, plain: string): Promise<string> {
  const aad = associatedData(tenantId, keyId);
  try {
    const { enc, sealed } = await hpkeSeal(fromBase64Url(publicKey), new TextEncoder().encode(plain), aad);
    return writeSealedKey({ keyId, enc, ciphertext: sealed });
  } catch {
    throw new Refusal(400, {
      code: 'sealed_key_refused',
      message: 'publicKey is no public key of X25519.',
      hint: 'Give the public half that was announced with add_sealing_key. Nothing was replaced.',
      details: { reason: 'form' },
    });
  }
}

/** A key that does not open is the tenant's to enter anew. A sealing key that is missing is the operator's mistake. */
function unopenedAsNull(error: unknown): null {
  if (error instanceof Refusal && ['open', 'form'].includes(String(error.problem.details?.reason)))
    return null;
  throw error;
}
