import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { SealedAiKey, SealingKey } from '../types/index.ts';

/** Says what the sealed bytes are for; the function that opens them says the same. */
const INFO = 'nexus-hpke-v1 api key';

/**
 * Seals an AI key for the functions, so that neither the network, nor the database, nor a person reads it: HPKE (RFC 9180,
 * base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM), with tenant and key id as associated data. A sealed key that is
 * moved to another tenant does not open.
 */
export async function sealAiKey(
  key: string,
  tenantId: string,
  { keyId, publicKey }: SealingKey,
): Promise<SealedAiKey> {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
  const recipientPublicKey = await suite.kem.importKey('raw', fromBase64Url(publicKey).buffer, true);
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: bytesOf(INFO) },
    bytesOf(key),
    bytesOf(`${tenantId}.${keyId}`),
  );
  return { sealed: `nexus-hpke-v1.${keyId}.${toBase64Url(enc)}.${toBase64Url(ct)}`, hint: key.slice(-4) };
}

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}

function toBase64Url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
