import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';

// RFC 9180 in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const text = new TextEncoder();

/** Says what the sealed bytes are for, so that nothing else that is ever sealed with the same key opens as one. */
const INFO = text.encode('nexus-hpke-v1 api key');

/** A key sealed for one tenant and one key id does not open for another: both are authenticated with it. */
export function associatedData(tenantId: string, keyId: string): Uint8Array<ArrayBuffer> {
  return text.encode(`${tenantId}.${keyId}`);
}

/**
 * Opens what the browser sealed.
 *
 * @param privateKey 32 bytes of X25519
 * @param enc 32 bytes, the sender's ephemeral public key
 * @throws when a byte of it, the tenant or the key id is another one
 */
export async function hpkeOpen(
  privateKey: Uint8Array<ArrayBuffer>,
  enc: Uint8Array<ArrayBuffer>,
  sealed: Uint8Array<ArrayBuffer>,
  aad: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipientKey = await suite.kem.importKey('raw', privateKey.buffer, false);
  return new Uint8Array(
    await suite.open({ recipientKey, enc: enc.buffer, info: INFO.buffer }, sealed.buffer, aad.buffer),
  );
}

/** Seals for a public key (32 bytes of X25519); what the re-seal job needs. */
export async function hpkeSeal(
  publicKey: Uint8Array<ArrayBuffer>,
  plain: Uint8Array<ArrayBuffer>,
  aad: Uint8Array<ArrayBuffer>,
): Promise<{ enc: Uint8Array<ArrayBuffer>; sealed: Uint8Array<ArrayBuffer> }> {
  const recipientPublicKey = await suite.kem.importKey('raw', publicKey.buffer, true);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: INFO.buffer }, plain.buffer, aad.buffer);
  return { enc: new Uint8Array(enc), sealed: new Uint8Array(ct) };
}
