import { fromBase64Url } from '../../../src/keys/base64url.ts';
import { associatedData, hpkeSeal } from '../../../src/keys/hpke.ts';
import { writeSealedKey } from '../../../src/keys/sealed-key.ts';
import type { AiWorld } from './ai-world.ts';

/** What of a world it takes. */
type KeyWorld = Pick<AiWorld, 'stack'>;

/** Makes a sealing key of the platform. @returns its public half */
export async function addSealingKey(world: KeyWorld, keyId: string): Promise<Uint8Array<ArrayBuffer>> {
  const pair = (await crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair;
  const { d = '', x = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  await world.stack.db.query(`select vault.create_secret('${d}', 'NEXUS_SEALING_KEY_${keyId}')`);
  await world.stack.db.query(`select public.add_sealing_key('${keyId}', '${x}')`);
  return fromBase64Url(x);
}

/** Seals an AI key as the browser does, for any tenant. */
export async function sealFor(
  publicKey: Uint8Array<ArrayBuffer>,
  keyId: string,
  tenantId: string,
  apiKey: string,
): Promise<string> {
  const plain = new TextEncoder().encode(apiKey);
  const { enc, sealed } = await hpkeSeal(publicKey, plain, associatedData(tenantId, keyId));
  return writeSealedKey({ keyId, enc, ciphertext: sealed });
}

/** Sets a tenant's own key as its admin does. */
export async function setOwnKey(world: AiWorld, admin: string, sealed: string): Promise<void> {
  const answer = await world.rest(admin, '/rest/v1/rpc/set_api_key', {
    method: 'POST',
    body: JSON.stringify({ sealed, hint: 'abcd' }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
